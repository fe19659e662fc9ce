from dataclasses import asdict
from pathlib import Path

from models.text import Language
from papers.report.pictures import Read, for_print, name_of
from papers.report.wording import wording
from papers.typesetting import typeset
from papers.typography import noon_of
from workflow.work.published_report import PublishedReport

TEMPLATE = Path(__file__).with_name("report.typ")


def report_pdf(report: PublishedReport, photos: Read, language: Language) -> bytes:
    """The report as PDF; the same report and pictures make the same bytes."""
    day = report.accepted_on
    told = asdict(wording(report, language)) | {
        "language": language,
        "made_on": [day.year, day.month, day.day],
    }
    pictures = {name_of(photo): for_print(photos(photo.sha256)) for photo in report.photos}
    return typeset(TEMPLATE, told, at=int(noon_of(day).timestamp()), pictures=pictures)
