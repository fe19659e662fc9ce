from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from models import OutboxMessage, Preference
from notifications.told import DIGEST

IS_WAITING = and_(
    OutboxMessage.delivered_at.is_(None),
    OutboxMessage.dead_at.is_(None),
    OutboxMessage.unwanted_at.is_(None),
    OutboxMessage.digest_id.is_(None),
)
GOES_BY_ITSELF = or_(
    OutboxMessage.template == DIGEST,
    ~exists().where(
        Preference.person_id == OutboxMessage.recipient_id, Preference.digest.is_(True)
    ),
)
"""Not for the daily digest of its recipient."""


def waiting(session: Session, now: datetime) -> Sequence[int]:
    """Letters to send now, the longest waiting first."""
    return session.scalars(
        select(OutboxMessage.id)
        .where(IS_WAITING, GOES_BY_ITSELF, OutboxMessage.next_attempt_at <= now)
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
    ).all()


def next_moment(session: Session) -> datetime | None:
    """When the next letter may be sent."""
    return session.scalar(
        select(func.min(OutboxMessage.next_attempt_at)).where(IS_WAITING, GOES_BY_ITSELF)
    )
