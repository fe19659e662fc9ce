import pytest

from models import Text
from tests.make import LIFECYCLES
from tests.workflow.replay.logs import LIFECYCLE, declared
from workflow.errors import BadDocument

FIRST = "from: [new], to: review, by: [leader]"
REVIEW = "review: {title: {ru: У экспертов, en: With the experts}"


def mistakes(text: str) -> list[str]:
    with pytest.raises(BadDocument) as bad:
        declared(text)
    return bad.value.lines


@pytest.mark.parametrize(
    ("written", "field", "words"),
    [
        ("guards: [reviews_are_in]", "guards", "a case has no guards"),
        ("effects: [keep_version]", "effects", "a case has no effects"),
        ("cascades: [{on: reviews, do: pause}]", "cascades", "a case has no cascades"),
        ("notify: [{to: [leader], template: overdue}]", "notify", "a case sends no letters"),
        ("facts: {amount: money}", "facts", "a case is told no facts"),
        ("reason: required", "reason", "a case needs no reason"),
    ],
)
def test_an_action_of_a_case_has_nothing_that_a_log_does_not_tell(
    written: str, field: str, words: str
) -> None:
    (told,) = mistakes(LIFECYCLE.replace(FIRST, f"{FIRST}, {written}"))
    assert told.startswith(f"lifecycle.yaml, line 11, transitions.0.{field}: {words}")


def test_a_state_of_a_case_has_no_deadlines_and_pauses_none() -> None:
    due = "{report: {due: {days: 3}, met_by: [support], then: reject}}"
    told = mistakes(LIFECYCLE.replace(REVIEW, f"{REVIEW}, deadlines: {due}, pauses: [x]"))
    assert [line.split(":")[0] for line in told] == [
        "lifecycle.yaml, line 6, states.review.deadlines",
        "lifecycle.yaml, line 6, states.review.pauses",
    ]


def test_a_lifecycle_of_cases_passes_the_linter_of_all_lifecycles() -> None:
    told = mistakes(LIFECYCLE.replace("to: rejected, by: [chair]", "to: nowhere, by: [nobody]"))
    assert [line.split(": ", 1)[1] for line in told] == [
        "no way leads to rejected; add a transition to it or remove it",
        "there is no role nobody; known: chair, clock, coordinator, curator, deputy, evaluator, "
        "expert, leader, resident, reviewer, secretary, treasurer",
        "there is no state nowhere",
    ]


def test_every_action_is_pinned_as_one_of_the_clock_too_and_says_its_source() -> None:
    found = declared()
    for written, pinned in zip(found.document.transitions, found.pinned.transitions, strict=True):
        assert pinned.by == tuple(dict.fromkeys((*written.by, "clock")))
        assert pinned.facts == {"log": "text", "event": "number"}
    assert found.left_out == ()


def test_the_lifecycle_of_another_kind_is_taken_by_its_ways() -> None:
    found = declared((LIFECYCLES / "lifecycles" / "initiative.yaml").read_text(encoding="utf-8"))
    assert found.pinned.lifecycle == "case"
    assert found.pinned.title == Text(ru="Инициатива", en="Initiative")
    assert found.left_out == (
        *("guards", "effects", "cascades", "notify", "facts", "reason", "overrides"),
        *("deadlines", "pauses"),
    )
    ways = {way: found.document.target(way[0], t) for way, t in found.document.moves.items()}
    assert {way: found.pinned.target(way[0], t) for way, t in found.pinned.moves.items()} == ways
    assert not any(state.deadlines or state.pauses for state in found.pinned.states.values())
    assert not any(t.guards or t.effects or t.notify for t in found.pinned.transitions)
