from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    Account,
    Deadline,
    District,
    Enrolment,
    HistoryEntry,
    Initiative,
    Money,
    MonitoringRound,
    OutboxMessage,
    Problem,
    ProblemKind,
    Programme,
    Remark,
    Subject,
    Text,
)
from workflow.deadlines.timetable import timetable_of
from workflow.history.as_of import AsOf, proposals, states
from workflow.money.as_of import awarded_then, balances_then
from workflow.programme.indicators import Aside, aside, count, districts, missing
from workflow.programme.indicators.rows import initiatives_supported
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
    missing: Text | None
    """Why there is no fact, if there is none."""
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
    overrides: int
    """In the month of the day; of today where none is given."""


def overview(
    session: Session, programme: Programme, as_of: date | None = None, *, today: date | None = None
) -> Overview:
    """How it stands, or stood at the end of a day. Deadlines and letters are told of the present
    only: what became of them is not kept day by day."""
    then = AsOf.end_of(session, programme.id, as_of)
    return Overview(
        title=programme.title,
        districts=_districts(session, programme, then),
        initiatives=_by_state(session, programme, then),
        money=_money(session, programme, then),
        indicators=indicator_lines(session, programme, as_of),
        rounds=_rounds(session, programme, then),
        deadlines=_deadlines(session, programme) if as_of is None else {},
        messages=_messages(session, programme) if as_of is None else {},
        overrides=_overrides(session, programme, as_of or today),
    )


def indicator_lines(
    session: Session, programme: Programme, as_of: date | None = None
) -> list[IndicatorLine]:
    """Plan against fact, in the order of the programme's list; at the end of a day if one is
    given."""
    return [
        IndicatorLine(
            target.indicator,
            target.title,
            target.planned,
            count(session, programme.id, target.indicator, as_of),
            missing(session, programme.id, target.indicator, as_of),
            aside(session, programme.id, target.indicator, as_of),
        )
        for target in programme.targets
    ]


def _titles(session: Session, programme: Programme, kind: str) -> dict[str, Text]:
    states = lifecycle_of(session, programme, kind).states
    return {name: state.title for name, state in states.items()}


def _counts(session: Session, statement: Any) -> dict[Any, Any]:
    return {key: number for key, number in session.execute(statement)}


def _districts(session: Session, programme: Programme, as_of: AsOf) -> list[DistrictLine]:
    enrolments = _enrolments(session, programme, as_of)
    listed = _counts(
        session,
        select(Problem.district_id, func.count())
        .where(Problem.kind == ProblemKind.PROBLEM)
        .group_by(Problem.district_id),
    )
    proposed, supported, addressed = (
        counted(session, programme.id, as_of)
        for counted in (districts.initiatives, districts.supported, districts.problems_addressed)
    )
    return [
        DistrictLine(
            district.title,
            enrolments.get(district.id),
            proposed.get(district.id, 0),
            supported.get(district.id, 0),
            listed.get(district.id, 0),
            addressed.get(district.id, 0),
        )
        for district in session.scalars(
            select(District).where(District.programme_id == programme.id).order_by(District.id)
        )
    ]


def _enrolments(session: Session, programme: Programme, as_of: AsOf) -> dict[int, Text]:
    """District → how its enrolment stood."""
    titles = _titles(session, programme, "enrolment")
    stood = states(session, Enrolment, programme.id, as_of)
    applied = select(Enrolment.id, Enrolment.district_id).where(Enrolment.id.in_(stood.keys()))
    return {
        district_id: titles.get(stood[enrolment_id], Text(ru=stood[enrolment_id]))
        for enrolment_id, district_id in session.execute(applied)
        if district_id is not None
    }


def _by_state(session: Session, programme: Programme, as_of: AsOf) -> list[tuple[Text, int]]:
    titles = _titles(session, programme, "initiative")
    counted = Counter(states(session, Initiative, programme.id, as_of).values())
    order = [*titles, *sorted(counted.keys() - titles.keys())]
    return [(titles.get(s, Text(ru=s)), counted[s]) for s in order if s in counted]


def _rounds(session: Session, programme: Programme, as_of: AsOf) -> list[tuple[Text, Text]]:
    titles = _titles(session, programme, "monitoring_round")
    stood = states(session, MonitoringRound, programme.id, as_of)
    rounds = session.scalars(
        select(MonitoringRound)
        .where(MonitoringRound.id.in_(stood.keys()))
        .order_by(MonitoringRound.opens_at)
    )
    return [
        (round_.title, titles.get(stood[round_.id], Text(ru=stood[round_.id]))) for round_ in rounds
    ]


def _money(session: Session, programme: Programme, as_of: AsOf) -> MoneyLines:
    found = balances_then(session, programme.id, as_of)
    supported = initiatives_supported(session, programme.id, as_of)
    sums = (
        programme.fund_target,
        sum(found.values()),
        _requested(session, programme, as_of),
        awarded_then(session, supported, as_of),
        found[Account.PAID],
        found[Account.SPENT],
        found[Account.FREE],
    )
    return MoneyLines(*(Money(int(minor), programme.currency) for minor in sums))


def _requested(session: Session, programme: Programme, as_of: AsOf) -> int:
    if as_of.day is not None:
        then = proposals(session, programme.id, as_of).values()
        return sum(proposal["requested"] for proposal in then)
    ours = Initiative.programme_id == programme.id
    return int(session.scalars(select(func.sum(Initiative.requested)).where(ours)).one() or 0)


def _deadlines(session: Session, programme: Programme) -> dict[str, int]:
    counted = _counts(
        session,
        select(func.coalesce(Deadline.outcome, "open"), func.count())
        .join(Subject, Subject.id == Deadline.subject_id)
        .where(Subject.programme_id == programme.id)
        .group_by(Deadline.outcome),
    )
    return {name: counted.get(name, 0) for name in ("met", "missed", "cancelled", "open")}


def _overrides(session: Session, programme: Programme, day: date | None) -> int:
    """How often what was settled was set aside in the month of the day, up to its end."""
    if day is None:
        return 0
    timetable = timetable_of(session, programme.id)
    since = timetable.at(day.replace(day=1), time())
    until = timetable.at(day + timedelta(days=1), time())
    return session.scalars(
        select(func.count()).where(
            HistoryEntry.programme_id == programme.id,
            HistoryEntry.remark == Remark.OVERRIDDEN,
            HistoryEntry.at >= since,
            HistoryEntry.at < until,
        )
    ).one()


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
