from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    Account,
    Deadline,
    District,
    Enrolment,
    Initiative,
    Money,
    MonitoringRound,
    OutboxMessage,
    Problem,
    ProblemKind,
    Programme,
    Subject,
    Text,
)
from models.initiative import initiative_problem
from workflow.money.ledger import balances
from workflow.programme.indicators import Aside, aside, count
from workflow.programme.lookup import lifecycle_of


@dataclass(frozen=True)
class DistrictLine:
    title: Text
    state: Text | None
    """None where its deputy has not applied."""
    initiatives: int
    supported: int
    problems: int
    problems_addressed: int
    """By supported initiatives."""


@dataclass(frozen=True)
class MoneyLines:
    target: Money
    received: Money
    requested: Money
    awarded: Money
    paid: Money
    """Paid out to initiatives and not accounted for."""
    spent: Money
    """By expenses that were accepted."""
    free: Money


@dataclass(frozen=True)
class IndicatorLine:
    indicator: str
    title: Text
    planned: int | None
    fact: int | None
    aside: Aside | None
    """Beside the fact, never in it."""


@dataclass(frozen=True)
class Overview:
    """Where a programme stands, all of it counted from the records."""

    title: Text
    districts: Sequence[DistrictLine]
    initiatives: Sequence[tuple[Text, int]]
    """Number in each state that has any, in the lifecycle's order."""
    money: MoneyLines
    indicators: Sequence[IndicatorLine]
    rounds: Sequence[tuple[Text, Text]]
    deadlines: dict[str, int]
    """met, missed, cancelled, open."""
    messages: dict[str, int]
    """delivered, waiting, dead."""


def overview(session: Session, programme: Programme) -> Overview:
    states = {
        kind: _states(session, programme, kind)
        for kind in ("initiative", "enrolment", "monitoring_round")
    }
    return Overview(
        title=programme.title,
        districts=_districts(session, programme, states["enrolment"]),
        initiatives=_by_state(session, programme, states["initiative"]),
        money=_money(session, programme),
        indicators=indicator_lines(session, programme),
        rounds=[
            (round_.title, states["monitoring_round"].get(round_.state, Text(ru=round_.state)))
            for round_ in session.scalars(
                select(MonitoringRound)
                .where(MonitoringRound.programme_id == programme.id)
                .order_by(MonitoringRound.opens_at)
            )
        ],
        deadlines=_deadlines(session, programme),
        messages=_messages(session, programme),
    )


def indicator_lines(session: Session, programme: Programme) -> list[IndicatorLine]:
    """Plan against fact, in the order of the programme's list."""
    return [
        IndicatorLine(
            target.indicator,
            target.title,
            target.planned,
            count(session, programme.id, target.indicator),
            aside(session, programme.id, target.indicator),
        )
        for target in programme.targets
    ]


def _states(session: Session, programme: Programme, kind: str) -> dict[str, Text]:
    states = lifecycle_of(session, programme, kind).states
    return {name: state.title for name, state in states.items()}


def _counts(session: Session, statement: Any) -> dict[Any, Any]:
    return {key: number for key, number in session.execute(statement)}


def _districts(
    session: Session, programme: Programme, titles: dict[str, Text]
) -> list[DistrictLine]:
    ours = Subject.programme_id == programme.id
    states = _counts(session, select(Enrolment.district_id, Enrolment.state).where(ours))
    per_district = select(Initiative.district_id, func.count()).where(ours)
    all_ = _counts(session, per_district.group_by(Initiative.district_id))
    awarded = per_district.where(Initiative.awarded.is_not(None))
    supported = _counts(session, awarded.group_by(Initiative.district_id))
    problems = select(Problem.district_id, func.count(Problem.id.distinct())).where(
        Problem.kind == ProblemKind.PROBLEM
    )
    listed = _counts(session, problems.group_by(Problem.district_id))
    addressed = _counts(
        session,
        problems.join(initiative_problem, initiative_problem.c.problem_id == Problem.id)
        .join(Initiative, Initiative.id == initiative_problem.c.initiative_id)
        .where(ours, Initiative.awarded.is_not(None))
        .group_by(Problem.district_id),
    )
    return [
        DistrictLine(
            district.title,
            titles[states[district.id]] if district.id in states else None,
            all_.get(district.id, 0),
            supported.get(district.id, 0),
            listed.get(district.id, 0),
            addressed.get(district.id, 0),
        )
        for district in session.scalars(
            select(District).where(District.programme_id == programme.id).order_by(District.id)
        )
    ]


def _by_state(
    session: Session, programme: Programme, titles: dict[str, Text]
) -> list[tuple[Text, int]]:
    counted = _counts(
        session,
        select(Initiative.state, func.count())
        .where(Initiative.programme_id == programme.id)
        .group_by(Initiative.state),
    )
    order = [*titles, *sorted(counted.keys() - titles.keys())]
    return [(titles.get(s, Text(ru=s)), counted[s]) for s in order if s in counted]


def _money(session: Session, programme: Programme) -> MoneyLines:
    requested, awarded = session.execute(
        select(
            func.coalesce(func.sum(Initiative.requested), 0),
            func.coalesce(func.sum(Initiative.awarded), 0),
        ).where(Initiative.programme_id == programme.id)
    ).one()
    found = balances(session, programme.id)
    sums = (
        programme.fund_target,
        sum(found.values()),
        requested,
        awarded,
        found[Account.PAID],
        found[Account.SPENT],
        found[Account.FREE],
    )
    return MoneyLines(*(Money(int(minor), programme.currency) for minor in sums))


def _deadlines(session: Session, programme: Programme) -> dict[str, int]:
    counted = _counts(
        session,
        select(func.coalesce(Deadline.outcome, "open"), func.count())
        .join(Subject, Subject.id == Deadline.subject_id)
        .where(Subject.programme_id == programme.id)
        .group_by(Deadline.outcome),
    )
    return {name: counted.get(name, 0) for name in ("met", "missed", "cancelled", "open")}


def _messages(session: Session, programme: Programme) -> dict[str, int]:
    total, delivered, dead, unwanted = session.execute(
        select(
            func.count(),
            func.count(OutboxMessage.delivered_at),
            func.count(OutboxMessage.dead_at),
            func.count(OutboxMessage.unwanted_at),
        ).where(OutboxMessage.programme_id == programme.id)
    ).one()
    return {"delivered": delivered, "waiting": total - delivered - dead - unwanted, "dead": dead}
