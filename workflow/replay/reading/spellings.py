"""What a log tells of an event, and how logs call it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Field(StrEnum):
    CASE = "case"
    ACTION = "action"
    TIME = "time"
    ROLE = "role"
    TRANSITION = "transition"
    REASON = "reason"


NECESSARY = (Field.CASE, Field.ACTION, Field.TIME)

KEYS: Mapping[Field, tuple[str, ...]] = {
    Field.CASE: ("concept:name",),
    Field.ACTION: ("concept:name",),
    Field.TIME: ("time:timestamp",),
    Field.ROLE: ("org:role", "org:group"),
    Field.TRANSITION: ("lifecycle:transition",),
    Field.REASON: (),
}
"""Of attributes in XES, of the trace or of the event; the first that is there counts."""

COLUMNS: Mapping[Field, tuple[str, ...]] = {
    Field.CASE: (
        *("case:concept:name", "case", "case id", "caseid", "trace", "trace id"),
        *("заявка", "номер заявки", "№ заявки", "дело", "номер дела", "№ дела"),
    ),
    Field.ACTION: (
        *("concept:name", "activity", "action", "event", "task"),
        *("действие", "событие", "операция", "шаг"),
    ),
    Field.TIME: (
        *("time:timestamp", "timestamp", "time", "datetime", "date", "complete timestamp"),
        *("время", "дата и время", "дата", "когда"),
    ),
    Field.ROLE: (*("org:role", "role", "роль"), *("org:group", "group", "группа")),
    Field.TRANSITION: ("lifecycle:transition", "transition", "lifecycle"),
    Field.REASON: (),
}
"""Of columns in a table, in small letters; the first that is there counts. What people wrote with
an event is read only where its column is named, and who did it is not read at all."""


@dataclass(frozen=True)
class Given:
    """What whoever reads a log says of it."""

    until: datetime
    """Nothing in it is later."""
    zone: ZoneInfo | None = None
    """Of times without an offset."""
    columns: Mapping[Field, str] = field(default_factory=dict)
    """Of columns, or of attributes in XES, that are called otherwise."""

    def names(self, usual: Mapping[Field, tuple[str, ...]], of: Field) -> tuple[str, ...]:
        return (self.columns[of],) if of in self.columns else usual[of]


def folded(name: str) -> str:
    """Without what does not tell names apart: case, blanks, underscores, ё."""
    return " ".join(name.replace("_", " ").split()).casefold().replace("ё", "е")
