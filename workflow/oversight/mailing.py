"""Reports go to who answers for a programme and to who evaluates it from outside, once for each
month."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Access, Category, HistoryEntry, OutboxMessage, Person, Programme, Role, Text
from workflow.deadlines.timetable import Timetable, timetable_of
from workflow.gate.letters.messages import Addressees, queue
from workflow.oversight.findings import findings
from workflow.oversight.month import Month
from workflow.oversight.proof import Verified
from workflow.oversight.report import OversightReport, report

OVERSIGHT = "oversight_report"
"""The template of the letter that a report is enclosed with."""
MOST_MONTHS = 3
"""After an outage so many months are made up for; who wants one from before asks for it."""
READERS = frozenset({Role.COORDINATOR, Role.EVALUATOR})


def unreported(session: Session, programme: Programme, now: datetime) -> Sequence[Month]:
    """Months that are over and were not reported on yet, the earliest first. A programme that is
    over is reported on only where something happened in it all the same."""
    timetable = timetable_of(session, programme.id)
    began = session.scalar(
        select(func.min(HistoryEntry.at)).where(HistoryEntry.programme_id == programme.id)
    )
    if began is None:
        return []
    first = Month.of(timetable.local_day(began))
    return [
        month
        for month in _over(timetable, now)
        if month >= first
        and (
            month <= Month.of(programme.ends_on) or _anything(session, programme, month, timetable)
        )
        and not _is_reported(session, programme, month)
    ]


def next_report_at(timetable: Timetable, after: datetime) -> datetime:
    """The next moment at which a month is to be reported on."""
    month = Month.of(timetable.local_day(after)).before
    at = month.reported_at(timetable)
    return at if at > after else month.after.reported_at(timetable)


def queue_report(
    session: Session, programme: Programme, month: Month, verified: Verified, *, now: datetime
) -> int:
    """A letter to each coordinator and outside evaluator, unless that was done; how many."""
    if _is_reported(session, programme, month):
        return 0
    timetable = timetable_of(session, programme.id)
    today = timetable.local_day(now)
    readers = set(Addressees(session).assigned(programme.id, None, READERS, today))
    if not readers:
        return 0
    made = report(session, programme, month, now=now, names=False, verified=verified)
    told = _told(made)
    letters = [
        {
            "key": f"{_key(programme, month)}{person_id}",
            "programme_id": programme.id,
            "recipient_id": person_id,
            "template": OVERSIGHT,
            "category": Category.OBLIGATION,
            "told": told,
            "queued_at": now,
            "next_attempt_at": timetable.waking(now),
        }
        for person_id in sorted(readers)
    ]
    queue(session, letters)
    return len(letters)


def enclosed_report(session: Session, message: OutboxMessage) -> OversightReport:
    """The report that a letter tells of, with names for a coordinator and without for others, as
    the records have it when the letter goes. Histories are not verified again."""
    told: Mapping[str, Any] = message.told or {}
    programme = session.get_one(Programme, message.programme_id)
    verified = told["verified"]
    return report(
        session,
        programme,
        Month.parse(told["period"]),
        now=message.queued_at,
        names=_may_see_names(session, programme, message.recipient, message.queued_at),
        verified=Verified(verified not in told["findings"], Text.model_validate(verified)),
    )


def _may_see_names(session: Session, programme: Programme, reader: Person, at: datetime) -> bool:
    today = timetable_of(session, programme.id).local_day(at)
    coordinators = frozenset({Role.COORDINATOR})
    return reader.id in set(Addressees(session).assigned(programme.id, None, coordinators, today))


def _told(made: OversightReport) -> dict[str, Any]:
    return {
        "month": _plain(made.month.title),
        "period": str(made.month),
        "findings": [_plain(finding.text) for finding in findings(made)],
        "verified": _plain(made.proof.verified.text),
    }


def _plain(text: Text) -> dict[str, Any]:
    return text.model_dump(exclude_none=True)


def _over(timetable: Timetable, now: datetime) -> Sequence[Month]:
    month = Month.of(timetable.local_day(now)).before
    if month.reported_at(timetable) > now:
        month = month.before
    return [month.before.before, month.before, month][-MOST_MONTHS:]


def _anything(session: Session, programme: Programme, month: Month, timetable: Timetable) -> bool:
    since, until = month.span(timetable)
    return any(
        session.scalar(
            select(kind.id)
            .where(kind.programme_id == programme.id, kind.at >= since, kind.at < until)
            .limit(1)
        )
        is not None
        for kind in (HistoryEntry, Access)
    )


def _is_reported(session: Session, programme: Programme, month: Month) -> bool:
    sent = select(OutboxMessage.id).where(
        OutboxMessage.key.startswith(_key(programme, month), autoescape=True)
    )
    return session.scalar(sent.limit(1)) is not None


def _key(programme: Programme, month: Month) -> str:
    return f"oversight.{programme.id}.{month}."
