"""What was planned, and what came of it by the report's day: plain accounting, no test."""

from collections import Counter
from datetime import date

from sqlalchemy import select

from models import (
    Account,
    CalendarStage,
    Deadline,
    DeadlineOutcome,
    Initiative,
    Milestone,
    Money,
    ProgrammeEvent,
    Subject,
)
from workflow.deadlines.timetable import timetable_of
from workflow.history.as_of import proposals
from workflow.money.as_of import awarded_then, balances_then
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.evidence.indicators import indicator_findings, percent
from workflow.monitoring.evaluation.report import (
    MilestoneFinding,
    MoneyFinding,
    Phase,
    PlanAndFact,
    StageFinding,
    SupportFinding,
)
from workflow.programme.indicators import districts
from workflow.programme.indicators.rows import held, initiatives_supported


def plan_and_fact(basis: Basis) -> PlanAndFact:
    return PlanAndFact(
        indicators=indicator_findings(basis),
        money=_money(basis),
        support=_support(basis),
        stages=_stages(basis),
        milestones=_milestones(basis),
    )


def _money(basis: Basis) -> MoneyFinding:
    programme = basis.programme
    found = balances_then(basis.session, programme.id, basis.then)
    supported = initiatives_supported(basis.session, programme.id, basis.then)
    received = sum(found.values())

    def money(minor: int) -> Money:
        return Money(minor, programme.currency)

    return MoneyFinding(
        target=money(programme.fund_target),
        received=money(received),
        awarded=money(awarded_then(basis.session, supported, basis.then)),
        paid=money(found[Account.PAID] + found[Account.SPENT]),
        spent=money(found[Account.SPENT]),
        percent=percent(received, programme.fund_target),
    )


def _support(basis: Basis) -> tuple[SupportFinding, ...]:
    asked = (basis.session, basis.programme.id, basis.then)
    proposed, supported = districts.initiatives(*asked), districts.supported(*asked)
    completed = districts.completed(*asked)
    return tuple(
        SupportFinding(
            district=district.code,
            title=district.title,
            planned=basis.programme.slots_per_district,
            proposed=proposed.get(district.id, 0),
            supported=supported.get(district.id, 0),
            completed=completed.get(district.id, 0),
        )
        for district in basis.districts
    )


def _stages(basis: Basis) -> tuple[StageFinding, ...]:
    met, missed = _deadlines(basis, DeadlineOutcome.MET), _deadlines(basis, DeadlineOutcome.MISSED)
    over = select(ProgrammeEvent.ends_on).where(*held(basis.programme.id, basis.then))
    events = Counter(basis.session.scalars(over))
    return tuple(
        StageFinding(
            code=stage.code,
            title=stage.title,
            starts_on=stage.starts_on,
            ends_on=stage.ends_on,
            phase=_phase(stage, basis.as_of),
            deadlines_met=_within(stage, met),
            deadlines_missed=_within(stage, missed),
            events=_within(stage, events),
        )
        for stage in basis.programme.calendar
    )


def _phase(stage: CalendarStage, as_of: date) -> Phase:
    if stage.ends_on <= as_of:
        return Phase.OVER
    return Phase.UNDER_WAY if stage.starts_on <= as_of else Phase.AHEAD


def _within(stage: CalendarStage, days: Counter[date]) -> int:
    return sum(number for day, number in days.items() if stage.starts_on <= day <= stage.ends_on)


def _deadlines(basis: Basis, outcome: DeadlineOutcome) -> Counter[date]:
    """Day → how many that fell on it came to this. What became of one is known when it has fallen:
    so none tells of a later day."""
    times = timetable_of(basis.session, basis.programme.id)
    fallen = basis.session.scalars(
        select(Deadline.due_at)
        .join(Subject, Subject.id == Deadline.subject_id)
        .where(
            Subject.programme_id == basis.programme.id,
            Deadline.outcome == outcome,
            basis.then.by_moment(Deadline.due_at),
        )
    )
    return Counter(times.local_day(due_at) for due_at in fallen)


def _milestones(basis: Basis) -> MilestoneFinding:
    """Of the plans in force on the day."""
    supported = set(
        basis.session.scalars(initiatives_supported(basis.session, basis.programme.id, basis.then))
    )
    plans = proposals(basis.session, basis.programme.id, basis.then)
    reached = _reached(basis)
    planned = [
        (date.fromisoformat(day), reached.get((initiative_id, ordinal)))
        for initiative_id in sorted(supported)
        for ordinal, (_, day) in enumerate(plans[initiative_id]["milestones"], start=1)
    ]
    return MilestoneFinding(
        planned=len(planned),
        due=sum(day <= basis.as_of for day, _ in planned),
        reached=sum(fact is not None for _, fact in planned),
        in_time=sum(fact is not None and fact <= day for day, fact in planned),
        overdue=sum(fact is None and day <= basis.as_of for day, fact in planned),
    )


def _reached(basis: Basis) -> dict[tuple[int, int], date]:
    """Initiative and ordinal of the milestone → the day on which it was reached."""
    rows = basis.session.execute(
        select(Milestone.initiative_id, Milestone.ordinal, Milestone.reached_on)
        .join(Initiative, Initiative.id == Milestone.initiative_id)
        .where(
            Initiative.programme_id == basis.programme.id,
            Milestone.reached_on.is_not(None),
            Milestone.reached_on <= basis.as_of,
        )
    )
    return {(initiative_id, ordinal): day for initiative_id, ordinal, day in rows if day}
