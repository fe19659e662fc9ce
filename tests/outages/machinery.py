"""A real database, mail server and Prefect server for workers that die."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cli.server import services
from tests.notifications.conftest import MailServer

ROOT = Path(__file__).resolve().parent.parent.parent
NOTHING = ("nowhere", 0, "nothing")
"""The fault of a worker in which nothing goes wrong."""


@dataclass(frozen=True)
class Machinery:
    """What a worker needs, and where it finds it."""

    database: str
    postgres: Path
    mail: MailServer
    home: Path

    def start(
        self,
        moment: datetime,
        fault: tuple[str, int, str] = NOTHING,
        *,
        prefect: str | None = None,
    ) -> subprocess.Popen[str]:
        """A worker that makes the sweeps of a moment; `prefect`: another address of its server."""
        point, hit, deed = fault
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.outages.worker",
                moment.isoformat(),
                point,
                str(hit),
                deed,
            ],
            cwd=ROOT,
            env=self._environment(prefect),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _environment(self, prefect: str | None) -> dict[str, str]:
        ours = {
            "VMESTE_HOME": str(self.home),
            "VMESTE_DATABASE_URL": self.database,
            "VMESTE_MAIL_URL": self.mail.url,
            "VMESTE_MAIL_PER_MINUTE": "0",
            "OUTAGE_POSTGRES": str(self.postgres),
        }
        theirs = services.environment()
        return os.environ | theirs | ours | ({"PREFECT_API_URL": prefect} if prefect else {})
