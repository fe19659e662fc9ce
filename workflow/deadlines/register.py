"""The deadlines that are open: for whom each is, and what happens if nothing is done."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectin_polymorphic, selectinload

from models import (
    AgendaItem,
    ChangeRequest,
    Deadline,
    DeadlineOutcome,
    District,
    Expense,
    Person,
    Review,
    Subject,
    Text,
    Tranche,
)
from workflow.deadlines.awaited import about, awaited
from workflow.deadlines.timetable import Timetable, timetable_of
from workflow.gate.letters.messages import Addressees
from workflow.gate.terms import next_step
from workflow.lifecycles.document import DeadlineRule, Lifecycle
from workflow.lifecycles.machine import runner


@dataclass(frozen=True)
class NextStep:
    """What the clock does unless somebody is faster."""

    title: Text
    to_state: Text | None
    """None where it stays in its state."""
    at: datetime | None
    """None while the deadline waits for somebody else, or a rule stands in the way."""


@dataclass(frozen=True)
class OpenDeadline:
    deadline: Deadline
    rule: DeadlineRule
    timetable: Timetable
    district: Text | None
    about: Text
    """What it is a deadline of."""
    awaited: Text
    """What would meet it."""
    state: Text
    people: tuple[Person, ...]
    """Who is responsible now, by name."""
    is_late: bool
    steps: tuple[NextStep, ...]
    """What happens if nothing is done, in order."""

    @property
    def is_paused(self) -> bool:
        """It waits for somebody else."""
        return self.deadline.paused_at is not None

    @property
    def is_refused(self) -> bool:
        """A rule stands in the way of the clock's next step."""
        return self.deadline.refused_at is not None


def open_deadlines(
    session: Session,
    programme_ids: Collection[int],
    *,
    now: datetime,
    district_id: int | None = None,
    person_id: int | None = None,
) -> list[OpenDeadline]:
    """The open deadlines of some programmes, of one district or one person where asked, in order
    of time. The number of statements does not grow with the number of deadlines."""
    found = load_open(session, programme_ids, district_id)
    timetables = {each: timetable_of(session, each) for each in programme_ids}
    titles = district_titles(session, programme_ids)
    addressees = Addressees(session)
    responsible: list[set[int]] = []
    for deadline in found:
        subject = deadline.subject
        today = timetables[subject.programme_id].local_day(now)
        roles = frozenset(rule_behind(deadline).responsible)
        responsible.append(addressees.of(subject, roles, today))
    people = people_named(session, set().union(*responsible))
    return [
        _entry(
            deadline,
            timetables[deadline.subject.programme_id],
            titles.get(deadline.subject.district_id),
            in_order(people, ids),
            now,
        )
        for deadline, ids in zip(found, responsible, strict=True)
        if person_id is None or person_id in ids
    ]


def load_open(
    session: Session, programme_ids: Collection[int], district_id: int | None = None
) -> Sequence[Deadline]:
    """Open deadlines, each with all that is needed to say what it is about."""
    subject = joinedload(Deadline.subject, innerjoin=True)
    kinds = (Review, AgendaItem, Tranche, Expense, ChangeRequest)
    wanted = (
        select(Deadline)
        .join(Deadline.subject)
        .where(Deadline.closed_at.is_(None), Subject.programme_id.in_(programme_ids))
        .order_by(Deadline.due_at, Deadline.id)
        .options(
            subject,
            subject.options(
                selectin_polymorphic(Subject, Subject.__subclasses__()),
                *(selectinload(kind.initiative) for kind in kinds),
            ),
        )
    )
    if district_id is not None:
        wanted = wanted.where(Subject.district_id == district_id)
    return session.scalars(wanted).all()


def district_titles(session: Session, programme_ids: Collection[int]) -> Mapping[int | None, Text]:
    ours = select(District.id, District.title).where(District.programme_id.in_(programme_ids))
    return {id_: title for id_, title in session.execute(ours)}


def people_named(session: Session, ids: Collection[int]) -> Mapping[int, Person]:
    return {p.id: p for p in session.scalars(select(Person).where(Person.id.in_(ids)))}


def in_order(people: Mapping[int, Person], ids: Collection[int]) -> tuple[Person, ...]:
    return tuple(sorted((people[id_] for id_ in ids), key=lambda person: (person.name, person.id)))


def state_behind(lifecycle: Lifecycle, deadline: Deadline) -> str:
    """The state whose deadline it is: the subject's own, but for one that waits while the subject
    is elsewhere."""
    state = deadline.subject.state
    if deadline.name in lifecycle.states[state].deadlines:
        return state
    return next(code for code, each in lifecycle.states.items() if deadline.name in each.deadlines)


def rule_behind(deadline: Deadline) -> DeadlineRule:
    lifecycle = runner(deadline.subject.lifecycle_version).lifecycle
    return lifecycle.states[state_behind(lifecycle, deadline)].deadlines[deadline.name]


def _entry(
    deadline: Deadline,
    timetable: Timetable,
    district: Text | None,
    people: tuple[Person, ...],
    now: datetime,
) -> OpenDeadline:
    subject = deadline.subject
    lifecycle = runner(subject.lifecycle_version).lifecycle
    state, rule = state_behind(lifecycle, deadline), rule_behind(deadline)
    missed = deadline.outcome == DeadlineOutcome.MISSED
    return OpenDeadline(
        deadline,
        rule,
        timetable,
        district,
        about(subject, district),
        awaited(lifecycle, state, rule),
        lifecycle.states[subject.state].title,
        people,
        missed or (deadline.paused_at is None and deadline.due_at <= now),
        tuple(_steps(lifecycle, state, deadline, timetable, now)),
    )


def _steps(
    lifecycle: Lifecycle, state: str, deadline: Deadline, timetable: Timetable, now: datetime
) -> Iterator[NextStep]:
    rule = lifecycle.states[state].deadlines[deadline.name]
    stopped = deadline.refused_at is not None or deadline.acts_at is None
    at = None if stopped else deadline.acts_at
    for number, step in enumerate(rule.then[deadline.step :], start=deadline.step):
        transition = lifecycle.moves[state, step.do]
        title = None if transition.stays else lifecycle.states[transition.to].title
        at = at and max(at, now)
        yield NextStep(transition.title, title, at)
        at = at and next_step(timetable, rule, number + 1, at)
