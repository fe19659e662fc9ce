"""What changed in a proposal, so that an expert need not read it all again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from rich.text import Text as RichText
from sqlalchemy.orm import Session

from cli.output import say
from config.settings import settings
from models import Initiative, Money, Person, Problem, Text
from workflow.proposals import Change

FIELDS = {
    "title": Text(en="Title", ru="Название"),
    "summary": Text(en="Summary", ru="Описание"),
    "requested": Text(en="Asked for", ru="Запрошено"),
    "group": Text(en="Group", ru="Группа"),
    "addresses": Text(en="Addresses", ru="Решает"),
}
_LISTS = ("group", "addresses")
_WORD = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Told:
    """A field as it was and as it is, in the pieces that are compared: words, names, amounts."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def told_changes(session: Session, initiative: Initiative, changes: Sequence[Change]) -> list[Told]:
    def pieces(field: str, value: Any) -> tuple[str, ...]:
        if field == "requested":
            return (Money(value, initiative.currency).in_(settings().language),)
        if field == "group":
            return tuple(session.get_one(Person, person).name for person in value)
        if field == "addresses":
            return tuple(say(session.get_one(Problem, problem).text) for problem in value)
        return tuple(_WORD.findall(value))

    return [
        Told(change.field, pieces(change.field, change.before), pieces(change.field, change.after))
        for change in changes
    ]


def marked(change: Told) -> RichText:
    """Both states in one line: [-what went-] {+what came+}."""
    between = ", " if change.field in _LISTS else ""
    line = RichText()
    steps = SequenceMatcher(None, change.before, change.after, autojunk=False).get_opcodes()
    for kind, a, b, c, d in steps:
        went, came = between.join(change.before[a:b]), between.join(change.after[c:d])
        parts = [(went, "")] if kind == "equal" else [(went, "red"), (came, "green")]
        for part, style in parts:
            if part and between and line:
                line.append(between)
            if part:
                opened, closed = _MARKS[style]
                line.append(f"{opened}{part}{closed}", style)
    return line


_MARKS = {"": ("", ""), "red": ("[-", "-]"), "green": ("{+", "+}")}
