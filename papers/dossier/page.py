from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.text import Language
from papers.dossier.wording import wording
from workflow.dossier.dossier import Dossier


def dossier_html(dossier: Dossier, language: Language) -> str:
    """The dossier as one page that needs nothing from elsewhere. What people wrote is text in
    it."""
    return (
        _environment()
        .get_template("dossier.html")
        .render(
            words=wording(dossier, language),
            language=language,
            kind_of=lambda block: type(block).__name__,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
