"""What belongs to an initiative and has a way of its own: tranches, expenses, change requests."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import ChangeRequest, Expense, Tranche
from workflow.gate import Move, perform
from workflow.gate.perform import lock

Part = Tranche | Expense | ChangeRequest


def act_on_part(session: Session, part: Part, trigger: str, *, now: datetime, **given: Any) -> Move:
    """Take an action on a part of an initiative, as `perform` does. The initiative is locked first,
    as whoever acts on the whole does, so that they wait for each other and never in a circle.
    Raises Refusal."""
    lock(session, part.initiative)
    return perform(session, part, trigger, now=now, **given)
