"""The half of the pseudonyms' key that is in the database: made when the first linked round opens,
destroyed when the last that is compared has closed."""

from secrets import token_hex

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from models import LinkSalt, MonitoringRound, RoundMode

_AHEAD = ("new", "planned", "open")
"""States of a round that may still take in answers."""


def make_salt(session: Session, programme_id: int) -> None:
    """Unless there is one."""
    if session.get(LinkSalt, programme_id) is None:
        session.add(LinkSalt(programme_id=programme_id, salt=token_hex(32)))
        session.flush()


def is_destroyed(session: Session, programme_id: int) -> bool:
    """From then on no pseudonym can be made that fits those of before."""
    known = session.get(LinkSalt, programme_id, populate_existing=True)
    return known is not None and known.salt is None


def destroy_salt(session: Session, closing: MonitoringRound) -> bool:
    """Destroy it where a round that was compared with another has closed, and no linked round is
    still to come; whether it was done now."""
    known = session.get(LinkSalt, closing.programme_id, populate_existing=True)
    ours = MonitoringRound.programme_id == closing.programme_id
    others = and_(ours, MonitoringRound.id != closing.id)
    still = and_(
        others, MonitoringRound.mode == RoundMode.LINKED, MonitoringRound.state.in_(_AHEAD)
    )
    compared = and_(
        others, MonitoringRound.baseline_id.is_not(None), MonitoringRound.state.not_in(_AHEAD)
    )
    was_compared = closing.baseline_id is not None or _is_any(session, compared)
    if known is None or known.salt is None or not was_compared or _is_any(session, still):
        return False
    known.salt = None
    session.flush()
    return True


def _is_any(session: Session, such: ColumnElement[bool]) -> bool:
    return session.scalars(select(MonitoringRound).where(such).limit(1)).first() is not None
