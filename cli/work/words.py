"""What a change request asks, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cli.output import say
from config.settings import settings
from models import Money, Text


def new_days(milestones: Mapping[str, Any]) -> Iterator[str]:
    for ordinal, day in milestones.items():
        shown = f"{date.fromisoformat(day):%d.%m.%Y}"
        yield say(
            Text(
                en=f"milestone {ordinal} by {shown}", ru=f"контрольная точка {ordinal} — к {shown}"
            )
        )


def new_amounts(budget: Mapping[str, Any], currency: str) -> Iterator[str]:
    for ordinal, amount in budget.items():
        shown = Money(amount, currency).in_(settings().language)
        yield say(Text(en=f"line {ordinal}: {shown}", ru=f"строка {ordinal}: {shown}"))
