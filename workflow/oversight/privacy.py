"""Consents withdrawn, and people whose data wait to be erased or were. Nobody is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Consent, Deadline, HistoryEntry, Programme, Subject
from workflow.deadlines.timetable import timetable_of
from workflow.history.as_of import AsOf, states
from workflow.oversight.deeds import Span
from workflow.oversight.month import Month

KIND = Consent.__tablename__
ERASURE = "erasure"
"""The deadline by which the data of who withdrew their consent are erased."""


@dataclass(frozen=True)
class Waiting:
    """A consent that was withdrawn and whose person's data are still here."""

    reference: str
    due: datetime | None
    is_late: bool


@dataclass(frozen=True)
class Privacy:
    withdrawn: int
    """In the month."""
    erased: int
    waiting: Sequence[Waiting]
    """At the end of the month, or now where it is not over."""


def privacy(
    session: Session, programme: Programme, month: Month, span: Span, now: datetime
) -> Privacy:
    done = _done(session, programme, span)
    moment = min(span[1], now)
    stood = states(session, Consent, programme.id, AsOf(month.last, moment))
    waiting = [consent for consent, state in stood.items() if state == "withdrawn"]
    return Privacy(
        done.get("withdraw", 0),
        done.get("erase", 0),
        _waiting(session, programme, waiting, moment),
    )


def _done(session: Session, programme: Programme, span: Span) -> Mapping[str, int]:
    counted = session.execute(
        select(HistoryEntry.action, func.count())
        .where(
            HistoryEntry.programme_id == programme.id,
            HistoryEntry.action.in_(("withdraw", "erase")),
            HistoryEntry.kind == KIND,
            HistoryEntry.at >= span[0],
            HistoryEntry.at < span[1],
        )
        .group_by(HistoryEntry.action)
    )
    return {action: number for action, number in counted}


def _waiting(
    session: Session, programme: Programme, consents: Sequence[int], moment: datetime
) -> Sequence[Waiting]:
    zone = timetable_of(session, programme.id).zone
    rows = session.execute(
        select(Subject.code, func.max(Deadline.due_at))
        .outerjoin(
            Deadline,
            (Deadline.subject_id == Subject.id)
            & (Deadline.name == ERASURE)
            & (Deadline.opened_at < moment),
        )
        .where(Subject.id.in_(consents))
        .group_by(Subject.code)
        .order_by(Subject.code)
    )
    return [
        Waiting(
            f"{KIND}/{code}",
            due and due.astimezone(zone),
            due is not None and due <= moment,
        )
        for code, due in rows
    ]
