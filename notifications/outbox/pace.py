from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import MailDomain

BURST = timedelta(seconds=10)
"""So much of its time a domain may get at once after a rest: at 60 letters a minute, ten."""


class Pace:
    """How fast mail goes to one recipient domain, over all workers together.

    Each letter moves the domain's `next_at` on by its share of a minute; none goes where that is
    further ahead than a burst.
    """

    def __init__(self, per_minute: int) -> None:
        self.share = timedelta(minutes=1) / per_minute if per_minute else timedelta()
        self._last: dict[str, datetime] = {}

    def later(self, session: Session, address: str, now: datetime) -> datetime | None:
        """Take the letter's turn; or say when to ask again. The row stays locked until the
        transaction ends."""
        name = address.rpartition("@")[2].lower()
        if not self.share:
            return None
        domain = _locked(session, name, now)
        if domain.next_at - BURST <= now:
            domain.next_at = max(domain.next_at, now) + self.share
            return None
        # One behind the other, or all that wait would ask again at the same moment.
        free = domain.next_at - BURST
        self._last[name] = max(free, self._last.get(name, free - self.share) + self.share)
        return self._last[name]


def _locked(session: Session, name: str, now: datetime) -> MailDomain:
    row = select(MailDomain).where(MailDomain.domain == name).with_for_update()
    found = session.scalar(row.execution_options(populate_existing=True))
    if found is None:
        try:
            with session.begin_nested():
                session.add(MailDomain(domain=name, next_at=now))
        except IntegrityError:
            pass  # another worker wrote to it for the first time at the same moment
        found = session.scalars(row.execution_options(populate_existing=True)).one()
    return found
