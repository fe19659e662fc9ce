"""Each guard of the council: what it refuses, what it lets pass, and before which moves."""

from collections.abc import Callable

import pytest

from models import AgendaItem, Initiative, Meeting, Motion, Review, Subject
from tests.make import COUNCIL, Competition, document
from tests.workflow.gate.asking import guarded, passes
from workflow.actor import Actor
from workflow.council.rules import Rules
from workflow.errors import Refusal
from workflow.gate.guards import agenda, council, review, support
from workflow.programme.council import adopt
from workflow.programme.lookup import find_council

MINUTES = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}
ASKED_FOR = {
    "constituency_is_known": {"council.appoint_member"},
    "term_is_in_order": {
        "council.appoint_member",
        "council.elect_chair",
        "council.appoint_secretary",
    },
    "is_council_member": {"council.elect_chair", "meeting.mark_present", "meeting.mark_absent"},
    "somebody_else": {
        "council.declare_relation",
        "council.withdraw_relation",
        "initiative.lift_conflict",
    },
    "two_people": {"council.record_relation"},
    "relation_stands": {"council.withdraw_relation"},
    "conflict_stands": {"initiative.lift_conflict"},
    "rubric_stays_once_reviews_began": {"council.adopt_rules"},
    "initiative_is_in": {
        "review.assign",
        "review.submit",
        "review.reopen",
        "review.renew",
        "agenda_item.place",
        "agenda_item.put",
        "agenda_item.adopt",
        "change_request.request",
        "change_request.accept",
    },
    "expert_may_review": {"review.assign"},
    "rubric_is_filled_in": {"review.submit"},
    "somebody_elses_review": {"review.reopen", "review.set_aside"},
    "reviews_are_in": {"initiative.conclude_review"},
    "no_decision_is_taken": {"review.set_aside", "agenda_item.place"},
    "meeting_has_quorum": {"meeting.open"},
    "item_has_quorum": {"agenda_item.put", "agenda_item.adopt", "agenda_item.defeat"},
    "meeting_is_open": {"agenda_item.put", "agenda_item.reconsider"},
    "no_vote_is_open": {"meeting.close"},
    "on_no_other_agenda": {"agenda_item.place"},
    "motion_is_known": {"agenda_item.put"},
    "motion_can_be_carried_out": {"agenda_item.put", "agenda_item.adopt"},
    "member_is_present": {"agenda_item.vote"},
    "vote_is_new": {"agenda_item.vote"},
    "vote_is_complete": {"agenda_item.adopt", "agenda_item.defeat"},
    "vote_is_carried": {"agenda_item.adopt"},
    "vote_is_lost": {"agenda_item.defeat"},
    "minutes_are_those_drawn_up": {"meeting.sign"},
    "drawn_up_by_somebody_else": {"meeting.sign"},
    "slot_is_free": {"initiative.approve", "initiative.promote"},
    "money_is_available": {"initiative.approve", "initiative.promote"},
    "council_decided": {
        "initiative.approve",
        "initiative.put_on_reserve",
        "initiative.return_for_revision",
        "initiative.reject",
    },
    "first_on_reserve_list": {"initiative.promote"},
}
"""Guard → the moves that it stands before."""
OURS = {module.__name__ for module in (agenda, council, review, support)}


def test_each_guard_stands_before_its_moves_and_before_no_other() -> None:
    assert guarded(OURS) == ASKED_FOR


@pytest.fixture
def initiative(competition: Competition) -> Initiative:
    return competition.at("approval")


@pytest.fixture
def meeting(competition: Competition, initiative: Initiative) -> Meeting:
    return competition.convened(initiative)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return meeting.items[0]


def test_constituency_is_known(competition: Competition) -> None:
    sitting = find_council(competition.session, competition.programme)

    def known(code: object) -> bool:
        return passes(competition, sitting, "constituency_is_known", facts={"constituency": code})

    assert [known(code) for code in ("deputies", "foundation", "press", "", ["deputies"])] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_term_is_in_order(competition: Competition) -> None:
    sitting = find_council(competition.session, competition.programme)
    terms = [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01", "2026-02-28"),
        ("nonsense", "2026-02-28"),
        (None, None),
    ]

    found = [
        passes(competition, sitting, "term_is_in_order", facts={"since": since, "until": until})
        for since, until in terms
    ]

    assert found == [True, False, True, True], "what is no day is said elsewhere"


