"""What donors give and what groups do with their awards in the play, each safe to do again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.play.council import in_office
from cli.play.pictures import picture, receipt
from config.settings import settings
from files.intake import Intake, take_in
from files.store import Store
from models import (
    ChangeRequest,
    Donation,
    Expense,
    IdempotencyKey,
    Initiative,
    Money,
    Problem,
    ProblemKind,
    Programme,
    Role,
    Tranche,
)
from papers.agreement.files import agreement_hashes
from workflow.actor import Actor
from workflow.agreements import agreement_of
from workflow.attachments import attach
from workflow.change_requests import request_change
from workflow.creative_reports import save_report
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.money import donations
from workflow.money.donations import Giver, Restriction, find_donation
from workflow.money.expenses import report_expense
from workflow.parts import act_on_part
from workflow.programme.lookup import find_district, find_subject
from workflow.programme.play_work import (
    ChangeAct,
    DonationAct,
    ExpenseAct,
    MilestoneAct,
    NewsAct,
    ReportAct,
    ReturnAct,
    TrancheAct,
    WorkAct,
)

Context = tuple[Session, Programme, datetime]


MORNING, NOON, AFTERNOON = time(10), time(12), time(15)
Enact = Callable[[Session, Programme, datetime], None]


def days(
    code: str, milestones: Sequence[MilestoneAct], act: WorkAct
) -> Iterator[tuple[date, time, str, Enact]]:
    """What becomes of an award, day by day."""
    yield act.drawn_up, MORNING, "agreement", partial(draw_up, code)
    yield act.signed, NOON, "signature", partial(sign, code, act)
    for n, tranche in enumerate(act.tranches, start=1):
        yield tranche.released, AFTERNOON, "tranche released", partial(release, code, n)
        yield tranche.paid, time(16), "tranche paid", partial(pay, code, n, tranche)
    for n, milestone in enumerate(milestones, start=1):
        if milestone.reached:
            yield milestone.reached, NOON, "milestone", partial(reach, code, n, milestone)
    for n, news in enumerate(act.news, start=1):
        yield news.on, NOON, "news", partial(tell, code, n, news)
    yield from _spending(code, act)
    for n, change in enumerate(act.changes, start=1):
        yield change.on, MORNING, "change asked for", partial(ask, code, n, change)
        if answered := change.accepted or change.declined:
            yield answered, AFTERNOON, "change answered", partial(answer, code, n, change)
    if act.report is not None:
        yield from _reporting(code, act.report)


def _spending(code: str, act: WorkAct) -> Iterator[tuple[date, time, str, Enact]]:
    for n, expense in enumerate(act.expenses, start=1):
        yield expense.on, NOON, "expense", partial(spend, code, n, expense)
        if checked := expense.accepted or expense.refused:
            yield checked, MORNING, "expense checked", partial(check, code, n, expense)
    for n, returned in enumerate(act.returned, start=1):
        yield returned.on, NOON, "money returned", partial(give_back, code, n, returned)


def _reporting(code: str, act: ReportAct) -> Iterator[tuple[date, time, str, Enact]]:
    yield act.on, AFTERNOON, "report", partial(report, code, 1, act)
    if act.returned is not None and act.again is not None:
        yield act.returned, NOON, "report returned", partial(return_report, code, act)
        yield act.again, AFTERNOON, "report again", partial(report, code, 2, act)
    yield act.accepted, time(16), "report accepted", partial(accept_report, code, act)
    yield act.presented, time(18), "presentation", partial(present, code, act)


def pledge(act: DonationAct, session: Session, programme: Programme, now: datetime) -> None:
    district = find_district(session, programme, act.district) if act.district else None
    problem = None
    if district is not None and act.problem is not None:
        problem = session.scalars(
            select(Problem).where(
                Problem.district_id == district.id,
                Problem.kind == ProblemKind.PROBLEM,
                Problem.ordinal == act.problem,
            )
        ).one()
    donations.pledge(
        session,
        programme,
        Giver(act.donor, act.kind, act.anonymous),
        Money(act.amount, programme.currency),
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        code=act.code,
        restriction=Restriction(act.purpose, district, problem),
        is_sample=True,
    )


def agree(act: DonationAct, session: Session, programme: Programme, now: datetime) -> None:
    donations.agree(
        session,
        _donation(session, programme, act),
        act.agreement,
        act.agreed,
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        key=_key(programme, act.code, "agree"),
    )


def receive(
    act: DonationAct, n: int, session: Session, programme: Programme, now: datetime
) -> None:
    on, amount = act.received[n]
    donations.receive(
        session,
        _donation(session, programme, act),
        amount,
        on,
        f"{act.code}-{n + 1}",
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        key=_key(programme, act.code, f"receive.{n}"),
    )


def _donation(session: Session, programme: Programme, act: DonationAct) -> Donation:
    return find_donation(session, programme, act.code)


def _key(programme: Programme, code: str, what: str) -> str:
    return f"play.{programme.code}.{code}.{what}"


def _do(
    code: str,
    trigger: str,
    by: Role | None,
    context: Context,
    facts: Mapping[str, Any] | None = None,
    n: int = 0,
    reason: str | None = None,
) -> None:
    """An action on an initiative, by whoever holds a role or by its leader, the n-th time."""
    session, programme, now = context
    initiative = find_subject(session, programme, Initiative, code)
    actor = Actor.person(initiative.leader_id)
    if by is not None:
        actor = in_office(session, programme, now, by)
    perform(
        session,
        initiative,
        trigger,
        actor=actor,
        now=now,
        reason=reason,
        facts=facts,
        key=_key(programme, code, f"{trigger}.{n}"),
    )


def draw_up(code: str, session: Session, programme: Programme, now: datetime) -> None:
    if session.get(IdempotencyKey, _key(programme, code, "draw_up_agreement.0")) is not None:
        return
    initiative = find_subject(session, programme, Initiative, code)
    day = timetable_of(session, programme.id).local_day(now)
    hashes = agreement_hashes(agreement_of(session, initiative, day=day))
    _do(code, "draw_up_agreement", Role.COORDINATOR, (session, programme, now), hashes)


def sign(code: str, act: WorkAct, session: Session, programme: Programme, now: datetime) -> None:
    told = {"signed_on": act.signed.isoformat()}
    _do(code, "sign_agreement", Role.COORDINATOR, (session, programme, now), told)


def release(code: str, n: int, session: Session, programme: Programme, now: datetime) -> None:
    act_on_part(
        session,
        find_subject(session, programme, Tranche, f"{code}.{n}"),
        "release",
        actor=in_office(session, programme, now, Role.COORDINATOR),
        now=now,
        key=_key(programme, code, f"release.{n}"),
    )


def pay(
    code: str,
    n: int,
    act: TrancheAct,
    session: Session,
    programme: Programme,
    now: datetime,
) -> None:
    act_on_part(
        session,
        find_subject(session, programme, Tranche, f"{code}.{n}"),
        "pay",
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        facts={"payment_order": act.order, "paid_on": act.paid.isoformat()},
        key=_key(programme, code, f"pay.{n}"),
    )


def reach(
    code: str, n: int, act: MilestoneAct, session: Session, programme: Programme, now: datetime
) -> None:
    assert act.reached is not None, "only what was reached is played"
    told = {"milestone": n, "reached_on": act.reached.isoformat()}
    _do(code, "reach_milestone", None, (session, programme, now), told, n)


def tell(
    code: str, n: int, act: NewsAct, session: Session, programme: Programme, now: datetime
) -> None:
    if act.photo is not None:
        _photograph(code, act.photo, session, programme, now)
    told = {"news": act.text, "link": act.link}
    _do(code, "note_progress", None, (session, programme, now), told, n)


def spend(
    code: str, n: int, act: ExpenseAct, session: Session, programme: Programme, now: datetime
) -> None:
    initiative = find_subject(session, programme, Initiative, code)
    amount = Money(act.amount, programme.currency)
    report_expense(
        session,
        initiative,
        line=act.line,
        amount=amount,
        spent_on=act.on,
        payee=act.payee,
        what=act.what,
        document=_kept(receipt(code, n, act.payee, act.what, amount, act.on)),
        actor=Actor.person(initiative.leader_id),
        now=now,
        key=_key(programme, code, f"expense.{n}"),
    )


def check(
    code: str, n: int, act: ExpenseAct, session: Session, programme: Programme, now: datetime
) -> None:
    act_on_part(
        session,
        find_subject(session, programme, Expense, f"{code}.e{n}"),
        "refuse" if act.refused else "accept",
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        reason=act.because or None,
        key=_key(programme, code, f"check.{n}"),
    )


def ask(
    code: str, n: int, act: ChangeAct, session: Session, programme: Programme, now: datetime
) -> None:
    initiative = find_subject(session, programme, Initiative, code)
    request_change(
        session,
        initiative,
        milestones=act.milestones,
        budget=act.lines,
        reason=act.reason,
        actor=Actor.person(initiative.leader_id),
        now=now,
        key=_key(programme, code, f"change.{n}"),
    )


def answer(
    code: str, n: int, act: ChangeAct, session: Session, programme: Programme, now: datetime
) -> None:
    act_on_part(
        session,
        find_subject(session, programme, ChangeRequest, f"{code}.c{n}"),
        "decline" if act.declined else "accept",
        actor=in_office(session, programme, now, Role.COORDINATOR),
        now=now,
        reason=act.because or None,
        key=_key(programme, code, f"answer.{n}"),
    )


def give_back(
    code: str, n: int, act: ReturnAct, session: Session, programme: Programme, now: datetime
) -> None:
    told = {"amount": act.amount, "payment_order": act.order}
    _do(code, "return_money", Role.TREASURER, (session, programme, now), told, n)


def report(
    code: str, n: int, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    """Written and submitted, the n-th time."""
    if session.get(IdempotencyKey, _key(programme, code, f"submit_report.{n}")) is not None:
        return
    initiative = find_subject(session, programme, Initiative, code)
    for caption in act.photos:
        _photograph(code, caption, session, programme, now)
    save_report(
        session,
        initiative,
        done=act.done,
        results=act.results,
        participants=act.participants,
        videos=act.videos,
        publications=act.publications,
        actor=Actor.person(initiative.leader_id),
        now=now,
    )
    _do(code, "submit_report", None, (session, programme, now), n=n)


def return_report(
    code: str, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    context = (session, programme, now)
    _do(code, "return_report", Role.COORDINATOR, context, reason=act.because)


def accept_report(
    code: str, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    context = (session, programme, now)
    _do(code, "accept_report", Role.COORDINATOR, context, {"rating": act.rating})


def present(
    code: str, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    told = {"presented_on": act.presented.isoformat(), "link": act.link}
    _do(code, "present", Role.COORDINATOR, (session, programme, now), told)


def _photograph(
    code: str, caption: str, session: Session, programme: Programme, now: datetime
) -> None:
    initiative = find_subject(session, programme, Initiative, code)
    attach(
        session,
        initiative,
        _kept(take_in(f"{code}.png", picture(caption))),
        purpose="photo",
        caption=caption,
        actor=Actor.person(initiative.leader_id),
        now=now,
    )


def _kept(taken: Intake) -> Intake:
    Store(settings().files_url).put(taken.content)
    return taken
