"""HTML pages, in the words of the person who looks."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

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

    def lang(text: Text) -> Markup:
        """The attribute that says so where a text is in another language than the page."""
        return Markup("") if language == "ru" or text.en else Markup(' lang="ru"')

    names |= {"language": language, "say": say, "lang": lang}
    rendered = _environment().get_template(template).render(names)
    return HTMLResponse(rendered, status_code, headers)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(
            [FOLDER, FOLDER / "unsubscribe", FOLDER / "answers", FOLDER / "checkpoints"]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
