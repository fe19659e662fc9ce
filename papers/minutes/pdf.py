import json
from dataclasses import asdict
from pathlib import Path

import typst

from models.text import Language
from papers.minutes.wording import wording
from workflow.meetings.record import Minutes

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(minutes: Minutes, language: Language) -> bytes:
    """The minutes as PDF; the same minutes make the same bytes. What people wrote reaches the
    template as data and is never read as markup."""
    day = minutes.closed_at.date()
    told = asdict(wording(minutes, language)) | {
        "language": language,
        "day": [day.year, day.month, day.day],
    }
    made = typst.compile(
        TEMPLATE,
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        ignore_system_fonts=True,
        timestamp=int(minutes.closed_at.timestamp()),
    )
    assert isinstance(made, bytes), "one document makes one file"
    return made
