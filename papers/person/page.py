from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.text import Language, Text
from papers.person.words import FIELDS, WORDS
from workflow.people.held import Held

FOLDER = Path(__file__).parent


def held_html(held: Held, language: Language) -> str:
    """The same as the JSON says, to be read; it needs nothing from elsewhere."""
    return (
        _environment()
        .get_template("held.html")
        .render(
            language=language,
            words={name: text.in_(language) for name, text in WORDS.items()},
            person=list(_pairs(held.person, language)),
            sections=[
                (section.title.in_(language), [list(_pairs(row, language)) for row in section.rows])
                for section in held.sections
            ],
            mentions=[
                (each.reference, each.field.in_(language), each.snippet) for each in held.mentions
            ],
            files=[(f"files/{file.id}-{file.name}", file.name) for file in held.files],
        )
    )


def _pairs(row: Mapping[str, Any], language: Language) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if value not in (None, "", [], {}):
            label = FIELDS[name].in_(language) if name in FIELDS else name.replace("_", " ")
            yield label, _shown(value, language)


def _shown(value: Any, language: Language) -> str:
    match value:
        case Text():
            return value.in_(language)
        case bool():
            return WORDS["yes" if value else "no"].in_(language)
        case datetime():
            return f"{value:%d.%m.%Y %H:%M} UTC"
        case date():
            return f"{value:%d.%m.%Y}"
        case dict():
            return "; ".join(f"{name}: {_shown(each, language)}" for name, each in value.items())
        case list():
            return ", ".join(_shown(each, language) for each in value)
    return str(value)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
