import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from models import Attachment
from models.text import Language, Text
from papers.person.page import held_html
from workflow.people.held import Held

LANGUAGES: tuple[Language, ...] = ("ru", "en")


def held_files(held: Held, read: Callable[[str], bytes]) -> Mapping[str, bytes]:
    """What to write into a folder, by names relative to it: the JSON, a page in each language, and
    the files that the person attached. `read` gives the content with a SHA-256."""
    return {
        "held.json": held_json(held).encode(),
        **{f"held.{language}.html": held_html(held, language).encode() for language in LANGUAGES},
        **{name_of(file): read(file.sha256) for file in held.files},
    }


def name_of(file: Attachment) -> str:
    return f"files/{file.id}-{file.name}"


def held_json(held: Held) -> str:
    told = {
        "person": held.person,
        "sections": [
            {"of": section.link, "title": section.title.model_dump(), "rows": section.rows}
            for section in held.sections
        ],
        "mentions": [asdict(mention) for mention in held.mentions],
        "files": [name_of(file) for file in held.files],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    return value.model_dump() if isinstance(value, Text) else str(value)
