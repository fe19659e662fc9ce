"""The lifecycles that a programme names are checked with it, each in its own file."""

import pytest

from models import Motion
from tests import make
from tests.workflow.programme.complaints import complaints
from workflow.errors import BadDocument


def line_of(kind: str, words: str) -> int:
    """Where `words` first stand in a shipped lifecycle."""
    text = (make.LIFECYCLES / "lifecycles" / f"{kind}.yaml").read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("kind", ["enrolment", "monitoring_round"])
def test_lint_refuses_the_lifecycle_of_another_kind(kind: str) -> None:
    file = f"lifecycles/{kind}.yaml"
    assert complaints("lifecycles/initiative.yaml", file) == [
        f"{file}, line {line_of(kind, 'lifecycle: ')}, lifecycle: "
        f"this is the lifecycle of {kind}, not of initiative"
    ]


def test_lint_names_the_file_of_a_lifecycle_with_a_mistake() -> None:
    deadline = line_of("initiative", "{end_of: proposals")
    guard = line_of("initiative", "{stage: proposals")
    assert complaints("{code: proposals", "{code: ideas") == [
        f"lifecycles/initiative.yaml, line {deadline}, "
        "states.proposal.deadlines.submission.due.end_of: the calendar has no stage proposals",
        f"lifecycles/initiative.yaml, line {guard}, transitions.0.guards.0: "
        "stage_is_open: the calendar has no stage proposals",
    ]


def test_lint_says_where_a_guard_names_an_unknown_stage() -> None:
    guard = line_of("enrolment", "{stage: applications")
    assert complaints("{code: applications", "{code: beginning") == [
        f"lifecycles/enrolment.yaml, line {guard}, transitions.0.guards.0: "
        "stage_is_open: the calendar has no stage applications"
    ]


UNKNOWN_NAMES: dict[str, tuple[str, str, str]] = {
    "amount": (
        "initiative",
        "{amount: 100 000}",
        "request_at_most: “x” is not an amount of money",
    ),
    "moment": (
        "monitoring_round",
        "{field: opens_at}",
        "moment_has_come: the subject has no moment x",
    ),
    "fact": ("enrolment", "{fact: curator}", "person_is_curator: the action is not told x"),
    "state": (
        "initiative",
        "{state: curator_assigned}",
        "district_takes_part: the enrolment of a district has no state x",
    ),
    "state of an initiative": (
        "review",
        "{initiative_state: expert_review}",
        "initiative_is_in: an initiative has no state x",
    ),
    "motion": (
        "initiative",
        "{motion: approve}",
        f"council_decided: the council cannot decide x; known: {', '.join(Motion)}",
    ),
}


@pytest.mark.parametrize(("kind", "old", "said"), UNKNOWN_NAMES.values(), ids=UNKNOWN_NAMES.keys())
def test_lint_refuses_a_guard_that_could_never_be_asked(kind: str, old: str, said: str) -> None:
    text = (make.LIFECYCLES / "lifecycles" / f"{kind}.yaml").read_text(encoding="utf-8")
    before, transitions, after = text.partition("\ntransitions:")
    line = (before + transitions + after[: after.index(old)]).count("\n") + 1
    changed = after.replace(old, old.partition(":")[0] + ": x}", 1)
    with pytest.raises(BadDocument) as caught:
        make.document(**{kind: before + transitions + changed})
    assert [(m.line, m.text) for m in caught.value.mistakes] == [(line, said)]


UNKNOWN_CASCADES: dict[str, tuple[str, str, str, str]] = {
    "nothing of that name": (
        "initiative",
        "{on: reviews, do: renew}",
        "{on: reports, do: renew}",
        "no reports belong to initiative",
    ),
    "what belongs to another kind": (
        "meeting",
        "{on: agenda_items, do: announce}",
        "{on: reviews, do: pause}",
        "no reviews belong to meeting",
    ),
    "no action at all": (
        "initiative",
        "{on: reviews, do: renew}",
        "{on: reviews, do: vanish}",
        "vanish is no action of the clock on reviews",
    ),
    "an action of people": (
        "meeting",
        "{on: agenda_items, do: announce}",
        "{on: agenda_items, do: adopt}",
        "adopt is no action of the clock on agenda_items",
    ),
}


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"), UNKNOWN_CASCADES.values(), ids=UNKNOWN_CASCADES.keys()
)
def test_lint_refuses_a_cascade_that_could_do_nothing(
    kind: str, old: str, new: str, said: str
) -> None:
    text = (make.LIFECYCLES / "lifecycles" / f"{kind}.yaml").read_text(encoding="utf-8")
    with pytest.raises(BadDocument) as caught:
        make.document(**{kind: text.replace(old, new, 1)})
    assert [(m.line, m.text) for m in caught.value.mistakes] == [(line_of(kind, old), said)]
