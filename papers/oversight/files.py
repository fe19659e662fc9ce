from collections.abc import Mapping

from models.text import Language
from papers.effectiveness.page import page_of
from papers.effectiveness.pdf import pdf_of
from papers.oversight.wording import wording
from workflow.oversight.report import OversightReport


def oversight_html(found: OversightReport, language: Language) -> str:
    """The report as one page that needs nothing from elsewhere."""
    return page_of(wording(found, language), language)


def oversight_pdf(found: OversightReport, language: Language) -> bytes:
    """The report as PDF; the same report makes the same bytes."""
    return pdf_of(wording(found, language), found.made_at.date(), language)


def oversight_files(found: OversightReport, language: Language) -> Mapping[str, bytes]:
    """Page and PDF, under names that say month and language."""
    name = f"oversight.{found.month}.{language}"
    return {
        f"{name}.html": oversight_html(found, language).encode(),
        f"{name}.pdf": oversight_pdf(found, language),
    }
