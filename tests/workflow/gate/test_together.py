"""Many subjects through the gate at once: what one by one would have made, to the hash."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from models import Deadline, Initiative, Review, Subject
from tests.make import Competition
from tests.workflow.gate.random_acts import everything
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue
from workflow.gate.perform import is_alike
from workflow.history.verify import verify
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner

CLOCK = Actor.clock("enforce_deadlines")
KINDS = ("initiative", "review")


def proposals(competition: Competition, count: int) -> list[Initiative]:
    return [competition.initiative(f"1-{n:02}") for n in range(1, count + 1)]


def lifecycle_of(subject: Initiative | Review) -> Lifecycle:
    return runner(subject.lifecycle_version).lifecycle


def closing(competition: Competition) -> Sequence[int]:
    """Deadlines of a stage that closes at this moment."""
    due = select(Deadline.due_at).order_by(Deadline.due_at.desc())
    competition.now = competition.session.scalars(due.where(Deadline.name == "submission")).all()[0]
    return overdue(competition.session, competition.now, kinds=KINDS)


def what_is_made(competition: Competition, batches: Sequence[Sequence[int]]) -> Any:
    """Everything in the database after the batches; nothing of it is kept."""
    session = competition.session
    with session.begin_nested() as undone:
        for batch in batches:
            enforce(session, batch, actor=CLOCK, now=competition.now)
        assert verify(session).sound
        made = everything(session)
        undone.rollback()
    session.expire_all()
    return made


def test_a_stage_closed_at_once_makes_what_one_by_one_makes(competition: Competition) -> None:
    proposals(competition, 4)
    competition.act(proposals_under_way := competition.at("returned", "1-09"), "submit", "leader")
    assert proposals_under_way.state == "expert_review"
    passed = closing(competition)
    assert len(passed) > 4

    together = what_is_made(competition, [passed])

    assert together == what_is_made(competition, [[each] for each in passed])
    states = [state for kind, _, state, *_ in together["subjects"] if kind == "initiative"]
    assert sorted(states) == ["expert_review", *["withdrawn"] * 4]


def test_each_has_its_own_history_and_letter(competition: Competition) -> None:
    initiatives = proposals(competition, 3)

    done = enforce(competition.session, closing(competition), actor=CLOCK, now=competition.now)

    assert [each.reference for each in done] == [i.reference for i in initiatives]
    assert {(each.move.trigger, each.move.sequence) for each in done if each.move} == {("lapse", 2)}
    letters = [
        row for row in everything(competition.session)["letters"] if "initiative_lapsed" in row
    ]
    assert len(letters) == 3 * 2  # to the leader and to the coordinator


def test_what_follows_for_others_follows_from_each(competition: Competition) -> None:
    """Those that were returned lapse, and their experts are released."""
    for code in ("1-01", "1-02"):
        initiative = competition.at("expert_review", code)
        expert = Actor.person(competition.reviews(initiative)[0].expert_id)
        competition.act(initiative, "return_for_revision", "", actor=expert, reason="Нет сметы")
    competition.later(days=60)

    passed = overdue(competition.session, competition.now, kinds=["initiative"])
    enforce(competition.session, passed, actor=CLOCK, now=competition.now)

    states = select(Review.state)
    assert set(competition.session.scalars(states)) == {"released"}


def statements(competition: Competition, count: int) -> int:
    """How many statements closing a stage of so many proposals takes."""
    proposals(competition, count)
    passed = closing(competition)
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    connection = competition.session.connection()
    event.listen(connection, "before_cursor_execute", note)
    enforce(competition.session, passed, actor=CLOCK, now=competition.now)
    event.remove(connection, "before_cursor_execute", note)
    return len(seen)


def test_ten_times_as_many_take_no_more_statements(competition: Competition) -> None:
    with competition.session.begin_nested() as undone:
        few = statements(competition, 3)
        undone.rollback()
    competition.session.expire_all()

    assert statements(competition, 30) <= few


@pytest.mark.parametrize(
    ("state", "trigger", "alike"),
    [
        ("proposal", "lapse", True),
        ("approval", "note_overdue", True),
        ("approval", "approve", False),  # guards and an effect
        ("approval", "reject", False),  # a reason and a guard
        ("implementation", "change_plan", False),  # effects
        ("proposal", "withdraw", False),  # not the clock's
    ],
)
def test_only_what_nothing_makes_different_is_taken_together(
    competition: Competition, state: str, trigger: str, alike: bool
) -> None:
    moves = lifecycle_of(competition.initiative()).moves

    assert is_alike(moves[state, trigger]) is alike


def test_what_waits_longest_is_done_first(competition: Competition) -> None:
    """A review is due before the stage of proposals ends, and its subject is the younger one."""
    competition.initiative("1-01")
    competition.reviews(competition.at("expert_review", "1-02"))
    closing(competition)

    passed = overdue(competition.session, competition.now, kinds=KINDS)
    done = enforce(competition.session, passed[::-1], actor=CLOCK, now=competition.now)

    assert [each.reference.split("/")[0] for each in done][:2] == ["review", "review"]
    assert done[-1].reference == "initiative/1-01"


def test_what_a_step_before_has_moved_on_is_left_alone(competition: Competition) -> None:
    """A proposal lapses while a review of it is overdue: its expert is released, not reminded."""
    session, initiative = competition.session, competition.at("expert_review")
    review, _ = competition.reviews(initiative)
    expert = Actor.person(review.expert_id)
    competition.act(initiative, "return_for_revision", "", actor=expert, reason="Нет сметы")
    revision = select(Deadline.due_at).where(Deadline.name == "revision")
    later = session.scalars(revision).one() + timedelta(days=1)
    # Past the gate: a lifecycle in which reviews are not paused.
    session.execute(update(Subject).where(Subject.id == review.id).values(state="assigned"))
    running = update(Deadline).where(Deadline.subject_id == review.id)
    session.execute(running.values(paused_at=None, acts_at=later))

    passed = overdue(session, later, kinds=KINDS)
    done = enforce(session, passed, actor=CLOCK, now=later)

    assert [each.move.trigger for each in done if each.move] == ["lapse"]
    assert session.get_one(Review, review.id).state == "released"
