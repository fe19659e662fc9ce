"""HTML pages, in the words of the person who looks."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models import Text
from models.text import Language

FOLDER = Path(__file__).parent


def page(
    template: str,
    language: Language,
    *,
    status_code: int = 200,
    headers: dict[str, str] | None = None,
    **names: Any,
) -> HTMLResponse:
    def say(text: Text, **given: object) -> str:
        return text.in_(language).format(**given)

    rendered = _environment().get_template(template).render(names, language=language, say=say)
    return HTMLResponse(rendered, status_code, headers)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([FOLDER, FOLDER / "unsubscribe"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
