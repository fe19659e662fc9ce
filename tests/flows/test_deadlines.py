"""The sweeps as Prefect runs them: late, twice, twice at once."""

import subprocess
import sys
from datetime import datetime, timedelta

from sqlalchemy import func, select

from flows.deadlines import enforce_deadlines
from models import (
    HistoryEntry,
    Initiative,
    MonitoringRound,
    OutboxMessage,
    Programme,
    Review,
)
from models.database import reading, transaction
from tests.make import NOON, Competition
from workflow.meetings.agenda import convene
from workflow.reviews.planning import assign_experts

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


def test_a_late_review_and_a_late_meeting_are_noted_once_and_told(kept: Competition) -> None:
    with transaction() as session:
        programme = session.get_one(Programme, kept.programme.id)
        assign_experts(session, programme, actor=kept.actor("coordinator"), now=NOON)
        convene(
            session,
            programme,
            held_at=NOON + timedelta(days=1),
            place="Зал фонда",
            actor=kept.actor("secretary"),
            now=NOON,
            only=[],
        )
    later = AFTER_SUBMISSION - timedelta(days=30)

    assert [enforce_deadlines(as_of=later) for _ in range(2)] == [1 + 2 + 1, 0]
    with reading() as session:
        letters = session.execute(
            select(OutboxMessage.template, OutboxMessage.recipient_id).where(
                OutboxMessage.template.in_(("review_overdue", "meeting_overdue", "overdue"))
            )
        ).all()
        experts = session.scalars(select(Review.expert_id)).all()
        late = session.scalars(select(Review.state)).all()
    coordinator = kept.people["coordinator"].id
    assert sorted(tuple(letter) for letter in letters) == sorted(
        [
            ("overdue", coordinator),
            ("meeting_overdue", coordinator),
            *[("review_overdue", expert) for expert in experts],
        ]
    )
    assert late == ["assigned", "assigned"]


def test_a_sweep_after_an_outage_catches_up_and_says_how_late(kept: Competition) -> None:
    enforce_deadlines(as_of=AFTER_SUBMISSION + timedelta(hours=72))

    with reading() as session:
        facts = session.scalars(
            select(HistoryEntry.facts).where(HistoryEntry.action == "lapse")
        ).one()
    assert '"hours_late":72' in facts


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
with transaction() as session:
    done = enforce(session, ids, actor=Actor.clock("sweep"), now=now)
print(len(done))
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
