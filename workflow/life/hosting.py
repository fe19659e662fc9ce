"""Taking up an event to say something of it: by whoever may, one after the other."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from models import EventState, ProgrammeEvent, Text
from workflow.actor import Actor
from workflow.errors import Blocker
from workflow.life.entries import refuse, today_in
from workflow.life.standing import HOSTS, standing_in


def may_host(
    session: Session, programme_id: int, district_id: int | None, actor: Actor, now: datetime
) -> None:
    """Raises Refusal unless `actor` holds events in the district, or in the whole programme."""
    today = today_in(session, programme_id, now)
    refuse(standing_in(session, programme_id, district_id, actor, today).blockers(HOSTS))


def take_up(session: Session, event: ProgrammeEvent, actor: Actor, now: datetime) -> None:
    """Make others who record something of the event wait, and read it as it now is. Raises
    Refusal unless `actor` holds it."""
    may_host(session, event.programme_id, event.district_id, actor, now)
    session.flush()
    session.refresh(event, with_for_update=True)


def held_blockers(event: ProgrammeEvent) -> Iterator[Blocker]:
    """Unless the event was held."""
    if event.state != EventState.HELD:
        yield Blocker(
            "event_not_held",
            Text(
                en=f"{event.code} is not recorded as held: record that first, if it was.",
                ru=f"{event.code}: проведение не отмечено. Сначала отметьте, если оно было.",
            ),
        )