def test_is_council_member(competition: Competition) -> None:
    sitting = find_council(competition.session, competition.programme)

    def member(name: str, **more: str) -> bool:
        facts = {"member": competition.people[name].id} | more
        return passes(competition, sitting, "is_council_member", facts=facts, fact="member")

    assert [member(name) for name in ("chair", "second", "secretary", "leader")] == [
        True,
        True,
        False,
        False,
    ]
    assert not member("chair", since="2027-01-01"), "not on the first day of that term"


def test_somebody_else(competition: Competition) -> None:
    sitting = find_council(competition.session, competition.programme)
    facts = {"member": competition.people["chair"].id}

    found = [
        passes(competition, sitting, "somebody_else", by, facts=facts, fact="member")
        for by in ("chair", "coordinator", "clock")
    ]

    assert found == [False, True, True]


def test_two_people(competition: Competition) -> None:
    sitting = find_council(competition.session, competition.programme)

    assert passes(competition, sitting, "two_people", facts={"member": 1, "other": 2})
    assert not passes(competition, sitting, "two_people", facts={"member": 1, "other": 1})
    assert passes(competition, sitting, "two_people"), "that nobody is named is said elsewhere"


def test_relation_stands(competition: Competition) -> None:
    sitting = find_council(competition.session, competition.programme)
    member, other = competition.people["second"].id, competition.people["friend"].id
    facts = {"member": member, "other": other}

    before = passes(competition, sitting, "relation_stands", facts=facts)
    competition.act(sitting, "record_relation", "coordinator", reason="Родня", facts=facts)
    standing = passes(competition, sitting, "relation_stands", facts=facts)
    reverse = passes(
        competition, sitting, "relation_stands", facts={"member": other, "other": member}
    )
    competition.act(sitting, "withdraw_relation", "chair", reason="Ошибка", facts=facts)
    after = passes(competition, sitting, "relation_stands", facts=facts)

    assert (before, standing, reverse, after) == (False, True, False, False)


def test_conflict_stands(competition: Competition) -> None:
    group = [competition.people[name] for name in ("friend", "third")]
    initiative = competition.initiative(group=group)
    facts = {"member": competition.people["second"].id}
    competition.act(initiative, "record_conflict", "coordinator", reason="Родня", facts=facts)

    def stands(name: str, ground: str) -> bool:
        told = {"member": competition.people[name].id, "ground": ground}
        return passes(competition, initiative, "conflict_stands", facts=told)

    assert stands("second", "declared")
    assert not stands("second", "own_district")
    assert not stands("third", "own_group"), "it stands, and nobody lifts it"
    assert not stands("expert", "declared")


def test_rubric_stays_once_reviews_began(competition: Competition) -> None:
    sitting = find_council(competition.session, competition.programme)
    rules = document().document.council
    assert rules is not None
    harder = rules.model_copy(
        update={"rubric": rules.rubric.model_copy(update={"justification_at_least": 30})}
    )
    wider = rules.model_copy(update={"most_reviews_per_proposal": 4})

    def adopted(given: Rules) -> None:
        clock = Actor.clock("test")
        adopt(competition.session, sitting, given, actor=clock, now=competition.now)

    adopted(harder)
    adopted(rules)
    competition.reviews(competition.at("expert_review"))
    with pytest.raises(Refusal) as refused:
        adopted(harder)
    assert refused.value.codes == ["rubric_stays_once_reviews_began"]
    adopted(wider)
    unknown = {"rules": "0" * 64}
    assert not passes(competition, sitting, "rubric_stays_once_reviews_began", facts=unknown)


def test_initiative_is_in(competition: Competition, item: AgendaItem) -> None:
    found = [
        passes(competition, subject, "initiative_is_in", initiative_state=state)
        for subject in (item, item.initiative, competition.reviews(item.initiative)[0])
        for state in ("approval", "expert_review")
    ]

    assert found == [True, False] * 3


def test_expert_may_review(competition: Competition) -> None:
    group = [competition.people[name] for name in ("friend", "third")]
    initiative = competition.initiative(group=group)
    competition.act(initiative, "submit", "leader")
    version = competition.reviews(initiative)[0].lifecycle_version

    def may(name: str) -> bool:
        asked = Review(
            programme_id=initiative.programme_id,
            initiative_id=initiative.id,
            expert_id=competition.people[name].id,
            lifecycle_version=version,
        )
        return passes(competition, asked, "expert_may_review")

    found = [name for name in (*COUNCIL, "secretary", "leader") if may(name)]
    assert found == ["expert", "chair", "second"]


def test_rubric_is_filled_in(competition: Competition) -> None:
    given = competition.reviews(competition.at("expert_review"))[0]

    before = passes(competition, given, "rubric_is_filled_in")
    competition.draft(given)

    assert (before, passes(competition, given, "rubric_is_filled_in")) == (False, True)


