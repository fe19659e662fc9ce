from collections.abc import Sequence
from datetime import datetime

from prefect import flow, get_run_logger, task
from sqlalchemy import select

from config.clock import now
from flows.alerts import alert
from flows.reporting import Report, reporting
from flows.sweeping import one_by_one, run_name
from models import Programme
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.work.risks import flag, unflagged


def with_new_risks(as_of: datetime) -> Sequence[int]:
    """Programmes with something late or silent that nobody was told of yet."""
    with reading() as session:
        programmes = session.scalars(select(Programme).order_by(Programme.id)).all()
        return [p.id for p in programmes if unflagged(session, p, now=as_of)]


@task(task_run_name="programme-{programme_id}", retries=3, retry_delay_seconds=[1, 5, 20])
def flag_in(programme_id: int, as_of: datetime, report: Report) -> int:
    """Each risk in a transaction of its own. A refusal means that the initiative has moved on."""
    logger, flagged, actor = get_run_logger(), 0, Actor.clock("watch_implementation")
    with reading() as session:
        programme = session.get_one(Programme, programme_id)
        keys = [risk.key for risk in unflagged(session, programme, now=as_of)]
    for key in keys:
        try:
            with transaction() as session:
                programme = session.get_one(Programme, programme_id)
                risk = flag(session, programme, key, actor=actor, now=as_of)
                if risk is not None:
                    logger.info("%s: %s", risk.initiative.reference, risk.text.ru)
                    report.add(risk.initiative.reference, risk.text.ru)
                    flagged += 1
        except Refusal as refusal:
            logger.warning("programme %s: %s", programme_id, refusal)
    return flagged


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def watch_implementation(as_of: datetime | None = None) -> int:
    """Flag silence and late milestones of initiatives under way, each once; how many.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    moment = as_of or now()
    with reporting("watch_implementation", moment, "Initiative", "Risk") as report:
        return one_by_one(
            with_new_risks(moment), lambda programme_id: flag_in(programme_id, moment, report)
        )
