from collections.abc import Mapping

from models.text import Language
from papers.dossier.data import dossier_json
from papers.dossier.page import dossier_html
from papers.dossier.pdf import dossier_pdf
from workflow.dossier.dossier import Dossier


def dossier_files(dossier: Dossier, language: Language) -> Mapping[str, bytes]:
    """The dossier as page, PDF and JSON, under names that say code, day and language."""
    day = f".{dossier.head.as_of}" if dossier.head.as_of else ""
    name = f"dossier.{dossier.head.code}{day}"
    return {
        f"{name}.{language}.html": dossier_html(dossier, language).encode(),
        f"{name}.{language}.pdf": dossier_pdf(dossier, language),
        f"{name}.json": dossier_json(dossier),
    }
