"""Addresses at which nothing arrives."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import RefusedAddress
from notifications.outbox.ends import LONGEST_ERROR


def refuse_address(session: Session, address: str, error: str, now: datetime) -> None:
    """No more mail goes there. The first refusal stays on record."""
    email = address.lower()
    if session.get(RefusedAddress, email) is None:
        first = RefusedAddress(email=email, since=now, error=error[:LONGEST_ERROR])
        try:
            with session.begin_nested():
                session.add(first)
        except IntegrityError:
            pass  # another worker's letter came back at the same moment


def allow_address(session: Session, address: str) -> bool:
    """Mail goes there again; False where it never stopped."""
    refused = session.get(RefusedAddress, address.strip().lower())
    if refused is None:
        return False
    session.delete(refused)
    session.flush()
    return True
