"""Who is asked to review what: previewed, then carried out as previewed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Initiative, Person, Programme, Review, Text
from workflow.actor import Actor
from workflow.council.assignment import Member, Need, Plan, assign
from workflow.council.conflicts import conflicts
from workflow.council.members import Seat, members
from workflow.council.rules import rules_of
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Stale
from workflow.gate import perform
from workflow.gate.perform import lock
from workflow.gate.permissions import REVIEWING
from workflow.programme.lookup import find_council, lifecycle_version


@dataclass(frozen=True)
class Asked:
    """An expert who is to review an initiative, and why this one."""

    initiative: Initiative
    expert: Person
    why: Text


@dataclass(frozen=True)
class Preview:
    """A plan before it is carried out."""

    asked: Sequence[Asked]
    loads: Sequence[tuple[Person, int]]
    """Reviews that each member will hold."""

    @property
    def fingerprint(self) -> str:
        """Names the plan, so that what is carried out is what was previewed."""
        pairs = ",".join(f"{a.initiative.code}:{a.expert.id}" for a in self.asked)
        return sha256(pairs.encode()).hexdigest()[:12]


def preview(session: Session, programme: Programme, *, now: datetime) -> Preview:
    """Who would be asked for the proposals under review that have too few experts. Changes
    nothing. Raises CannotAssign, which says what is missing."""
    waiting = session.scalars(
        select(Initiative)
        .where(Initiative.programme_id == programme.id, Initiative.state == "expert_review")
        .order_by(Initiative.id)
    ).all()
    wanted = rules_of(session, programme.id).reviews_per_proposal
    return plan(session, programme, waiting, wanted, now=now)


def plan(
    session: Session,
    programme: Programme,
    initiatives: Sequence[Initiative],
    wanted: int,
    *,
    now: datetime,
) -> Preview:
    """Who would be asked so that each of `initiatives` has `wanted` experts. Raises
    CannotAssign."""
    rules, today = (
        rules_of(session, programme.id),
        timetable_of(session, programme.id).local_day(now),
    )
    seats = members(session, programme.id, today)
    people = _people(session, seats)
    by_id = {initiative.id: initiative for initiative in initiatives}
    found = assign(
        _needs(session, by_id.keys(), wanted, people.keys(), today),
        _members(session, programme, seats),
        most=rules.most_reviews_per_expert,
        names={initiative.id: initiative.code for initiative in initiatives},
        people={person.id: person.name for person in people.values()},
        constituencies={c.code: c.title for c in programme.constituencies},
    )
    return _told(found, by_id, people)


def assign_experts(
    session: Session,
    programme: Programme,
    *,
    actor: Actor,
    now: datetime,
    previewed: str | None = None,
) -> Preview:
    """Ask the experts that the plan names. `previewed` is the fingerprint of the plan that the
    coordinator saw. Raises CannotAssign, Refusal; Stale if the plan is another by now."""
    lock(session, find_council(session, programme))
    for initiative in session.scalars(
        select(Initiative)
        .where(Initiative.programme_id == programme.id, Initiative.state == "expert_review")
        .order_by(Initiative.id)
    ).all():
        lock(session, initiative)
    found = preview(session, programme, now=now)
    if previewed is not None and found.fingerprint != previewed:
        raise Stale([_CHANGED])
    for asked in found.asked:
        ask(session, asked, actor=actor, now=now)
    return found


def ask(session: Session, asked: Asked, *, actor: Actor, now: datetime) -> Review:
    """Ask one expert; the history says why this one."""
    initiative = asked.initiative
    programme = session.get_one(Programme, initiative.programme_id)
    number = session.scalars(
        select(func.count()).select_from(Review).where(Review.initiative_id == initiative.id)
    ).one()
    council = find_council(session, programme)
    assert council.rules_id is not None, "a council has rules from its first day"
    review = Review(
        programme_id=programme.id,
        district_id=initiative.district_id,
        code=f"{initiative.code}.{number + 1}",
        initiative=initiative,
        expert=asked.expert,
        rules_id=council.rules_id,
        lifecycle_version=lifecycle_version(session, programme, "review"),
        changed_at=now,
    )
    session.add(review)
    perform(session, review, "assign", actor=actor, now=now, reason=asked.why.ru)
    return review


def _people(session: Session, seats: Sequence[Seat]) -> Mapping[int, Person]:
    ids = [seat.person_id for seat in seats]
    return {p.id: p for p in session.scalars(select(Person).where(Person.id.in_(ids)))}


def _needs(
    session: Session,
    initiatives: Collection[int],
    wanted: int,
    people: Collection[int],
    today: date,
) -> list[Need]:
    kept: dict[int, set[int]] = {i: set() for i in initiatives}
    barred: dict[int, dict[int, str]] = {i: {} for i in initiatives}
    for (initiative_id, member), grounds in conflicts(session, initiatives, people, today).items():
        barred[initiative_id][member] = grounds[0]
    for initiative_id, expert_id, state in session.execute(
        select(Review.initiative_id, Review.expert_id, Review.state).where(
            Review.initiative_id.in_(initiatives)
        )
    ):
        if state in REVIEWING:
            kept[initiative_id].add(expert_id)
        else:
            barred[initiative_id].setdefault(expert_id, state)
    return [Need(i, wanted, frozenset(kept[i]), barred[i]) for i in initiatives]


def _members(session: Session, programme: Programme, seats: Sequence[Seat]) -> list[Member]:
    loads = {
        expert_id: number
        for expert_id, number in session.execute(
            select(Review.expert_id, func.count())
            .where(Review.programme_id == programme.id, Review.state.in_(REVIEWING))
            .group_by(Review.expert_id)
        )
    }
    return [Member(s.person_id, s.constituency, loads.get(s.person_id, 0)) for s in seats]


def _told(
    found: Plan, initiatives: Mapping[int, Initiative], people: Mapping[int, Person]
) -> Preview:
    return Preview(
        [Asked(initiatives[c.proposal], people[c.expert], c.why) for c in found.choices],
        [(people[member], load) for member, load in sorted(found.loads.items())],
    )


_CHANGED = Blocker(
    "plan_changed",
    Text(
        en="The plan is another since you saw it: look at it again and decide.",
        ru="С тех пор как вы видели план, он изменился: посмотрите ещё раз и решите.",
    ),
)