def test_somebody_elses_review(competition: Competition) -> None:
    given = competition.reviews(competition.at("expert_review"))[0]
    names = {person.id: name for name, person in competition.people.items()}

    assert not passes(competition, given, "somebody_elses_review", names[given.expert_id])
    assert passes(competition, given, "somebody_elses_review", "coordinator")


def test_reviews_are_in(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    found = [passes(competition, initiative, "reviews_are_in")]
    for given in competition.reviews(initiative):
        found.append(passes(competition, initiative, "reviews_are_in"))
        competition.submit(given)
    found.append(passes(competition, initiative, "reviews_are_in"))

    assert found == [False, False, False, True]


def test_no_decision_is_taken(competition: Competition, item: AgendaItem) -> None:
    given = competition.reviews(item.initiative)[0]

    def free() -> list[bool]:
        return [passes(competition, subject, "no_decision_is_taken") for subject in (given, item)]

    found = [free()]
    competition.vote(item, Motion.REJECT)
    found.append(free())
    competition.close_vote(item)
    found.append(free())
    competition.finish(item.meeting)
    found.append(free())

    assert found == [[True, True], [False, False], [False, False], [False, False]]


def test_meeting_has_quorum_and_item_has_quorum(competition: Competition, item: AgendaItem) -> None:
    def reached() -> tuple[bool, bool]:
        return (
            passes(competition, item.meeting, "meeting_has_quorum"),
            passes(competition, item, "item_has_quorum"),
        )

    def leave(name: str) -> None:
        facts = {"member": competition.people[name].id}
        competition.act(item.meeting, "mark_absent", "secretary", facts=facts)

    found = [reached()]
    leave("second")
    found.append(reached())
    facts = {"member": competition.people["third"].id}
    competition.act(item.initiative, "record_conflict", "coordinator", reason="Родня", facts=facts)
    found.append(reached())
    leave("third")
    found.append(reached())

    assert found == [(True, True), (True, True), (True, False), (False, False)]


def test_meeting_is_open(competition: Competition, item: AgendaItem) -> None:
    before = passes(competition, item, "meeting_is_open")
    competition.act(item.meeting, "close", "chair")

    assert (before, passes(competition, item, "meeting_is_open")) == (True, False)


def test_no_vote_is_open(competition: Competition, item: AgendaItem) -> None:
    before = passes(competition, item.meeting, "no_vote_is_open")
    competition.vote(item)
    during = passes(competition, item.meeting, "no_vote_is_open")
    competition.close_vote(item)

    after = passes(competition, item.meeting, "no_vote_is_open")
    assert (before, during, after) == (True, False, True)


def test_on_no_other_agenda(competition: Competition, item: AgendaItem) -> None:
    other = AgendaItem(
        programme_id=item.programme_id,
        district_id=item.district_id,
        code="elsewhere",
        meeting=competition.convened(),
        initiative=item.initiative,
        ordinal=1,
        rank=1,
        lifecycle_version=item.lifecycle_version,
        changed_at=competition.now,
    )
    competition.session.add(other)
    competition.session.flush()

    before = passes(competition, other, "on_no_other_agenda")
    competition.act(item.meeting, "close", "chair")

    assert (before, passes(competition, other, "on_no_other_agenda")) == (False, True)
    assert passes(competition, item, "on_no_other_agenda"), "not its own"


def test_motion_is_known(competition: Competition, item: AgendaItem) -> None:
    given = [*Motion, "promote", "APPROVE", ""]

    found = [passes(competition, item, "motion_is_known", facts={"motion": m}) for m in given]

    assert found == [True] * 4 + [False] * 3


def test_motion_can_be_carried_out(competition: Competition, item: AgendaItem) -> None:
    def can(motion: str) -> bool:
        facts = {"motion": motion}
        return passes(competition, item, "motion_can_be_carried_out", facts=facts)

    assert all(can(motion) for motion in Motion)
    item.initiative.requested = 900_000_01
    competition.session.flush()
    assert [motion for motion in Motion if not can(motion)] == ["approve"]


def test_member_is_present(competition: Competition, item: AgendaItem) -> None:
    facts = {"member": competition.people["third"].id}
    competition.act(item.meeting, "mark_absent", "secretary", facts=facts)

    there = [
        n for n in (*COUNCIL, "secretary") if passes(competition, item, "member_is_present", n)
    ]

    assert sorted(there) == ["chair", "expert", "second"]


def test_vote_is_new(competition: Competition, item: AgendaItem) -> None:
    competition.on_item(item, "put", "chair", facts={"motion": "reject"})
    competition.on_item(item, "vote", "second", facts={"choice": "for"})

    def new(by: str, choice: str | None) -> bool:
        return passes(competition, item, "vote_is_new", by, facts={"choice": choice})

    assert [new("second", choice) for choice in ("for", "against", "abstain", "yes")] == [
        False,
        True,
        True,
        False,
    ]
    assert new("third", "for")


@pytest.mark.parametrize(
    ("choice", "carried"), [("for", True), ("against", False), ("abstain", False)]
)
def test_vote_is_complete_carried_or_lost(
    competition: Competition, item: AgendaItem, choice: str, carried: bool
) -> None:
    competition.on_item(item, "put", "chair", facts={"motion": "reject"})
    complete: Callable[[], bool] = lambda: passes(competition, item, "vote_is_complete")  # noqa: E731
    found = [complete()]
    for name in COUNCIL:
        competition.on_item(item, "vote", name, facts={"choice": choice})
        found.append(complete())

    assert found == [False, False, False, False, True]
    assert passes(competition, item, "vote_is_carried") == carried
    assert passes(competition, item, "vote_is_lost") != carried


def test_minutes_are_those_drawn_up(competition: Competition, meeting: Meeting) -> None:
    competition.act(meeting, "close", "chair")
    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)

    def same(**otherwise: str) -> bool:
        facts = MINUTES | otherwise
        return passes(competition, meeting, "minutes_are_those_drawn_up", facts=facts)

    assert (same(), same(en_pdf="1" * 64), same(more="1")) == (True, False, False)


