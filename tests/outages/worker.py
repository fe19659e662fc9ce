"""The sweeps of one moment, as Prefect runs them, in a process in which something goes wrong:
`python -m tests.outages.worker MOMENT POINT HIT DEED`.

At the HIT-th time that the POINT is reached, the DEED is done: `kill` ends this process as a power
cut would, `restart` takes the database away from under it for a moment.
"""

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from pgserver import _commands
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from sqlalchemy import event
from sqlalchemy.orm import Session

from flows.deadlines import enforce_deadlines
from flows.letters import deliver_notifications, send_reminders
from flows.monitoring import monitoring_round

POINTS = ("before commit", "after commit", "after send", "before mark")
DEEDS = ("kill", "restart")
SWEEPS = (enforce_deadlines, monitoring_round, send_reminders, deliver_notifications)


class Fault:
    """Counts how often its point is reached, and strikes once."""

    def __init__(self, point: str, hit: int, deed: Callable[[], None]) -> None:
        self.point = point
        self.left = hit
        self.deed = deed
        self.is_sent = False

    def reached(self, point: str) -> None:
        if point != self.point:
            return
        self.left -= 1
        if self.left == 0:
            self.deed()

    def install(self) -> None:
        event.listen(Session, "before_commit", lambda _session: self._before_commit())
        event.listen(Session, "after_commit", lambda _session: self.reached("after commit"))
        accepted, fault = smtplib.SMTP.data, self

        def data(self: smtplib.SMTP, msg: Any) -> tuple[int, bytes]:
            answer = accepted(self, msg)
            fault.is_sent = True
            fault.reached("after send")
            return answer

        smtplib.SMTP.data = data  # type: ignore[method-assign]

    def _before_commit(self) -> None:
        self.reached("before commit")
        if self.is_sent:
            self.is_sent = False
            self.reached("before mark")


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def restart() -> None:
    folder = Path(os.environ["OUTAGE_POSTGRES"])
    user = "pgserver" if os.geteuid() == 0 else None
    arguments = ["-w", "-m", "immediate", "-l", str(folder / "log"), "restart"]
    _commands.pg_ctl(arguments, pgdata=folder, user=user)  # type: ignore[attr-defined]
    print("restarted", flush=True)


if __name__ == "__main__":
    moment, point, hit, deed = sys.argv[1:]
    Fault(point, int(hit), {"kill": kill, "restart": restart}.get(deed, lambda: None)).install()
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):  # it waits at each end
        for sweep in SWEEPS:
            sweep(as_of=datetime.fromisoformat(moment))
