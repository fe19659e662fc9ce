from collections.abc import Sequence
from datetime import datetime

from prefect import flow, get_run_logger, task
from sqlalchemy import select

from config.clock import now
from flows.alerts import alert
from flows.reporting import Report, reporting
from flows.sweeping import one_by_one, run_name
from models import Programme, Subject
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.council.reserve import next_promoted
from workflow.errors import Refusal
from workflow.meetings.decisions import promote


def promotable() -> Sequence[int]:
    """Programmes with something on the reserve list that a slot and money now suffice for."""
    with reading() as session:
        programmes = session.scalars(select(Programme).order_by(Programme.id)).all()
        return [p.id for p in programmes if next_promoted(session, p) is not None]


@task(task_run_name="programme-{programme_id}", retries=3, retry_delay_seconds=[1, 5, 20])
def promote_in(programme_id: int, as_of: datetime, report: Report) -> int:
    """A refusal means that somebody took the slot or the money meanwhile: the next sweep looks
    again."""
    promoted, actor = 0, Actor.clock("promote_from_reserve")
    try:
        while True:
            with transaction() as session:
                programme = session.get_one(Programme, programme_id)
                move = promote(session, programme, actor=actor, now=as_of)
                if move is None:
                    break
                reference = session.get_one(Subject, move.subject_id).reference
            promoted += 1
            report.add(reference)
            get_run_logger().info("%s is supported from the reserve list", reference)
    except Refusal as refusal:
        get_run_logger().warning("programme %s: %s", programme_id, refusal)
    return promoted


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def promote_from_reserve(as_of: datetime | None = None) -> int:
    """Support from the reserve lists what a free slot and free money suffice for; how many.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    moment = as_of or now()
    with reporting("promote_from_reserve", moment, "Initiative") as report:
        return one_by_one(
            promotable(), lambda programme_id: promote_in(programme_id, moment, report)
        )
