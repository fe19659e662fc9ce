"""prefect.yaml on a real server with a real worker: the schedule itself moves an initiative.

It also holds the pinned versions: with others the server does not start or does not deploy.
"""

import json
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import select

from cli.server import services
from config.settings import settings
from models import Initiative
from models.database import reading, transaction
from tests import make
from tests.cli.conftest import free_port

DEPLOYMENTS = {
    "enforce-deadlines": "flows.deadlines:enforce_deadlines",
    "enforce-in-programme": "flows.deadlines:enforce_in_programme",
    "promote-from-reserve": "flows.council:promote_from_reserve",
    "watch-implementation": "flows.work:watch_implementation",
    "monitoring-round": "flows.monitoring:monitoring_round",
    "report-oversight": "flows.oversight:report_oversight",
    "send-reminders": "flows.letters:send_reminders",
    "deliver-notifications": "flows.letters:deliver_notifications",
    "announce-changes": "flows.events:announce_changes",
    "call-webhooks": "flows.events:call_webhooks",
    "checkpoint-histories": "flows.checkpoints:checkpoint_histories",
}
PATIENCE_SECONDS = 240


@pytest.fixture
def url(new_database: Callable[[str], str]) -> str:
    """One database will do: the sweeps are tested on both."""
    return new_database("sqlite")


@pytest.fixture
def running(configured: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS", "2")
    monkeypatch.setenv("PREFECT_WORKER_QUERY_SECONDS", "2")
    monkeypatch.setattr(settings(), "prefect_port", free_port())
    with ExitStack() as stack:
        stack.enter_context(services.prefect_server())
        stack.enter_context(services.worker())
        yield


def api(path: str, body: Any) -> Any:
    request = urllib.request.Request(
        f"{services.api_url()}/{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.timeout(900)
def test_a_scheduled_deployment_moves_a_real_overdue_initiative(running: None) -> None:
    with transaction() as session:
        competition = make.competition(session)
        competition.initiative("1-01")
    deployed = {d["name"]: d for d in api("deployments/filter", {})}
    assert {name: d["entrypoint"] for name, d in deployed.items()} == DEPLOYMENTS
    assert {
        schedule["schedule"]["timezone"] for d in deployed.values() for schedule in d["schedules"]
    } == {"Asia/Novosibirsk"}

    soon = (datetime.now(UTC) + timedelta(seconds=5)).isoformat()  # noqa: TID251 — Prefect's clock
    every_ten_seconds = {"interval": 10, "anchor_date": soon, "timezone": "Asia/Novosibirsk"}
    api(
        f"deployments/{deployed['enforce-deadlines']['id']}/schedules",
        [{"schedule": every_ten_seconds, "active": True}],
    )

    assert _waits_until(lambda: _state() == "withdrawn"), _log()


def _state() -> str:
    with reading() as session:
        return session.scalars(select(Initiative.state)).one()


def _waits_until(happens: Callable[[], bool]) -> bool:
    patience = monotonic() + PATIENCE_SECONDS
    while monotonic() < patience:
        if happens():
            return True
        sleep(1)
    return False


def _log() -> str:
    logs: list[Path] = sorted((settings().home / "log").glob("*.log"))
    return "\n".join(log.read_text(errors="replace")[-3000:] for log in logs)
