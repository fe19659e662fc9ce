from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from sqlalchemy.orm import Session

from workflow.history.as_of import AsOf


@dataclass(frozen=True)
class Until:
    """Up to when histories are looked at, and how far what goes on has come by then."""

    as_of: AsOf
    moment: datetime
    """The present, or the end of the day where that is earlier."""

    @classmethod
    def end_of(cls, session: Session, programme_id: int, day: date | None, now: datetime) -> Self:
        as_of = AsOf.end_of(session, programme_id, day)
        return cls(as_of, min(now, as_of.moment or now))
