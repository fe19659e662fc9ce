from datetime import datetime

from prefect import flow, get_run_logger, task

from config.clock import now
from config.settings import web_address
from flows.alerts import alert
from flows.sweeping import run_name
from models.database import transaction
from workflow.history.checkpoints.published import queue_letters
from workflow.history.checkpoints.taking import take_checkpoint


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def checkpoint_histories(as_of: datetime | None = None) -> int:
    """Commit to all histories as they stand, once a day of UTC, and tell the outside evaluators of
    it; the checkpoint's number, or 0 where the day has one already.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    return checkpoint(as_of or now())


@task(retries=3, retry_delay_seconds=[1, 5, 20], persist_result=False)
def checkpoint(as_of: datetime) -> int:
    """The checkpoint and its letters, in one transaction."""
    with transaction() as session:
        taken = take_checkpoint(session, now=as_of)
        if taken is None:
            get_run_logger().info("this day has its checkpoint")
            return 0
        page = f"{web_address()}/checkpoints"
        letters = queue_letters(session, taken, page=page, now=as_of)
    line = "checkpoint %s of %s leaves, root %s; %s letters queued"
    get_run_logger().info(line, taken.number, taken.size, taken.root, letters)
    return taken.number
