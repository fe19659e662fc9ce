"""A stage of a competition with very many proposals in it: one that came through the gate, and
copies of its rows, each with a history of its own that proves itself."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.orm import Session

from models import Base, Deadline, HistoryEntry
from tests.make import competition
from workflow.history.chain import entry_hash

BATCH = 1_000
SPACE = 100_000
"""Numbers for the proposals of one programme."""
Row = dict[str, Any]


def fill(engine: Engine, count: int, programmes: int = 1) -> datetime:
    """So many proposals in each of so many programmes; returns when their stage closes."""
    with Session(engine) as session, session.begin():
        first = competition(session).initiative("1-0")
        closes = session.scalars(
            select(Deadline.due_at).where(Deadline.subject_id == first.id)
        ).one()
        session.flush()
        original = _Original(session.connection(), first.id)
        for start in range(1, count, BATCH):
            original.copy(range(start, min(start + BATCH, count)), first.programme_id)
        for n in range(1, programmes):
            programme_id = original.copy_programme(n)
            original.copy(range(n * SPACE, n * SPACE + count), programme_id)
    with engine.begin() as connection:
        connection.exec_driver_sql("analyze")
    return closes


class _Original:
    """The rows of the proposal that is copied."""

    def __init__(self, connection: Connection, id_: int) -> None:
        self.connection = connection
        self.subject = self._rows("subject", "id", id_)[0]
        self.initiative = self._rows("initiative", "id", id_)[0]
        self.entry = self._rows("history_entry", "subject_id", id_)[0]
        self.deadline = self._rows("deadline", "subject_id", id_)[0]
        self.reminders = self._rows("reminder", "deadline_id", self.deadline["id"])

    def _rows(self, table: str, owner: str, id_: int) -> list[Row]:
        columns = Base.metadata.tables[table].c
        found = self.connection.execute(select(*columns).where(columns[owner] == id_))
        return [dict(row._mapping) for row in found]

    def copy_programme(self, number: int) -> int:
        """A programme with the same people in the same roles."""
        (programme,) = self._rows("programme", "id", self.subject["programme_id"])
        programme_id = int(programme["id"]) + number
        self._insert("programme", [programme | {"id": programme_id, "code": f"copy-{number}"}])
        roles = self._rows("role_assignment", "programme_id", programme["id"])
        moved = [{k: v for k, v in role.items() if k != "id"} for role in roles]
        self._insert("role_assignment", [role | {"programme_id": programme_id} for role in moved])
        return programme_id

    def copy(self, numbers: Sequence[int], programme_id: int) -> None:
        entries = [self._entry(number) for number in numbers]
        own = {"programme_id": programme_id}
        self._insert(
            "subject",
            [
                self._subject(n, entry["hash"]) | own
                for n, entry in zip(numbers, entries, strict=True)
            ],
        )
        self._insert("initiative", [self.initiative | {"id": self._id(n)} for n in numbers])
        self._insert(HistoryEntry.__tablename__, entries)
        self._insert("deadline", [self._deadline(n) for n in numbers])
        self._insert("reminder", [row for n in numbers for row in self._reminders(n)])

    def _insert(self, table: str, rows: list[Row]) -> None:
        self.connection.execute(insert(Base.metadata.tables[table]), rows)

    def _id(self, number: int) -> int:
        """Far from the numbers that the database gives."""
        return int(self.subject["id"]) + 1_000_000 + number

    def _subject(self, number: int, head: str) -> Row:
        return self.subject | {"id": self._id(number), "code": f"1-{number}", "head": head}

    def _entry(self, number: int) -> Row:
        entry = self.entry | {"subject_id": self._id(number)}
        del entry["id"]
        return entry | {"hash": entry_hash(entry)}

    def _deadline(self, number: int) -> Row:
        return self.deadline | {"id": self._id(number), "subject_id": self._id(number)}

    def _reminders(self, number: int) -> Iterator[Row]:
        for reminder in self.reminders:
            row = reminder | {"deadline_id": self._id(number)}
            del row["id"]
            yield row
