"""How things stood at the end of a day, told by the histories and not by the present."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from json import loads
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models import HistoryEntry, Initiative, ProposalVersion, Subject
from workflow.deadlines.timetable import timetable_of


@dataclass(frozen=True)
class AsOf:
    """The end of a day where the programme is; without a day: now, whatever was recorded."""

    day: date | None = None
    moment: datetime | None = None
    """The first moment after the day."""

    @classmethod
    def end_of(cls, session: Session, programme_id: int, day: date | None) -> Self:
        if day is None:
            return cls()
        after = day + timedelta(days=1)
        return cls(day, timetable_of(session, programme_id).at(after, time()))

    def by_day(self, column: InstrumentedAttribute[date]) -> ColumnElement[bool]:
        """The day in the column had come."""
        return true() if self.day is None else column <= self.day

    def by_moment(self, column: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
        """The moment in the column had passed."""
        return true() if self.moment is None else column < self.moment


def begun(kind: type[Subject], programme_id: int, as_of: AsOf) -> Select[tuple[int]]:
    """Keys of the subjects of a kind whose history had begun."""
    return (
        select(HistoryEntry.subject_id)
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(
            Subject.programme_id == programme_id,
            Subject.kind == kind.__tablename__,
            HistoryEntry.sequence == 1,
            as_of.by_moment(HistoryEntry.at),
        )
    )


def moved(
    kind: type[Subject], programme_id: int, as_of: AsOf, *moves: ColumnElement[bool]
) -> Select[tuple[int]]:
    """Keys of the subjects of a kind that had made a move from one state to another."""
    return (
        select(HistoryEntry.subject_id)
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(
            Subject.programme_id == programme_id,
            Subject.kind == kind.__tablename__,
            HistoryEntry.from_state != HistoryEntry.to_state,
            as_of.by_moment(HistoryEntry.at),
            *moves,
        )
        .distinct()
    )


def states(
    session: Session, kind: type[Subject], programme_id: int, as_of: AsOf
) -> Mapping[int, str]:
    """Subject → the state in which it was; without those that had not begun."""
    last = (
        select(HistoryEntry.subject_id, func.max(HistoryEntry.sequence).label("sequence"))
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(
            Subject.programme_id == programme_id,
            Subject.kind == kind.__tablename__,
            as_of.by_moment(HistoryEntry.at),
        )
        .group_by(HistoryEntry.subject_id)
    ).subquery()
    entry = aliased(HistoryEntry)
    rows = session.execute(
        select(entry.subject_id, entry.to_state).join(
            last, (last.c.subject_id == entry.subject_id) & (last.c.sequence == entry.sequence)
        )
    )
    return {subject_id: state for subject_id, state in rows}


def proposals(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, Mapping[str, Any]]:
    """Initiative → its proposal as it was, by field; without those that had not begun."""
    rows = session.execute(
        select(ProposalVersion.initiative_id, ProposalVersion.content)
        .join(Initiative, Initiative.id == ProposalVersion.initiative_id)
        .where(Initiative.programme_id == programme_id, as_of.by_moment(ProposalVersion.written_at))
        .order_by(ProposalVersion.initiative_id, ProposalVersion.number)
    )
    latest = {initiative_id: content for initiative_id, content in rows}
    return {initiative_id: loads(content) for initiative_id, content in latest.items()}
