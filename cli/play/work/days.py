"""What becomes of an award, day by day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from functools import partial

from sqlalchemy.orm import Session

from cli.play.work import changes, payments, progress, reports, spending
from models import Programme
from workflow.programme.play.work import MilestoneAct, ReportAct, WorkAct

MORNING, NOON, AFTERNOON = time(10), time(12), time(15)
LATER, EVENING = time(16), time(18)
Enact = Callable[[Session, Programme, datetime], None]
Days = Iterator[tuple[date, time, str, Enact]]


def days(code: str, milestones: Sequence[MilestoneAct], act: WorkAct) -> Days:
    """Everything that is played of an award: day, hour, what it is, and what does it."""
    yield from _payments(code, act)
    yield from _progress(code, milestones, act)
    yield from _spending(code, act)
    yield from _changes(code, act)
    if act.report is not None:
        yield from _reporting(code, act.report)


def _payments(code: str, act: WorkAct) -> Days:
    yield act.drawn_up, MORNING, "agreement", partial(payments.draw_up, code)
    yield act.signed, NOON, "signature", partial(payments.sign, code, act)
    for n, tranche in enumerate(act.tranches, start=1):
        yield tranche.released, AFTERNOON, "tranche released", partial(payments.release, code, n)
        yield tranche.paid, LATER, "tranche paid", partial(payments.pay, code, n, tranche)


def _progress(code: str, milestones: Sequence[MilestoneAct], act: WorkAct) -> Days:
    for n, milestone in enumerate(milestones, start=1):
        if milestone.reached:
            yield milestone.reached, NOON, "milestone", partial(progress.reach, code, n, milestone)
    for n, news in enumerate(act.news, start=1):
        yield news.on, NOON, "news", partial(progress.tell, code, n, news)


def _spending(code: str, act: WorkAct) -> Days:
    for n, expense in enumerate(act.expenses, start=1):
        yield expense.on, NOON, "expense", partial(spending.spend, code, n, expense)
        if checked := expense.accepted or expense.refused:
            yield checked, MORNING, "expense checked", partial(spending.check, code, n, expense)
    for n, returned in enumerate(act.returned, start=1):
        yield returned.on, NOON, "money returned", partial(spending.give_back, code, n, returned)


def _changes(code: str, act: WorkAct) -> Days:
    for n, change in enumerate(act.changes, start=1):
        yield change.on, MORNING, "change asked for", partial(changes.ask, code, n, change)
        if answered := change.accepted or change.declined:
            yield answered, AFTERNOON, "change answered", partial(changes.answer, code, n, change)


def _reporting(code: str, act: ReportAct) -> Days:
    yield act.on, AFTERNOON, "report", partial(reports.report, code, 1, act)
    if act.returned is not None and act.again is not None:
        yield act.returned, NOON, "report returned", partial(reports.return_report, code, act)
        yield act.again, AFTERNOON, "report again", partial(reports.report, code, 2, act)
    yield act.accepted, LATER, "report accepted", partial(reports.accept_report, code, act)
    yield act.presented, EVENING, "presentation", partial(reports.present, code, act)
