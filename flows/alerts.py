"""A flow that fails is told to those who count on it."""

import logging
from typing import Any

from prefect.client.schemas.objects import FlowRun, State

from config.clock import now
from models.database import transaction
from workflow.programme.alerts import queue_flow_failure


def alert(flow: Any, flow_run: FlowRun, state: State[Any]) -> None:
    """Queue a letter to the coordinators, once a day for each flow. Where the database is what
    failed, only Prefect can tell: its automations do."""
    try:
        with transaction() as session:
            queue_flow_failure(session, flow.name, state.message or state.name or "", now=now())
    except Exception:
        logging.getLogger(__name__).exception("nobody could be told that %s failed", flow_run.name)
