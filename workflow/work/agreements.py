"""The agreement on support between the foundation and the leader of a group: what it says, in no
particular language or layout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from json import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    District,
    HistoryEntry,
    Initiative,
    Money,
    Programme,
    Text,
)
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner
from workflow.money.tranches import divided
from workflow.programme.lookup import lifecycle_of
from workflow.proposals import latest_number, version


class Condition(StrEnum):
    """What a tranche waits for."""

    SIGNED = "signed"
    """The agreement is signed."""
    ACCOUNTED = "accounted"
    """The tranche before is spent with accepted documents, or returned."""


@dataclass(frozen=True)
class Instalment:
    """A tranche as the agreement plans it."""

    ordinal: int
    share: int
    """Of the amount, in percent."""
    amount: Money
    condition: Condition


@dataclass(frozen=True)
class PlannedLine:
    """A line of the budget."""

    title: str
    amount: Money


@dataclass(frozen=True)
class PlannedPoint:
    """A milestone, and the day by which it is reached."""

    title: str
    day: date


@dataclass(frozen=True)
class Term:
    """How many days something is to take at most."""

    days: int
    working: bool = True


@dataclass(frozen=True)
class Terms:
    """Within what time each side does its part: the deadlines that the lifecycles open."""

    pay: Term
    """From the day on which the foundation released a tranche."""
    check: Term
    """From the day on which an expense was reported."""
    report: Term
    """From the last milestone of the plan."""
    give_back: Term
    """From the last milestone of the plan, or from the day on which the funding was stopped."""


@dataclass(frozen=True)
class Agreement:
    number: str
    """The initiative's code."""
    programme: Text
    foundation: Text
    place: Text
    day: date
    leader: str
    title: str
    district: Text
    purpose: str
    """The summary of the proposal that was approved."""
    amount: Money
    instalments: tuple[Instalment, ...]
    budget: tuple[PlannedLine, ...]
    milestones: tuple[PlannedPoint, ...]
    terms: Terms
    is_sample: bool
    """The initiative and its people are invented."""


def agreement_of(session: Session, initiative: Initiative, *, day: date) -> Agreement:
    """The agreement on an initiative that has an award, dated `day`: on the plan that stood when it
    was last drawn up, whatever was changed since. Raises Refusal where nothing is awarded."""
    if initiative.award is None:
        raise Refusal([_NO_AWARD])
    programme = session.get_one(Programme, initiative.programme_id)
    proposal = agreed_proposal(session, initiative)
    return Agreement(
        number=initiative.code,
        programme=programme.title,
        foundation=programme.foundation,
        place=programme.place,
        day=day,
        leader=initiative.leader.name,
        title=proposal["title"],
        district=session.get_one(District, initiative.district_id).title,
        purpose=proposal["summary"],
        amount=initiative.award,
        instalments=_instalments(initiative.award, programme),
        budget=tuple(
            PlannedLine(title, Money(amount, initiative.currency))
            for title, amount in proposal["budget"]
        ),
        milestones=tuple(
            PlannedPoint(title, date.fromisoformat(planned))
            for title, planned in proposal["milestones"]
        ),
        terms=_terms(session, initiative, programme),
        is_sample=initiative.is_sample,
    )


def drawn_up_on(session: Session, initiative: Initiative) -> date | None:
    """The day on which the agreement was last drawn up; dated so, `agreement_of` makes the same
    agreement again. None while it was not."""
    entry = _drawing_up(session, initiative)
    times = timetable_of(session, initiative.programme_id)
    return None if entry is None else times.local_day(entry.at)


def agreed_proposal(session: Session, initiative: Initiative) -> Mapping[str, Any]:
    """The proposal that the agreement is about, by field; the latest one while none is drawn up."""
    entry = _drawing_up(session, initiative)
    number = None if entry is None else _version_before(session, entry)
    return version(session, initiative.id, number or latest_number(session, initiative.id))


def _drawing_up(session: Session, initiative: Initiative) -> HistoryEntry | None:
    return session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == initiative.id, HistoryEntry.action == "draw_up_agreement")
        .order_by(HistoryEntry.sequence.desc())
    ).first()


def _version_before(session: Session, entry: HistoryEntry) -> int | None:
    """Number of the version that the history had kept last."""
    earlier = session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == entry.subject_id, HistoryEntry.sequence < entry.sequence)
        .order_by(HistoryEntry.sequence.desc())
    )
    numbers = (loads(facts).get("version") for facts in earlier)
    return next((number for number in numbers if number is not None), None)


def _instalments(award: Money, programme: Programme) -> tuple[Instalment, ...]:
    return tuple(
        Instalment(
            ordinal=ordinal,
            share=share,
            amount=Money(part, award.currency),
            condition=Condition.SIGNED if ordinal == 1 else Condition.ACCOUNTED,
        )
        for ordinal, (share, part) in enumerate(
            divided(award.minor, programme.tranche_shares), start=1
        )
    )


def _terms(session: Session, initiative: Initiative, programme: Programme) -> Terms:
    own = runner(initiative.lifecycle_version).lifecycle
    return Terms(
        pay=_term(lifecycle_of(session, programme, "tranche"), "released", "payment", Term(5)),
        check=_term(lifecycle_of(session, programme, "expense"), "reported", "check", Term(5)),
        report=_term(own, "implementation", "report", Term(10)),
        give_back=_term(own, "winding_up", "return", Term(10)),
    )


def _term(lifecycle: Lifecycle, state: str, deadline: str, otherwise: Term) -> Term:
    """How long the lifecycle gives; `otherwise` where it counts no days."""
    rule = lifecycle.states[state].deadlines.get(deadline) if state in lifecycle.states else None
    if rule is None:
        return otherwise
    if rule.due.working_days is not None:
        return Term(rule.due.working_days)
    return Term(rule.due.days, working=False) if rule.due.days is not None else otherwise


_NO_AWARD = Blocker(
    "nothing_awarded",
    Text(
        en="Nothing is awarded to this initiative: its agreement is drawn up once the council’s "
        "decision to approve it is announced.",
        ru="Этой инициативе средства не выделены: договор составляют после того, как объявлено "
        "решение совета её поддержать.",
    ),
)
