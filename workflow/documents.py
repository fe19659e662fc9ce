"""Documents that people write (YAML), read so that every mistake has its line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from workflow.errors import BadDocument, Mistake

LARGEST = 1_000_000
"""Characters. The longest programme so far has a thirtieth of it."""

Place = tuple[str | int, ...]


class Document(BaseModel):
    """Part of a document: what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)


D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Source:
    """Where each part of a document stands in its file."""

    name: str
    lines: Mapping[Place, int]

    def mistake(self, place: Place, text: str) -> Mistake:
        """A mistake at `place`, or at the nearest part around it that has a line."""
        nearest = next(n for n in range(len(place), -1, -1) if place[:n] in self.lines)
        return Mistake(self.lines[place[:nearest]], ".".join(map(str, place)), text)


def read(text: str, name: str, model: type[D]) -> tuple[D, Source]:
    """Read `text` as YAML 1.2 and check it against `model`; `name` is for messages.

    Raises BadDocument, which lists every mistake.
    """
    lines: dict[Place, int] = {(): 1}
    plain = _plain(_parse(text, name), (), lines, name)
    source = Source(name, lines)
    try:
        return model.model_validate(plain), source
    except ValidationError as error:
        raise BadDocument(
            name,
            [source.mistake(_place(e["loc"], lines), _words(e)) for e in error.errors()],
        ) from None


def canonical(document: BaseModel) -> str:
    """The document as canonical JSON, the same for the same meaning."""
    return json.dumps(
        document.model_dump(mode="json", exclude_none=True, by_alias=True),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )


def content_hash(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def _parse(text: str, name: str) -> Any:
    if len(text) > LARGEST:
        raise BadDocument(
            name, [Mistake(1, "", f"the file is larger than {LARGEST:,} characters; shorten it")]
        )
    try:
        parsed = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = str(error.problem or error.context or "it is not YAML").split("\n")[0]
        raise BadDocument(name, [Mistake(line, "", f"not readable: {problem}")]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        problem = str(error).split("\n")[0][:200] or "nested too deeply"
        raise BadDocument(name, [Mistake(1, "", f"not readable: {problem}")]) from None
    if not isinstance(parsed, CommentedMap):
        raise BadDocument(name, [Mistake(1, "", "the file is empty or has no fields")])
    return parsed


def _plain(node: Any, place: Place, lines: dict[Place, int], name: str) -> Any:
    """Ordinary dicts and lists, noting on the way where everything stands."""
    if not isinstance(node, CommentedMap | CommentedSeq):
        return node
    if node.anchor.value is not None:
        line = node.lc.line + 1
        text = "anchors and aliases are not used here; write the part out"
        raise BadDocument(name, [Mistake(line, ".".join(map(str, place)), text)])
    mapping = isinstance(node, CommentedMap)
    for key in node if mapping else range(len(node)):
        position = node.lc.key(key) if mapping else node.lc.item(key)
        lines[(*place, key)] = position[0] + 1
    if mapping:
        return {key: _plain(node[key], (*place, key), lines, name) for key in node}
    return [_plain(item, (*place, i), lines, name) for i, item in enumerate(node)]


def _place(loc: Place, lines: Mapping[Place, int]) -> Place:
    """pydantic adds names of union members and of functions to a location: leave them out."""
    place: Place = ()
    for n, part in enumerate(loc):
        if (*place, part) in lines or n == len(loc) - 1:
            place = (*place, part)
    return place


def _words(error: Any) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not a field known here; mind the spelling"
    shown = f" (given: {str(given)[:60]})" if isinstance(given, str | int | float) else ""
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]}{shown}"
