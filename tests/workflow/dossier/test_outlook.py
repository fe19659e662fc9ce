"""Whose move it is, in every state of an initiative's lifecycle."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models import DeadlineOutcome, Role, Text
from tests import make
from tests.make import Competition, day
from workflow.dossier import Dossier, dossier
from workflow.dossier.chronicle import Entry
from workflow.dossier.outlook.situation import Asked, Part, Situation
from workflow.dossier.outlook.turns import Outlook, Turn, Waits, outlook
from workflow.dossier.terms import Pause, Term
from workflow.errors import Blocker
from workflow.gate.possibilities import Possibility
from workflow.history.as_of import AsOf
from workflow.lifecycles.document import CLOCK, LEADER, Lifecycle

NOON = datetime(2017, 4, 5, 12, tzinfo=UTC)
DUE = NOON + timedelta(days=5)
TITLE = Text(ru="Что", en="What")
HOLDERS: dict[str, tuple[int, ...]] = {
    LEADER: (1,),
    Role.COORDINATOR: (2,),
    Role.CHAIR: (3,),
    Role.SECRETARY: (4,),
    Role.TREASURER: (5,),
}
FINAL = ("completed", "rejected", "withdrawn", "terminated")


@pytest.fixture(scope="module")
def lifecycle() -> Lifecycle:
    return make.document().lifecycles["initiative"]


def entry(to_state: str, **given: Any) -> Entry:
    fields: dict[str, Any] = {
        "subject_id": 1,
        "kind": "initiative",
        "code": "1-01",
        "kind_title": TITLE,
        "sequence": 1,
        "action": "act",
        "title": TITLE,
        "from_state": "before",
        "to_state": to_state,
        "state_title": TITLE,
        "at": NOON,
        "actor_id": 1,
        "flow": None,
        "on_behalf_of_id": None,
        "reason": None,
        "facts": {},
        "kinds": {},
        "remark": None,
        "struck": (),
        "hash": "",
    }
    return Entry(**fields | given)


def term(name: str, kind: str = "initiative", code: str = "1-01", **given: Any) -> Term:
    fields: dict[str, Any] = {
        "subject_id": 1,
        "awaited": TITLE,
        "met_by": (),
        "responsible": (),
        "opened_at": NOON,
        "due_at": DUE,
        "shifts": (),
        "pauses": (),
        "outcome": None,
        "closed_at": None,
        "days_late": None,
    }
    return Term(kind=kind, code=code, name=name, **fields | given)


def situation(lifecycle: Lifecycle, state: str, *parts: Part, **given: Any) -> Situation:
    fields: dict[str, Any] = {
        "entries": [entry(state)],
        "terms": [term(name) for name in lifecycle.states[state].deadlines],
        "holders": HOLDERS,
    }
    return Situation(lifecycle, state, parts=parts, **fields | given)


def part(kind: str, state: str, code: str = "1-01.1", **given: Any) -> Part:
    return Part(kind, code, TITLE, state, **given)


def told(turn: Turn) -> tuple[str, tuple[str, ...], tuple[int, ...], list[str], str]:
    deeds = [deed.in_("en") for deed in turn.deeds]
    return turn.waits, turn.roles, turn.people, deeds, turn.code


WORK = "Submit the creative report"
CASES: list[tuple[str, list[Part], list[tuple[Any, ...]]]] = [
    ("new", [], [("deed", ("leader",), (1,), ["Begin a proposal"], "")]),
    ("proposal", [], [("deed", ("leader",), (1,), ["Submit the proposal"], "")]),
    ("returned", [], [("deed", ("leader",), (1,), ["Submit the proposal"], "")]),
    ("expert_review", [], [("assignment", ("coordinator",), (2,), [], "")]),
    (
        "expert_review",
        [
            part("review", "assigned", person_id=7),
            part("review", "submitted", "1-01.2", person_id=8),
            part("review", "set_aside", "1-01.3", person_id=9),
        ],
        [("review", ("reviewer",), (7,), [], "1-01.1")],
    ),
    (
        "expert_review",
        [part("review", "submitted", person_id=7)],
        [("calendar", ("clock",), (), ["Conclude the review"], "")],
    ),
    ("approval", [], [("agenda", ("secretary", "chair", "coordinator"), (4, 3, 2), [], "")]),
    (
        "approval",
        [part("agenda_item", "postponed")],
        [("agenda", ("secretary", "chair", "coordinator"), (4, 3, 2), [], "")],
    ),
    (
        "approval",
        [part("agenda_item", "waiting", held_at=DUE)],
        [("meeting", ("chair", "secretary"), (3, 4), [], "1-01.1")],
    ),
    (
        "approval",
        [part("agenda_item", "voting", motion="approve")],
        [("vote", ("chair", "secretary"), (3, 4), [], "1-01.1")],
    ),
    (
        "approval",
        [part("agenda_item", "decided", motion="reject")],
        [("announcement", ("chair", "secretary"), (3, 4), [], "1-01.1")],
    ),
    ("reserve", [], [("deed", ("coordinator",), (2,), ["Support from the reserve"], "")]),
    ("funding", [], [("deed", ("coordinator",), (2,), ["Draw up the agreement"], "")]),
    (
        "funding",
        [part("tranche", "planned", ordinal=1), part("tranche", "planned", "1-01.2", ordinal=2)],
        [("deed", ("coordinator",), (2,), ["Release"], "1-01.1")],
    ),
    (
        "funding",
        [part("tranche", "paid", ordinal=1)],
        [("deed", ("coordinator",), (2,), ["Draw up the agreement"], "")],
    ),
    ("implementation", [], [("deed", ("leader",), (1,), [WORK], "")]),
    (
        "suspended",
        [],
        [("deed", ("coordinator",), (2,), ["Resume", "Terminate the funding"], "")],
    ),
    (
        "creative_report",
        [],
        [("deed", ("coordinator",), (2,), ["Return the report", "Accept the report"], "")],
    ),
    ("presentation", [], [("deed", ("coordinator",), (2,), ["Record the presentation"], "")]),
    ("winding_up", [], [("deed", ("treasurer",), (5,), ["Close the books"], "")]),
    *((state, [], []) for state in FINAL),
]


@pytest.mark.parametrize(("state", "parts", "turns"), CASES)
def test_the_outlook_says_whose_move_it_is(
    lifecycle: Lifecycle, state: str, parts: list[Part], turns: list[tuple[Any, ...]]
) -> None:
    found = outlook(situation(lifecycle, state, *parts))

    assert [told(turn) for turn in found.turns] == turns
    assert (found.ended is not None) == (state in FINAL)
    has_deadline = bool(lifecycle.states[state].deadlines)
    assert found.due_at == (DUE if has_deadline else None)


def test_there_is_a_case_for_every_state(lifecycle: Lifecycle) -> None:
    assert {state for state, _, _ in CASES} == lifecycle.states.keys()


def test_after_the_agreement_is_drawn_up_it_is_to_be_signed(lifecycle: Lifecycle) -> None:
    drawn = entry("funding", sequence=2, action="draw_up_agreement", from_state="funding")

    found = outlook(situation(lifecycle, "funding", entries=[entry("funding"), drawn]))

    (turn,) = found.turns
    assert [deed.en for deed in turn.deeds] == ["Record that the agreement is signed"]


def test_a_review_has_its_own_deadline_and_lateness(lifecycle: Lifecycle) -> None:
    late = term("review", "review", "1-01.1", outcome=DeadlineOutcome.MISSED, days_late=3)
    given = {"terms": [term("review"), late]}

    found = outlook(
        situation(lifecycle, "expert_review", part("review", "assigned", person_id=7), **given)
    )

    assert [(turn.code, turn.days_late) for turn in found.turns] == [("1-01.1", 3)]
    assert (found.due_at, found.days_late, found.besides) == (DUE, None, ())


def test_a_paused_deadline_is_said_to_be(lifecycle: Lifecycle) -> None:
    waits = term("revision", pauses=(Pause(NOON, None),))

    assert outlook(situation(lifecycle, "returned", terms=[waits])).is_paused


def test_what_else_is_due_stands_beside(lifecycle: Lifecycle) -> None:
    check = term("check", "expense", "1-01.e1", responsible=(Role.TREASURER,))
    over = term("answer", "change_request", "1-01.c1", closed_at=NOON)
    given = {"terms": [term("report"), check, over]}
    parts = [part("expense", "reported", "1-01.e1"), part("change_request", "accepted", "1-01.c1")]

    (turn,) = outlook(situation(lifecycle, "implementation", *parts, **given)).besides

    assert (turn.kind, turn.code, turn.people, turn.due_at) == ("expense", "1-01.e1", (5,), DUE)


def answer(role: str, person_id: int | None, trigger: str, *codes: str) -> Asked:
    blockers = tuple(Blocker(code, Text(ru=code)) for code in codes)
    return Asked((role,), person_id, (Possibility(trigger, TITLE, "", False, {}, blockers),))


def test_what_the_gate_objects_to_stands_in_the_way(lifecycle: Lifecycle) -> None:
    asked = [answer(LEADER, 1, "submit", "budget_adds_up", "milestones_are_planned")]

    (turn,) = outlook(situation(lifecycle, "proposal", asked=asked)).turns

    assert [text.ru for text in turn.hindrances] == ["budget_adds_up", "milestones_are_planned"]


def test_what_one_may_do_is_hindered_by_nobody_elses_conflict(lifecycle: Lifecycle) -> None:
    holders = HOLDERS | {Role.COORDINATOR: (2, 6)}
    asked = [
        answer(Role.COORDINATOR, 2, "present", "conflict_of_interest"),
        answer(Role.COORDINATOR, 6, "present"),
    ]

    (turn,) = outlook(situation(lifecycle, "presentation", asked=asked, holders=holders)).turns

    assert (turn.people, turn.hindrances) == ((6,), ())


def test_the_clock_is_hindered_by_what_the_gate_tells_it(lifecycle: Lifecycle) -> None:
    asked = [answer(CLOCK, None, "conclude_review", "reviews_are_in")]
    parts = [part("review", "submitted", person_id=7)]

    (turn,) = outlook(situation(lifecycle, "expert_review", *parts, asked=asked)).turns

    assert (turn.waits, [text.ru for text in turn.hindrances]) == (
        Waits.CALENDAR,
        ["reviews_are_in"],
    )


def test_the_outlook_of_a_lifecycle_of_ones_own_asks_its_actions(lifecycle: Lifecycle) -> None:
    """Names of states and actions that no step is known for."""
    document = {
        "lifecycle": "initiative",
        "title": {"ru": "Инициатива"},
        "initial": "new",
        "states": {
            "new": {"title": {"ru": "Новая"}},
            "going": {"title": {"ru": "Идёт"}},
            "over": {"title": {"ru": "Всё"}, "final": True},
        },
        "transitions": [
            {"trigger": "go", "title": {"ru": "Идти"}, "from": ["new"], "to": "going"}
            | {"by": ["leader"]},
            {"trigger": "end", "title": {"ru": "Кончить"}, "from": ["going"], "to": "over"}
            | {"by": ["clock"]},
        ],
    }
    own = Lifecycle.model_validate(document)

    turns = [outlook(situation(own, state)).turns[0] for state in ("new", "going")]

    assert [(turn.waits, turn.deeds[0].ru) for turn in turns] == [
        (Waits.DEED, "Идти"),
        (Waits.CALENDAR, "Кончить"),
    ]


def now_of(competition: Competition, code: str = "1-01", **given: Any) -> Dossier:
    initiative = competition.at(given.pop("state"), code, **given)
    return dossier(competition.session, initiative, AsOf(), now=competition.now)


def first(found: Outlook) -> Turn:
    return found.turns[0]


STATES: list[tuple[str, str, Callable[[Turn], Any], Any]] = [
    ("proposal", "deed", lambda turn: [text.en for text in turn.hindrances], []),
    ("expert_review", "assignment", lambda turn: len(turn.people), 1),
    ("approval", "agenda", lambda turn: turn.roles[0], "secretary"),
    ("reserve", "deed", lambda turn: turn.hindrances, ()),
    ("funding", "deed", lambda turn: turn.deeds[0].en, "Draw up the agreement"),
    ("creative_report", "deed", lambda turn: turn.roles, ("coordinator",)),
]


@pytest.mark.parametrize(("state", "waits", "what", "expected"), STATES)
def test_the_gate_is_asked_about_the_present(
    competition: Competition, state: str, waits: str, what: Callable[[Turn], Any], expected: Any
) -> None:
    turn = first(now_of(competition, state=state).outlook)

    assert (turn.waits, what(turn)) == (waits, expected)


def test_the_gate_says_what_a_proposal_lacks(competition: Competition) -> None:
    found = now_of(competition, state="proposal", summary="Коротко", addresses=[])

    assert len(first(found.outlook).hindrances) == 2
    blocked = {
        title.en: len(why)
        for able in found.able
        for title, why in able.deeds
        if "leader" in able.roles
    }
    assert blocked["Submit the proposal"] == 2


def test_of_a_past_day_only_the_lifecycle_says_who_could_act(competition: Competition) -> None:
    initiative = competition.initiative(summary="Коротко", addresses=[])
    as_of = AsOf.end_of(competition.session, competition.programme.id, day(competition.now))
    competition.act(initiative, "withdraw", "leader", now=competition.later(days=3), reason="Нет")

    found = dossier(competition.session, initiative, as_of, now=competition.now)

    assert (found.outlook.state, first(found.outlook).hindrances) == ("proposal", ())
    assert {why for able in found.able for _, why in able.deeds} == {()}
    assert (
        dossier(competition.session, initiative, AsOf(), now=competition.now).outlook.ended
        is not None
    )
