"""Documents that people write (YAML), read so that every mistake has its line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from workflow.errors import BadDocument, Mistake
from workflow.yaml_text import Place, Reading

LARGEST = 300_000
"""Characters: several times the longest programme so far, and read in seconds."""


class Document(BaseModel):
    """Part of a document: what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)


D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Row:
    """A row of a workbook, and what whoever wrote it would call it."""

    sheet: str
    number: int
    """0: the sheet as a whole."""
    called: str

    def mistake(self, text: str) -> Mistake:
        return Mistake(self.number, self.called, text, self.sheet)


@dataclass(frozen=True)
class Source:
    """Where each part of a document stands in its file."""

    name: str
    lines: Mapping[Place, int | Row]

    def mistake(self, place: Place, text: str) -> Mistake:
        """A mistake at `place`, or at the nearest part around it that has a line."""
        nearest = next(n for n in range(len(place), -1, -1) if place[:n] in self.lines)
        line = self.lines[place[:nearest]]
        if isinstance(line, Row):
            return line.mistake(text)
        return Mistake(line, ".".join(map(str, place)), text)


def read(text: str, name: str, model: type[D]) -> tuple[D, Source]:
    """Read `text` as YAML 1.2 and check it against `model`; `name` is for messages.

    Raises BadDocument, which lists every mistake.
    """
    if len(text) > LARGEST:
        too_large = f"the file is larger than {LARGEST:,} characters; shorten it"
        raise BadDocument(name, [Mistake(1, "", too_large)])
    reading = Reading(text)
    if reading.mistakes:
        raise BadDocument(name, reading.mistakes)
    source = Source(name, reading.lines)
    return check(reading.value, source, model), source


def check(value: Any, source: Source, model: type[D]) -> D:
    """Check what was read from `source` against `model`. Raises BadDocument, which lists every
    mistake."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise BadDocument(
            source.name,
            [source.mistake(_place(e, source.lines), _words(e)) for e in error.errors()],
        ) from None


def canonical(document: BaseModel) -> str:
    """The document as JSON without anything that carries no meaning: blanks, comments, the order
    of fields. The order of names that the document itself defines, such as states, is kept."""
    return json.dumps(
        document.model_dump(mode="json", exclude_none=True, by_alias=True),
        separators=(",", ":"),
        ensure_ascii=False,
    )


def content_hash(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def _place(error: Any, lines: Mapping[Place, object]) -> Place:
    """pydantic adds names of union members and of functions to a location: leave them out, but
    keep the name of a field that is missing."""
    place: Place = ()
    for part in error["loc"]:
        if (*place, part) in lines:
            place = (*place, part)
    return (*place, error["loc"][-1]) if error["type"] == "missing" else place


_EXPECTED = {
    "tuple_type": "a list is expected here",
    "model_type": "fields with names are expected here",
    "dict_type": "fields with names are expected here",
}


def _words(error: Any) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not a field known here; mind the spelling"
    if kind in _EXPECTED:
        return _EXPECTED[kind]
    if kind == "string_pattern_mismatch":
        named = error["ctx"]["pattern"].startswith("^[a-z]")
        hint = ": a name has small Latin letters, digits and _" if named else ""
        return f"“{str(given)[:60]}” is not written as it should be{hint}"
    shown = f" (given: {str(given)[:60]})" if isinstance(given, str | int | float) else ""
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]}{shown}"
