from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Initiative, Programme
from workflow.council.capacity import capacity
from workflow.council.scoring.ranking import ranking

RESERVE = "reserve"


def reserve_list(session: Session, programme: Programme) -> Sequence[Initiative]:
    """Initiatives that wait for a slot or for money, those first that rank higher; then those
    without reviews, that which has waited longest first."""
    waiting = session.scalars(
        select(Initiative)
        .where(Initiative.programme_id == programme.id, Initiative.state == RESERVE)
        .order_by(Initiative.changed_at, Initiative.id)
    ).all()
    if not waiting:  # as in a programme of cases brought in, which has no council
        return []
    places = ranking(session, programme, states=[RESERVE]).places
    return sorted(waiting, key=lambda initiative: places.get(initiative.id, len(waiting) + 1))


def next_promoted(session: Session, programme: Programme) -> Initiative | None:
    """The first on the reserve list that a free slot of its district and free money can support."""
    waiting = reserve_list(session, programme)
    if not waiting:
        return None
    free = capacity(session, programme)
    return next((i for i in waiting if free.slot_is_free(i.district_id) and free.covers(i)), None)
