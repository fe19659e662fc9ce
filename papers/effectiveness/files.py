from collections.abc import Mapping

from models.text import Language
from papers.effectiveness.docx import effectiveness_docx
from papers.effectiveness.page import effectiveness_html
from papers.effectiveness.pdf import effectiveness_pdf
from workflow.monitoring.evaluation.report import EffectivenessReport


def effectiveness_files(report: EffectivenessReport, language: Language) -> Mapping[str, bytes]:
    """The report as page, PDF and DOCX, under names that say stage and language."""
    name = f"effectiveness.{report.header.stage}.{language}"
    return {
        f"{name}.html": effectiveness_html(report, language).encode(),
        f"{name}.pdf": effectiveness_pdf(report, language),
        f"{name}.docx": effectiveness_docx(report, language),
    }
