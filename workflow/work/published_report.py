"""The report on an initiative that anybody may read: made of the records, so that its figures are
the ledger's. Who is in the group is not told."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from json import loads

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.kinds import PICTURES
from models import (
    Attachment,
    CreativeReport,
    District,
    HistoryEntry,
    Initiative,
    Money,
    ProblemKind,
    Programme,
    Rating,
    Text,
)
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate.facts import is_link
from workflow.money.budget import budget_of
from workflow.money.trace import Share, trace_initiative
from workflow.money.unnamed import unnamed_donors, without_donors
from workflow.open_data.personal import without_personal_data
from workflow.work.agreements import agreed_proposal
from workflow.work.photos import PHOTO

_ADDRESS = re.compile(r"[\w.+%-]@[\w-]+\.")
"""Of e-mail, or of who reads a page, within a link."""


@dataclass(frozen=True)
class PublishedPoint:
    """A milestone: planned and reached."""

    title: str
    agreed_on: date
    """By which day, as the agreement says."""
    planned_on: date
    """By which day in the end, where the foundation agreed to a change."""
    reached_on: date | None


@dataclass(frozen=True)
class PublishedLine:
    """A line of the budget: plan against fact."""

    title: str
    agreed: Money
    """As the agreement says."""
    planned: Money
    """In the end, where the foundation agreed to a change."""
    spent: Money


@dataclass(frozen=True)
class PublishedMoney:
    """Where an award went: what was spent, returned and never paid make it up."""

    awarded: Money
    spent: Money
    """With documents that were accepted."""
    returned: Money
    """By the group to the foundation."""
    never_paid: Money
    """Not needed."""


@dataclass(frozen=True)
class Photo:
    sha256: str
    media_type: str
    caption: str


@dataclass(frozen=True)
class PublishedReport:
    code: str
    title: str
    district: Text
    programme: Text
    foundation: Text
    problems: tuple[Text, ...]
    """Of the district, that the initiative addresses."""
    growth_points: tuple[Text, ...]
    """Of the district, that it builds on."""
    summary: str
    period: tuple[date, date] | None
    """From the first payment to the report."""
    milestones: tuple[PublishedPoint, ...]
    done: str
    results: str
    participants: int
    """Beyond the group."""
    group: int
    """How many are in the group, its leader among them."""
    money: PublishedMoney
    budget: tuple[PublishedLine, ...]
    donors: tuple[str, ...]
    """Whose money was spent on it, in alphabetical order, without those who asked not to be
    named."""
    unnamed_donors: int
    """How many asked for that."""
    photos: tuple[Photo, ...]
    videos: tuple[str, ...]
    publications: tuple[str, ...]
    rating: Rating
    accepted_on: date
    presented_on: date | None
    presentation: str | None
    """Link to what was told of the presentation."""
    is_sample: bool
    """The initiative, its people and its figures are invented."""


Cleaned = Callable[[str], str]


def published_report(session: Session, initiative: Initiative) -> PublishedReport:
    """The report on an initiative whose creative report was accepted. Raises Refusal before."""
    report = session.get(CreativeReport, initiative.id)
    if report is None or report.rating is None or initiative.award is None:
        raise Refusal([_NOT_ACCEPTED])
    programme = session.get_one(Programme, initiative.programme_id)
    shares = trace_initiative(session, initiative).shares
    donors = {share.donation.donor for share in shares if share.spent.minor}
    cleaned = _cleaning(session, initiative)
    return PublishedReport(
        code=initiative.code,
        title=cleaned(initiative.title),
        district=session.get_one(District, initiative.district_id).title,
        programme=programme.title,
        foundation=programme.foundation,
        problems=_addressed(initiative, ProblemKind.PROBLEM),
        growth_points=_addressed(initiative, ProblemKind.GROWTH_POINT),
        summary=cleaned(initiative.summary),
        period=_period(session, initiative),
        milestones=_milestones(session, initiative, cleaned),
        done=cleaned(report.done),
        results=cleaned(report.results),
        participants=report.participants,
        group=len(initiative.group),
        money=_money(initiative.award, shares),
        budget=_budget(session, initiative, cleaned),
        donors=tuple(sorted(without_personal_data(d.name, ()) for d in donors if not d.anonymous)),
        unnamed_donors=sum(donor.anonymous for donor in donors),
        photos=_photos(session, initiative, cleaned),
        videos=_links(report.videos),
        publications=_links(report.publications),
        rating=Rating(report.rating),
        accepted_on=_accepted_on(session, initiative),
        presented_on=report.presented_on,
        presentation=_presentation(session, initiative),
        is_sample=initiative.is_sample,
    )


def _cleaning(session: Session, initiative: Initiative) -> Cleaned:
    """Leaves out of a text who is in the group, and donors who asked not to be named."""
    names = [person.name for person in initiative.group]
    unnamed = unnamed_donors(session, initiative.programme_id)
    return lambda text: without_donors(without_personal_data(text, names), unnamed)


def _addressed(initiative: Initiative, kind: ProblemKind) -> tuple[Text, ...]:
    ours = [problem for problem in initiative.addresses if problem.kind == kind]
    return tuple(problem.text for problem in sorted(ours, key=lambda problem: problem.ordinal))


def _period(session: Session, initiative: Initiative) -> tuple[date, date] | None:
    began, reported = (_day(session, initiative, did) for did in ("begin", "submit_report"))
    return None if began is None or reported is None else (began, reported)


def _day(session: Session, initiative: Initiative, action: str) -> date | None:
    """The day, there, on which it was last done."""
    entry = _last(session, initiative, action)
    times = timetable_of(session, initiative.programme_id)
    return None if entry is None else times.local_day(entry.at)


def _accepted_on(session: Session, initiative: Initiative) -> date:
    accepted = _day(session, initiative, "accept_report")
    assert accepted is not None, "a report is rated when it is accepted"
    return accepted


def _last(session: Session, initiative: Initiative, action: str) -> HistoryEntry | None:
    return session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == initiative.id, HistoryEntry.action == action)
        .order_by(HistoryEntry.sequence.desc())
    ).first()


def _milestones(
    session: Session, initiative: Initiative, cleaned: Cleaned
) -> tuple[PublishedPoint, ...]:
    agreed = agreed_proposal(session, initiative)["milestones"]
    return tuple(
        PublishedPoint(cleaned(m.title), date.fromisoformat(day), m.planned_on, m.reached_on)
        for m, (_, day) in zip(initiative.milestones, agreed, strict=True)
    )


def _budget(
    session: Session, initiative: Initiative, cleaned: Cleaned
) -> tuple[PublishedLine, ...]:
    agreed = agreed_proposal(session, initiative)["budget"]
    return tuple(
        PublishedLine(
            cleaned(line.title), Money(amount, initiative.currency), line.planned, line.spent
        )
        for line, (_, amount) in zip(budget_of(session, initiative), agreed, strict=True)
    )


def _money(award: Money, shares: Sequence[Share]) -> PublishedMoney:
    def whole(amounts: Iterable[Money]) -> int:
        return sum(amount.minor for amount in amounts)

    spent, returned = whole(s.spent for s in shares), whole(s.returned for s in shares)
    paid = spent + returned + whole(share.paid for share in shares)
    return PublishedMoney(
        awarded=award,
        spent=Money(spent, award.currency),
        returned=Money(returned, award.currency),
        never_paid=Money(award.minor - paid, award.currency),
    )


def _photos(session: Session, initiative: Initiative, cleaned: Cleaned) -> tuple[Photo, ...]:
    attached = session.scalars(
        select(Attachment)
        .where(
            Attachment.subject_id == initiative.id,
            Attachment.purpose == PHOTO,
            Attachment.erased_by_id.is_(None),
            Attachment.media_type.in_([kind.media_type for kind in PICTURES]),
        )
        .order_by(Attachment.id)
    )
    return tuple(Photo(a.sha256, a.media_type, cleaned(a.caption)) for a in attached)


def _links(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(link for link in given if is_link(link) and not _ADDRESS.search(link))


def _presentation(session: Session, initiative: Initiative) -> str | None:
    entry = _last(session, initiative, "present")
    links = _links([loads(entry.facts).get("link", "")] if entry is not None else [])
    return links[0] if links else None


_NOT_ACCEPTED = Blocker(
    "report_not_accepted",
    Text(
        en="The creative report is not accepted yet: there is nothing to publish. Accept it first.",
        ru="Творческий отчёт ещё не принят: публиковать пока нечего. Сначала примите отчёт.",
    ),
)
