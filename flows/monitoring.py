from datetime import datetime

from prefect import flow

from config.clock import now
from flows.alerts import alert
from flows.deadlines import sweep
from flows.sweeping import run_name
from models import MonitoringRound
from models.database import reading
from workflow.deadlines.sweep import due_programmes

MONITORING = (MonitoringRound.__tablename__,)


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def monitoring_round(as_of: datetime | None = None) -> int:
    """Open the monitoring rounds whose moment has come and invite to them, close them, compute
    what the answers came to; how many steps were taken. Results are published by the coordinator;
    those who have not answered are reminded by `send_reminders`.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    moment = as_of or now()
    taken = total = _step(moment)
    while taken:  # a round that has closed is analysed at once
        taken = _step(moment)
        total += taken
    return total


def _step(moment: datetime) -> int:
    with reading() as session:
        programmes = due_programmes(session, moment, kinds=MONITORING)
    return sweep(programmes, MONITORING, moment, monitoring_round.fn.__name__)
