"""Awards to publish."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from models import Money, Text
from papers.open_data.publisher import Publisher
from workflow.open_data.award import PublishedAward

PUBLISHER = Publisher("Фонд «Мы вместе»", "360G-vmeste", "1027700132195", "https://example.org")
UNKNOWN = Publisher("Фонд", "unregistered")
"""Registered nowhere yet."""


def award(n: int = 1, **given: Any) -> PublishedAward:
    made = PublishedAward(
        programme="berdsk-2016",
        programme_title=Text(ru="Мы вместе!", en="We Are Together!"),
        code=f"15-{n:02}",
        title="Двор «Солнышко»",
        summary="Жители поставят скамейки;\nи посадят клёны, «всем двором».",
        applied_for=Money(120_000_50),
        awarded=Money(99_999_99),
        disbursed=Money(50_000_00),
        awarded_on=date(2017, 4, 11),
        planned_until=date(2017, 11, 10),
        foundation=Text(ru="Фонд «Мы вместе»", en="Foundation “We Are Together”"),
        district=Text(ru="Округ № 15", en="District No. 15"),
        place=Text(ru="Бердск", en="Berdsk"),
        country="RU",
        modified_at=datetime(2017, 4, 11 + n, 5, 30, tzinfo=UTC),
        is_sample=False,
        withheld=False,
    )
    return replace(made, **given)
