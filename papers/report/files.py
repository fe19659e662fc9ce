from collections.abc import Mapping

from models.text import Language
from papers.report.page import pdf_name, report_html
from papers.report.pdf import report_pdf
from papers.report.pictures import Read, files_of
from workflow.work.published_report import PublishedReport


def report_files(report: PublishedReport, photos: Read, language: Language) -> Mapping[str, bytes]:
    """What to write into a folder of a site, by names relative to it: the page, the PDF and the
    pictures, which are the same in every language.

    `photos` gives the content of a SHA-256, as a `files.store.Store` does with `get`.
    """
    return {
        f"report.{language}.html": report_html(report, photos, language).encode(),
        pdf_name(language): report_pdf(report, photos, language),
        **files_of(report, photos),
    }
