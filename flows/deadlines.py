from collections.abc import Sequence
from datetime import datetime

from prefect import flow, get_run_logger, task

from config.clock import now
from flows.sweeping import one_by_one, run_name
from models import (
    ChangeRequest,
    Deadline,
    Enrolment,
    Expense,
    Initiative,
    Meeting,
    MonitoringRound,
    Review,
    Tranche,
)
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue
from workflow.errors import Refusal

COMPETITION = tuple(
    kind.__tablename__
    for kind in (Initiative, Enrolment, Review, Meeting, Tranche, Expense, ChangeRequest)
)
MONITORING = (MonitoringRound.__tablename__,)


@task(task_run_name="deadline-{deadline_id}", retries=3, retry_delay_seconds=[1, 5, 20])
def enforce_one(deadline_id: int, as_of: datetime, flow_name: str) -> bool:
    """One deadline, one transaction. A refusal is a rule's answer: logged, not retried; the
    deadline stays open, and the next sweep asks again."""
    logger = get_run_logger()
    try:
        with transaction() as session:
            move = enforce(session, deadline_id, actor=Actor.clock(flow_name), now=as_of)
            if move is None:
                return False
            reference = session.get_one(Deadline, deadline_id).subject.reference
    except Refusal as refusal:
        logger.warning("deadline %s: %s", deadline_id, refusal)
        return False
    logger.info("%s: %s → %s (%s)", reference, move.from_state, move.to_state, move.trigger)
    return True


def sweep(kinds: Sequence[str], as_of: datetime | None, flow_name: str) -> int:
    """Enforce the passed deadlines of these kinds of subject, the oldest first; how many."""
    moment = as_of or now()
    with reading() as session:
        passed = overdue(session, moment, kinds=kinds)
    return one_by_one(passed, lambda deadline_id: enforce_one(deadline_id, moment, flow_name))


@flow(flow_run_name=run_name)
def enforce_deadlines(as_of: datetime | None = None) -> int:
    """Do what passed deadlines of the competition say; how many were enforced.

    `as_of` is the moment to count from, the present if not given.
    """
    return sweep(COMPETITION, as_of, "enforce_deadlines")


@flow(flow_run_name=run_name)
def monitoring_round(as_of: datetime | None = None) -> int:
    """Open and close the monitoring rounds whose moment has come; how many.

    `as_of` is the moment to count from, the present if not given.
    """
    return sweep(MONITORING, as_of, "monitoring_round")
