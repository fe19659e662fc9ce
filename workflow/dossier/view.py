"""What a dossier is looked up in: the initiative, what belongs to it, and the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models import (
    AgendaItem,
    ChangeRequest,
    Expense,
    Initiative,
    Review,
    Subject,
    Tranche,
)
from workflow.deadlines.timetable import Timetable, timetable_of
from workflow.history.as_of import AsOf

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True)
class View:
    session: Session
    initiative: Initiative
    as_of: AsOf
    moment: datetime
    """The end of the day; now, where no day was asked for."""
    timetable: Timetable
    reviews: Sequence[Review]
    items: Sequence[AgendaItem]
    tranches: Sequence[Tranche]
    expenses: Sequence[Expense]
    changes: Sequence[ChangeRequest]

    @property
    def is_past(self) -> bool:
        return self.as_of.day is not None

    @property
    def parts(self) -> Iterator[Subject]:
        """All that belongs to the initiative, even what had not begun by the day."""
        for kind in (self.reviews, self.items, self.tranches, self.expenses, self.changes):
            yield from kind

    @property
    def subjects(self) -> dict[int, Subject]:
        return {subject.id: subject for subject in (self.initiative, *self.parts)}

    def had_passed(self, moment: datetime | None) -> bool:
        return moment is not None and (self.as_of.moment is None or moment < self.as_of.moment)


def view_of(session: Session, initiative: Initiative, as_of: AsOf, now: datetime) -> View:
    """One statement for each kind, however many there are."""
    its = initiative.id
    review = (joinedload(Review.rules), selectinload(Review.scores))
    return View(
        session,
        initiative,
        as_of,
        as_of.moment or now,
        timetable_of(session, initiative.programme_id),
        _all(session, select(Review).where(Review.initiative_id == its).options(*review)),
        _all(
            session,
            select(AgendaItem)
            .where(AgendaItem.initiative_id == its)
            .options(selectinload(AgendaItem.meeting)),
        ),
        _all(session, select(Tranche).where(Tranche.initiative_id == its)),
        _all(session, select(Expense).where(Expense.initiative_id == its)),
        _all(session, select(ChangeRequest).where(ChangeRequest.initiative_id == its)),
    )


def _all(session: Session, asked: Select[tuple[S]]) -> Sequence[S]:
    return sorted(session.scalars(asked).all(), key=lambda subject: subject.id)
