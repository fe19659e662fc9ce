"""The sweeps as Prefect runs them: late, twice, twice at once."""

import subprocess
import sys
from datetime import datetime, timedelta

from sqlalchemy import func, select

from flows.deadlines import enforce_deadlines, monitoring_round
from models import HistoryEntry, Initiative, MonitoringRound
from models.database import reading
from tests.make import NOON, Competition

AFTER_SUBMISSION = datetime.fromisoformat("2026-04-30T18:00:00+07:00")


def states() -> dict[str, str]:
    with reading() as session:
        return dict(session.execute(select(Initiative.code, Initiative.state)).all())  # type: ignore[arg-type]


def entries() -> int:
    with reading() as session:
        return session.scalars(select(func.count(HistoryEntry.id))).one()


def test_nothing_happens_before_the_deadline(kept: Competition) -> None:
    assert enforce_deadlines(as_of=NOON) == 0
    assert states() == {"1-01": "proposal", "1-02": "expert_review"}


def test_passed_deadlines_are_enforced_once(kept: Competition) -> None:
    assert enforce_deadlines(as_of=AFTER_SUBMISSION) == 2
    before = entries()

    assert enforce_deadlines(as_of=AFTER_SUBMISSION + timedelta(minutes=5)) == 0
    assert states() == {"1-01": "withdrawn", "1-02": "expert_review"}
    assert entries() == before


def test_a_sweep_after_an_outage_catches_up_and_says_how_late(kept: Competition) -> None:
    enforce_deadlines(as_of=AFTER_SUBMISSION + timedelta(hours=72))

    with reading() as session:
        facts = session.scalars(
            select(HistoryEntry.facts).where(HistoryEntry.action == "lapse")
        ).one()
    assert '"hours_late":72' in facts


def test_monitoring_rounds_open_and_close_by_the_calendar(kept: Competition) -> None:
    with reading() as session:
        round_ = session.query(MonitoringRound).one()

    assert monitoring_round(as_of=round_.opens_at - timedelta(seconds=1)) == 0
    assert monitoring_round(as_of=round_.opens_at) == 1
    assert monitoring_round(as_of=round_.opens_at) == 0
    assert monitoring_round(as_of=round_.closes_at) == 1
    with reading() as session:
        assert session.query(MonitoringRound).one().state == "closed"


def test_a_round_opened_far_too_late_is_closed_by_the_next_sweep(kept: Competition) -> None:
    late = NOON + timedelta(days=200)

    assert [monitoring_round(as_of=late) for _ in range(3)] == [1, 1, 0]


def test_enforcing_leaves_the_rounds_to_their_own_flow(kept: Competition) -> None:
    enforce_deadlines(as_of=NOON + timedelta(days=200))

    with reading() as session:
        assert session.query(MonitoringRound).one().state == "planned"


SWEEP = """
import sys
from datetime import datetime
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue
now = datetime.fromisoformat(sys.argv[1])
with reading() as session:
    ids = overdue(session, now, kinds=("initiative", "enrolment"))
print(len(ids), flush=True)
sys.stdin.readline()
moved = 0
for deadline_id in ids:
    with transaction() as session:
        moved += enforce(session, deadline_id, actor=Actor.clock("sweep"), now=now) is not None
print(moved)
"""


def test_two_sweeps_at_once_do_the_work_once(kept: Competition) -> None:
    """Two processes see the same deadlines before either acts, as on two machines."""
    sweeps = [
        subprocess.Popen(
            [sys.executable, "-c", SWEEP, AFTER_SUBMISSION.isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for sweep in sweeps:
        assert sweep.stdout is not None
        assert sweep.stdout.readline() == "2\n"
    before = entries()
    moved = [int(sweep.communicate("go\n")[0]) for sweep in sweeps]

    assert [sweep.returncode for sweep in sweeps] == [0, 0]
    assert sum(moved) == 2
    assert entries() == before + 2
