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
from workflow.oversight.mailing import queue_report, unreported
from workflow.oversight.month import Month
from workflow.oversight.proof import Verified, verified_now


def unreported_months(as_of: datetime) -> Sequence[tuple[int, Month]]:
    """Programmes with a month that is over and was not reported on yet."""
    with reading() as session:
        programmes = session.scalars(select(Programme).order_by(Programme.id)).all()
        return [(p.id, month) for p in programmes for month in unreported(session, p, as_of)]


@task(
    task_run_name="programme-{programme_id}-{month}",
    retries=3,
    retry_delay_seconds=[1, 5, 20],
    persist_result=False,
)
def report_on(
    programme_id: int, month: Month, verified: Verified, as_of: datetime, report: Report
) -> int:
    with transaction() as session:
        programme = session.get_one(Programme, programme_id)
        queued = queue_report(session, programme, month, verified, now=as_of)
        code = programme.code
    report.add(code, str(month), str(queued))
    get_run_logger().info("%s, %s: %s letters queued", code, month, queued)
    return queued


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def report_oversight(as_of: datetime | None = None) -> int:
    """Report to coordinators and outside evaluators on each month that is over, once; how many
    letters were queued. The reports themselves are made when the letters go.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    moment = as_of or now()
    months = unreported_months(moment)
    if not months:
        return 0
    with reading() as session:
        verified = verified_now(session)
    with reporting("report_oversight", moment, "Programme", "Month", "Letters") as report:
        return one_by_one(
            range(len(months)), lambda n: report_on(*months[n], verified, moment, report)
        )
