from dataclasses import asdict
from pathlib import Path

from models.text import Language
from papers.agreement.wording import wording
from papers.typesetting import typeset
from papers.typography import noon_of
from workflow.work.agreements import Agreement

TEMPLATE = Path(__file__).with_name("agreement.typ")


def agreement_pdf(agreement: Agreement, language: Language) -> bytes:
    """The agreement as PDF; the same agreement makes the same bytes."""
    day = agreement.day
    told = asdict(wording(agreement, language)) | {
        "language": language,
        "made_on": [day.year, day.month, day.day],
    }
    return typeset(TEMPLATE, told, at=int(noon_of(day).timestamp()))
