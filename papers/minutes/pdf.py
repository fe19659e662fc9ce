from dataclasses import asdict
from pathlib import Path

from models.text import Language
from papers.minutes.wording import wording
from papers.typesetting import typeset
from workflow.meetings.record import Minutes

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(minutes: Minutes, language: Language) -> bytes:
    """The minutes as PDF; the same minutes make the same bytes."""
    day = minutes.closed_at.date()
    told = asdict(wording(minutes, language)) | {
        "language": language,
        "day": [day.year, day.month, day.day],
    }
    return typeset(TEMPLATE, told, at=int(minutes.closed_at.timestamp()))
