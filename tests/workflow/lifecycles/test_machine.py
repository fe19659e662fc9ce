"""The machine does what the lifecycle's document says, and nothing else."""

from itertools import product
from pathlib import Path

import pytest
from transitions import MachineError

from models import LifecycleVersion
from tests.make import LIFECYCLES, NOON
from workflow.documents import canonical, content_hash, read
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import Runner, runner

SHIPPED = sorted(LIFECYCLES.glob("lifecycles/*.yaml"))


def lifecycle(path: Path) -> Lifecycle:
    return read(path.read_text(encoding="utf-8"), path.name, Lifecycle)[0]


def version(document: Lifecycle) -> LifecycleVersion:
    content = canonical(document)
    return LifecycleVersion(
        kind=document.lifecycle,
        content_hash=content_hash(content),
        content=content,
        stored_at=NOON,
    )


ENROLMENT = lifecycle(LIFECYCLES / "lifecycles" / "enrolment.yaml")


@pytest.mark.parametrize(
    ("state", "trigger", "reached"),
    [
        ("new", "apply", "applied"),
        ("applied", "select", "selected"),
        ("applied", "decline", "declined"),
        ("selected", "withdraw", "withdrawn"),
        ("selected", "note_overdue", "selected"),
        ("curator_assigned", "replace_curator", "curator_assigned"),
    ],
)
def test_fire_goes_where_the_document_says(state: str, trigger: str, reached: str) -> None:
    assert Runner(ENROLMENT, "hash").fire(state, trigger) == reached


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_fire_follows_every_row_and_refuses_everything_else(path: Path) -> None:
    document = lifecycle(path)
    ready = Runner(document, "hash")
    triggers = {transition.trigger for transition in document.transitions}
    for state, trigger in product(document.states, triggers):
        transition = document.moves.get((state, trigger))
        if transition is None:
            with pytest.raises(MachineError):
                ready.fire(state, trigger)
        else:
            assert ready.fire(state, trigger) == document.target(state, transition)


@pytest.mark.parametrize("trigger", ["vanish", "to_curator_assigned", "fire", ""])
def test_fire_refuses_an_action_that_the_document_does_not_name(trigger: str) -> None:
    with pytest.raises(MachineError):
        Runner(ENROLMENT, "hash").fire("new", trigger)


def test_fire_remembers_nothing_between_subjects() -> None:
    ready = Runner(ENROLMENT, "hash")
    assert [ready.fire("new", "apply") for _ in range(2)] == ["applied", "applied"]
    with pytest.raises(MachineError):
        ready.fire("new", "select")
    assert ready.fire("applied", "select") == "selected"


def test_a_runner_is_built_once_for_equal_versions() -> None:
    assert runner(version(ENROLMENT)) is runner(version(ENROLMENT))


def test_a_runner_is_its_own_for_another_version() -> None:
    title = ENROLMENT.title.model_copy(update={"ru": "Другое название"})
    other = ENROLMENT.model_copy(update={"title": title})
    assert runner(version(other)) is not runner(version(ENROLMENT))
    assert runner(version(other)).lifecycle.title.ru == "Другое название"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_stored_version_says_the_same_as_the_document(path: Path) -> None:
    document = lifecycle(path)
    stored = version(document)
    assert runner(stored).lifecycle == document
    assert runner(stored).content_hash == stored.content_hash
