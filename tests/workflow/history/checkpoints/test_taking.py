"""A checkpoint a day, whoever asks for it and how often."""

from datetime import datetime, timedelta

from sqlalchemy import select

from models import Checkpoint, CheckpointLeaf, CheckpointNode, OutboxMessage, Subject
from tests.make import NOON, Competition
from workflow.history.checkpoints.merkle import Growing, leaf_hash, root
from workflow.history.checkpoints.published import queue_letters
from workflow.history.checkpoints.taking import take_checkpoint
from workflow.history.checkpoints.tree import leaf_data, reader

TOMORROW = NOON + timedelta(days=1)


def taken(competition: Competition, now: datetime) -> Checkpoint:
    found = take_checkpoint(competition.session, now=now)
    assert found is not None
    return found


def leaves(competition: Competition) -> list[CheckpointLeaf]:
    asked = select(CheckpointLeaf).order_by(CheckpointLeaf.position)
    return list(competition.session.scalars(asked))


def test_the_first_commits_to_the_head_of_every_history(competition: Competition) -> None:
    competition.initiative()
    first = taken(competition, NOON)

    subjects = competition.session.scalars(select(Subject).order_by(Subject.id)).all()
    assert [(leaf.subject_id, leaf.sequence, leaf.hash) for leaf in leaves(competition)] == [
        (subject.id, subject.version, subject.head) for subject in subjects
    ]
    assert [leaf.position for leaf in leaves(competition)] == list(range(len(subjects)))
    assert (first.number, first.taken_at, first.size) == (1, NOON, len(subjects))


def test_a_later_one_adds_what_went_on_since(competition: Competition) -> None:
    initiative = competition.initiative()
    first = taken(competition, NOON)
    competition.act(initiative, "submit", "leader")
    begun = competition.initiative("1-02")

    second = taken(competition, TOMORROW)

    added = [leaf.subject_id for leaf in leaves(competition)[first.size :]]
    assert (second.number, added) == (2, [initiative.id, begun.id])
    behind = select(Subject.id).where(Subject.checkpointed != Subject.version)
    assert competition.session.scalars(behind).all() == []


def test_a_day_has_one_and_a_silent_day_has_one_too(competition: Competition) -> None:
    first = taken(competition, NOON)
    competition.initiative()

    assert take_checkpoint(competition.session, now=NOON + timedelta(hours=11)) is None
    second = taken(competition, TOMORROW)
    third = taken(competition, TOMORROW + timedelta(days=3))

    assert second.size == first.size + 1
    assert (third.number, third.size, third.root) == (3, second.size, second.root)


def test_the_root_is_of_all_leaves_and_can_be_read_from_few_nodes(competition: Competition) -> None:
    for n in range(1, 4):
        competition.initiative(f"1-0{n}")
        last = taken(competition, NOON + timedelta(days=n))

    tree = Growing()
    nodes = {
        node: made.hex()
        for leaf in leaves(competition)
        for node, made in tree.add(leaf_hash(leaf_data(leaf.subject_id, leaf.sequence, leaf.hash)))
    }
    kept = competition.session.scalars(select(CheckpointNode)).all()
    assert {(node.level, node.position): node.hash for node in kept} == nodes
    assert last.root == tree.root().hex() == root(last.size, reader(competition.session)).hex()


def test_the_outside_evaluators_are_told(competition: Competition) -> None:
    page = "https://vmeste.example.org/checkpoints"
    checkpoint = taken(competition, NOON)

    assert queue_letters(competition.session, checkpoint, page=page, now=NOON) == 1

    asked = select(OutboxMessage).where(OutboxMessage.template == "checkpoint_taken")
    letter = competition.session.scalars(asked).one()
    assert letter.recipient == competition.people["evaluator"]
    assert letter.told == {
        "number": "1",
        "taken": {"ru": "02.03.2026 19:00", "en": "2026-03-02 19:00"},
        "size": str(checkpoint.size),
        "root": checkpoint.root,
        "page": page,
    }
