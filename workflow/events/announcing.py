"""Which events other systems were told of, and which other systems hear of the rest."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from models import Programme, Subject, Webhook, WebhookCall
from workflow.events.event import Event


def unannounced(session: Session, limit: int) -> Sequence[int]:
    """Subjects to which something happened that other systems were not told of yet."""
    fresh = select(Subject.id).where(Subject.version > Subject.announced)
    return session.scalars(fresh.order_by(Subject.id).limit(limit)).all()


def announced(session: Session, events: Sequence[Event], *, now: datetime) -> int:
    """Write down that these were told of, and queue a call to each webhook that hears of them; how
    many were new. Of two who told of the same, the second changes nothing."""
    told = _locked(session, {event.subject_id for event in events})
    new = [event for event in events if event.sequence > told[event.subject_id]]
    if not new:
        return 0
    calls = list(_calls(session, new, now))
    if calls:
        session.connection().execute(insert(WebhookCall), calls)
    through = {event.subject_id: event.sequence for event in new}
    session.connection().execute(
        _MARK, [{"subject": subject, "through": last} for subject, last in through.items()]
    )
    return len(new)


def _locked(session: Session, subject_ids: set[int]) -> dict[int, int]:
    """How many entries of each were told of; others who announce wait until we are done."""
    rows = session.execute(
        select(Subject.id, Subject.announced)
        .where(Subject.id.in_(subject_ids))
        .order_by(Subject.id)
        .with_for_update(of=Subject, key_share=True)
    )
    return {subject_id: sequence for subject_id, sequence in rows}


def _calls(session: Session, events: Sequence[Event], now: datetime) -> Iterator[dict[str, Any]]:
    """A webhook hears of what happens after it was added; who stops it meanwhile waits for us."""
    webhooks = session.execute(
        select(Webhook, Programme.code)
        .join(Programme, Programme.id == Webhook.programme_id)
        .where(Webhook.stopped_at.is_(None))
        .order_by(Webhook.id)
        .with_for_update(of=Webhook, read=True)
    ).all()
    for event in events:
        for webhook, programme in webhooks:
            ours = programme == event.programme and event.at >= webhook.created_at
            if ours and any(fnmatchcase(event.name, pattern) for pattern in webhook.events):
                yield {
                    "webhook_id": webhook.id,
                    "subject_id": event.subject_id,
                    "sequence": event.sequence,
                    "queued_at": now,
                    "next_attempt_at": now,
                }


_MARK = (
    update(Subject).where(Subject.id == bindparam("subject")).values(announced=bindparam("through"))
)
