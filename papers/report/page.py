from functools import cache
from pathlib import Path
from re import search

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.text import Language
from papers.report.pictures import Read, size_of
from papers.report.wording import wording
from workflow.work.published_report import PublishedReport

FOLDER = Path(__file__).parent


def report_html(report: PublishedReport, photos: Read, language: Language) -> str:
    """The report as one page that needs nothing from elsewhere but the pictures beside it and the
    PDF, under the names that `report_files` gives. What people wrote is text in it, and only
    addresses that begin with http are links."""
    words = wording(report, language)
    sizes = {photo.sha256: size_of(photos(photo.sha256)) for photo in report.photos}
    return (
        _environment()
        .get_template("report.html")
        .render(
            words=words,
            language=language,
            pdf=pdf_name(language),
            pictures=[
                (picture, *sizes[photo.sha256])
                for picture, photo in zip(words.photos, report.photos, strict=True)
            ],
        )
    )


def pdf_name(language: Language) -> str:
    return f"report.{language}.pdf"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["russian"] = lambda text: search("[А-Яа-яЁё]", text) is not None
    return environment
