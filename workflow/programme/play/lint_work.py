"""What is wrong with the donations of a programme's play, and with the work of its groups."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from models import Money
from workflow.programme.document import InitiativeAct, Play, ProgrammeDocument
from workflow.programme.play.work import (
    ChangeAct,
    DonationAct,
    ExpenseAct,
    ReportAct,
    WorkAct,
)
from workflow.yaml_text import Place

Mistakes = Iterator[tuple[Place, str]]
Days = Sequence[tuple[Place, date]]

UNDER_WAY = ("expenses", "news", "changes", "returned")
"""Parts of a work that have their days after the first payment."""


def lint_work(document: ProgrammeDocument, play: Play) -> Mistakes:
    for n, donation in enumerate(play.donations):
        yield from _donation(document, donation, ("play", "donations", n))
    for n, initiative in enumerate(play.initiatives):
        place: Place = ("play", "initiatives", n)
        yield from _plan(document, initiative, place)
        if initiative.work is not None:
            yield from _work(document, initiative, initiative.work, (*place, "work"))


def _donation(document: ProgrammeDocument, donation: DonationAct, place: Place) -> Mistakes:
    problems = {d.code: {p.n for p in d.problems} for d in document.districts}
    if donation.district is not None and donation.district not in problems:
        yield (*place, "district"), f"there is no district {donation.district}"
    elif donation.problem is not None and donation.district is None:
        yield (*place, "problem"), "a problem is some district's; name the district"
    elif donation.problem is not None and donation.problem not in problems[donation.district or ""]:
        yield (*place, "problem"), f"the district has no problem {donation.problem}"
    if sum(amount for _, amount in donation.received) > donation.amount:
        yield (*place, "received"), "more comes than was promised"
    received = [((*place, "received", n), on) for n, (on, _) in enumerate(donation.received)]
    days: Days = [
        ((*place, "pledged"), donation.pledged),
        ((*place, "agreed"), donation.agreed),
        *received,
    ]
    yield from _within(document, days)
    yield from _in_order(days)


def _plan(document: ProgrammeDocument, initiative: InitiativeAct, place: Place) -> Mistakes:
    lines = Money(sum(line.amount for line in initiative.budget), document.currency)
    asked = Money(initiative.requested, document.currency)
    if initiative.budget and lines != asked:
        words = f"its lines make {lines.in_('en')}, and {asked.in_('en')} is asked for"
        yield (*place, "budget"), words
    for n, milestone in enumerate(initiative.milestones):
        here: Place = (*place, "milestones", n)
        yield from _within(document, [((*here, "by"), milestone.by)])
        if milestone.reached is not None:
            yield from _within(document, [((*here, "reached"), milestone.reached)])
            if initiative.work is None:
                yield (*here, "reached"), "there is no work by which it could be reached"


def _work(
    document: ProgrammeDocument, initiative: InitiativeAct, work: WorkAct, place: Place
) -> Mistakes:
    yield from _within(document, _happenings(work, place))
    yield from _in_order(_payments(work, place))
    yield from _before_money(work, place)
    if len(work.tranches) > len(document.tranche_shares):
        parts = len(document.tranche_shares)
        yield (*place, "tranches"), f"an award is paid out in {parts}, as tranche_shares says"
    # the play calls these by their numbers, which they get in the order of time
    yield from _in_order([((*place, "expenses", n), e.on) for n, e in enumerate(work.expenses)])
    yield from _in_order([((*place, "changes", n), c.on) for n, c in enumerate(work.changes)])
    for n, expense in enumerate(work.expenses):
        yield from _expense(initiative, expense, (*place, "expenses", n))
    for n, change in enumerate(work.changes):
        yield from _change(initiative, change, (*place, "changes", n))
    if work.report is not None:
        yield from _report(work.report, (*place, "report"))


def _payments(work: WorkAct, place: Place) -> Days:
    days = [((*place, "drawn_up"), work.drawn_up), ((*place, "signed"), work.signed)]
    for n, tranche in enumerate(work.tranches):
        here: Place = (*place, "tranches", n)
        days += [((*here, "released"), tranche.released), ((*here, "paid"), tranche.paid)]
    return days


def _happenings(work: WorkAct, place: Place) -> Days:
    """Days between which all else of the work has to be."""
    days = [*_payments(work, place), *_under_way(work, place)]
    if work.report is not None:
        days += [((*place, "report", "on"), work.report.on)]
        days += [((*place, "report", "presented"), work.report.presented)]
    return days


def _under_way(work: WorkAct, place: Place) -> Days:
    return [
        ((*place, part, n, "on"), act.on)
        for part in UNDER_WAY
        for n, act in enumerate(getattr(work, part))
    ]


def _before_money(work: WorkAct, place: Place) -> Mistakes:
    first = min((tranche.paid for tranche in work.tranches), default=None)
    for here, day in _under_way(work, place):
        if first is None or day <= first:  # it is paid in the afternoon
            yield here, "nothing is paid to the group before that day"


def _expense(initiative: InitiativeAct, expense: ExpenseAct, place: Place) -> Mistakes:
    if expense.line > len(initiative.budget):
        yield (*place, "line"), f"the budget has no line {expense.line}"
    yield from _answered(expense.accepted, expense.refused, expense.because, "refused", place)
    checked = expense.accepted or expense.refused
    if checked is not None and checked <= expense.on:  # reported at noon, checked in the morning
        field = "accepted" if expense.accepted else "refused"
        yield (*place, field), "it is checked on a later day than it is reported"


def _change(initiative: InitiativeAct, change: ChangeAct, place: Place) -> Mistakes:
    if not change.milestones and not change.lines:
        yield place, "nothing is asked to be changed"
    for part, asked, known in (
        ("milestones", change.milestones, initiative.milestones),
        ("lines", change.lines, initiative.budget),
    ):
        for number in sorted(asked.keys() - set(range(1, len(known) + 1))):
            yield (*place, part), f"the plan has no number {number} of these"
    yield from _answered(change.accepted, change.declined, change.because, "declined", place)
    answered = change.accepted or change.declined
    if answered is not None and answered < change.on:
        field = "accepted" if change.accepted else "declined"
        yield (*place, field), "it is answered before it is asked"


def _answered(yes: date | None, no: date | None, because: str, what: str, place: Place) -> Mistakes:
    if yes is not None and no is not None:
        yield place, f"it is accepted or {what}, not both"
    if no is not None and not because.strip():
        yield place, f"it is {what}: say because of what"


def _report(report: ReportAct, place: Place) -> Mistakes:
    if (report.returned is None) != (report.again is None):
        yield place, "what is returned is submitted again"
    if report.returned is not None and not report.because.strip():
        yield place, "it is returned: say because of what"
    if report.returned is None and report.results_at_first is not None:
        yield (*place, "results_at_first"), "it is not returned: there is no other than the first"
    if report.returned is not None and report.returned <= report.on:
        yield (*place, "returned"), "it is returned on a later day than it is submitted"
    days = [
        ((*place, field), day)
        for field in ("on", "returned", "again", "accepted", "presented")
        if (day := getattr(report, field)) is not None
    ]
    yield from _in_order(days)


def _in_order(days: Days) -> Mistakes:
    for (_, before), (place, day) in pairwise(days):
        if day < before:
            yield place, f"it is before {before}, the day above it"


def _within(document: ProgrammeDocument, days: Days) -> Mistakes:
    for place, day in days:
        if not document.starts_on <= day <= document.ends_on:
            yield place, "it lies outside the programme's own days"