def test_drawn_up_by_somebody_else(competition: Competition, meeting: Meeting) -> None:
    def other(name: str) -> bool:
        return passes(competition, meeting, "drawn_up_by_somebody_else", name)

    before = other("secretary")
    competition.act(meeting, "close", "chair")
    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)

    assert (before, other("secretary"), other("chair")) == (True, False, True)


def test_council_decided(competition: Competition, item: AgendaItem) -> None:
    def decided() -> list[str]:
        return [
            motion
            for motion in Motion
            if passes(competition, item.initiative, "council_decided", motion=str(motion))
        ]

    found = [decided()]
    competition.vote(item, Motion.PUT_ON_RESERVE)
    found.append(decided())
    competition.close_vote(item)
    found.append(decided())
    competition.finish(item.meeting)
    found.append(decided())
    competition.later(seconds=1)
    found.append(decided())

    assert found == [[], [], [], ["put_on_reserve"], []], "at the announcement and at no other time"


def test_first_on_reserve_list(competition: Competition) -> None:
    first, second = (competition.at("reserve", f"1-0{n}") for n in range(2))
    assert [passes(competition, i, "first_on_reserve_list") for i in (first, second)] == [
        True,
        False,
    ]

    competition.act(first, "withdraw", "leader", reason="Передумали")

    assert passes(competition, second, "first_on_reserve_list")


STRANGE: list[object] = [10**30, 2**31, -1, "abc", True, ["1"], {"a": 1}]


@pytest.mark.parametrize(
    ("kind", "trigger", "by", "fact"),
    [
        ("meeting", "mark_present", "secretary", "member"),
        ("council", "record_relation", "coordinator", "member"),
        ("council", "withdraw_relation", "coordinator", "other"),
        ("council", "adopt_rules", "coordinator", "rules"),
        ("initiative", "record_conflict", "coordinator", "member"),
        ("initiative", "lift_conflict", "coordinator", "member"),
    ],
)
def test_strange_facts_are_refused_and_no_faults(
    competition: Competition, kind: str, trigger: str, by: str, fact: str
) -> None:
    others: dict[str, dict[str, object]] = {
        "record_relation": {"other": competition.people["friend"].id},
        "withdraw_relation": {"member": competition.people["second"].id},
        "lift_conflict": {"ground": "declared"},
    }
    subject: Subject
    if kind == "meeting":
        subject = competition.convened()
    elif kind == "council":
        subject = find_council(competition.session, competition.programme)
    else:
        subject = competition.initiative()
    competition.session.commit()

    taken_or_failed = []
    for strange in STRANGE:
        facts = others.get(trigger, {}) | {fact: strange}
        try:
            competition.act(subject, trigger, by, reason="Так", facts=facts)
        except Refusal:
            pass
        except Exception as fault:
            taken_or_failed.append((strange, type(fault).__name__))
        else:
            taken_or_failed.append((strange, "taken"))
        competition.session.rollback()

    assert taken_or_failed == []
