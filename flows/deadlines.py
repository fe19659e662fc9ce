from collections.abc import Sequence
from datetime import datetime

from prefect import flow, get_run_logger, task
from prefect.deployments import run_deployment

from config.clock import now
from flows.alerts import alert
from flows.reporting import Report, reporting
from flows.sweeping import in_parts, run_name, together_or_one_by_one
from models import (
    ChangeRequest,
    Consent,
    Enrolment,
    Expense,
    Initiative,
    Meeting,
    Review,
    Tranche,
)
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.deadlines.sweep import Enforced, due_programmes, enforce, overdue

COMPETITION = tuple(
    kind.__tablename__
    for kind in (
        *(Initiative, Enrolment, Review, Meeting, Tranche, Expense, ChangeRequest),
        Consent,
    )
)
IN_PROGRAMME = "enforce-in-programme/enforce-in-programme"
"""The deployment that sweeps one programme, wherever a worker is free."""


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def enforce_deadlines(as_of: datetime | None = None, spread: bool = False) -> int:
    """Do what passed deadlines of the competition say; how many steps were taken here.

    Args:
        as_of: The moment to count from, the present if not given.
        spread: Leave each programme to a run of its own, which any worker takes, where more than
            one has something due.
    """
    moment = as_of or now()
    with reading() as session:
        programmes = due_programmes(session, moment, kinds=COMPETITION)
    if spread and len(programmes) > 1:
        for programme_id in programmes:
            _leave_to_a_worker(programme_id, moment)
        return 0
    return sweep(programmes, COMPETITION, moment, enforce_deadlines.fn.__name__)


def _leave_to_a_worker(programme_id: int, moment: datetime) -> None:
    run_deployment(
        IN_PROGRAMME,
        parameters={"programme_id": programme_id, "as_of": moment.isoformat()},
        timeout=0,
        as_subflow=False,
        idempotency_key=f"enforce-{programme_id}-{moment.isoformat()}",
    )


@flow(
    flow_run_name="enforce-in-programme {programme_id} as of {as_of}",
    on_failure=[alert],
    on_crashed=[alert],
)
def enforce_in_programme(programme_id: int, as_of: datetime | None = None) -> int:
    """Do what passed deadlines of one programme say; how many steps were taken.

    Args:
        programme_id: Number of the programme.
        as_of: The moment to count from, the present if not given.
    """
    return sweep([programme_id], COMPETITION, as_of or now(), enforce_deadlines.fn.__name__)


def sweep(programmes: Sequence[int], kinds: Sequence[str], moment: datetime, flow_name: str) -> int:
    """Take the next step about every passed deadline of these programmes, the longest waiting
    first; how many were taken."""
    taken = 0
    with reporting(flow_name, moment, "What", "Step", "From", "To") as report:
        for programme_id in programmes:
            with reading() as session:
                passed = overdue(session, moment, kinds=kinds, programme_id=programme_id)
            for part in in_parts(passed):
                taken += enforce_some(part, moment, flow_name, report)
    return taken


@task(task_run_name="{flow_name}", retries=3, retry_delay_seconds=[1, 5, 20], persist_result=False)
def enforce_some(
    deadline_ids: Sequence[int], as_of: datetime, flow_name: str, report: Report
) -> int:
    return together_or_one_by_one(
        deadline_ids, lambda ids: enforce_at_once(ids, as_of, flow_name, report)
    )


def enforce_at_once(
    deadline_ids: Sequence[int], as_of: datetime, flow_name: str, report: Report
) -> int:
    """Some deadlines in one transaction. A refusal is a rule's answer: it is told, not retried,
    and the step is asked for again later."""
    with transaction() as session:
        done = enforce(session, deadline_ids, actor=Actor.clock(flow_name), now=as_of)
    for each in done:
        _tell(each, report)
    return sum(each.move is not None for each in done)


def _tell(done: Enforced, report: Report) -> None:
    logger = get_run_logger()
    if done.move is None:
        logger.warning("%s: %s", done.reference, done.refusal)
        report.add(done.reference, f"refused: {done.refusal}", "", "")
        return
    move = done.move
    logger.info("%s: %s → %s (%s)", done.reference, move.from_state, move.to_state, move.trigger)
    report.add(done.reference, move.trigger, move.from_state, move.to_state)
