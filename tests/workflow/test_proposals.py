"""Versions of a proposal, and what changed between two of them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from models import HistoryEntry, Initiative, Money, Problem, ProposalVersion
from tests.make import Competition
from workflow.actor import Actor
from workflow.errors import KeyReused, Refusal, Stale
from workflow.gate import Move
from workflow.history.commitments import commitment
from workflow.initiatives import revise
from workflow.proposals import FIELDS, Change, changes, content_of, latest_number, version

IDS = st.lists(st.integers(1, 9), max_size=4, unique=True).map(sorted)
PROPOSALS = st.fixed_dictionaries(
    {
        "title": st.text(max_size=3),
        "summary": st.text(max_size=3),
        "requested": st.integers(1, 9),
        "budget": IDS,
        "milestones": IDS,
        "group": IDS,
        "addresses": IDS,
    }
)
FIRST = {
    "title": "Двор",
    "summary": "…",
    "requested": 1,
    "budget": [["Доски", 1]],
    "milestones": [["Площадка стоит", "2026-08-31"]],
    "group": [1],
    "addresses": [1, 2],
}


@pytest.mark.parametrize(
    ("otherwise", "expected"),
    [
        ({}, []),
        ({"title": "двор"}, [Change("title", "Двор", "двор")]),
        ({"requested": 2}, [Change("requested", 1, 2)]),
        ({"group": [1, 2]}, [Change("group", [1], [1, 2])]),
        ({"addresses": []}, [Change("addresses", [1, 2], [])]),
        ({"budget": []}, [Change("budget", [["Доски", 1]], [])]),
        (
            {"addresses": [1], "title": "Сад"},
            [Change("title", "Двор", "Сад"), Change("addresses", [1, 2], [1])],
        ),
    ],
)
def test_changes_are_the_fields_that_differ(
    otherwise: dict[str, Any], expected: list[Change]
) -> None:
    assert changes(FIRST, FIRST | otherwise) == expected


@given(PROPOSALS)
def test_nothing_changed_is_no_change(proposal: dict[str, Any]) -> None:
    assert changes(proposal, dict(proposal)) == []


@given(PROPOSALS, PROPOSALS)
def test_the_changes_lead_from_one_version_to_the_other_and_back(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    found = changes(before, after)

    assert before | {change.field: change.after for change in found} == after
    assert after | {change.field: change.before for change in found} == before
    assert [change.field for change in found] == [f for f in FIELDS if before[f] != after[f]]
    assert changes(after, before) == [Change(c.field, c.after, c.before) for c in found]


def revised(competition: Competition, initiative: Initiative, **given: Any) -> Move:
    return revise(
        competition.session,
        initiative,
        actor=given.pop("actor", competition.actor("leader")),
        now=competition.now,
        **given,
    )


def test_a_proposal_is_kept_from_its_first_day(competition: Competition) -> None:
    initiative = competition.initiative()

    assert latest_number(competition.session, initiative.id) == 1
    assert version(competition.session, initiative.id, 1) == json.loads(content_of(initiative))


def test_each_revision_is_a_version_and_none_is_lost(competition: Competition) -> None:
    initiative = competition.initiative()

    revised(competition, initiative, title="Корт")
    revised(competition, initiative, request=Money(10_000_00), group=[])

    kept = [version(competition.session, initiative.id, number) for number in (1, 2, 3)]
    assert [(v["title"], v["requested"], len(v["group"])) for v in kept] == [
        ("Площадка", 50_000_00, 3),
        ("Корт", 50_000_00, 3),
        ("Корт", 10_000_00, 1),
    ]


def test_the_history_is_committed_to_the_version_and_has_not_its_words(
    competition: Competition,
) -> None:
    initiative = competition.initiative()

    revised(competition, initiative, title="Корт")

    entry = competition.session.scalars(
        select(HistoryEntry).where(HistoryEntry.action == "revise")
    ).one()
    kept = competition.session.get_one(ProposalVersion, (initiative.id, 2))
    facts = json.loads(entry.facts)
    assert (facts["version"], facts["content"]) == (2, kept.commitment)
    assert kept.salt is not None
    assert kept.commitment == commitment(kept.salt, kept.content)
    assert "Корт" not in entry.facts


def test_a_version_is_never_changed_nor_removed(competition: Competition) -> None:
    initiative = competition.initiative()
    kept = competition.session.query(ProposalVersion)
    with pytest.raises(DBAPIError), competition.session.begin_nested():
        kept.update({"content": "{}"})
    with pytest.raises(DBAPIError), competition.session.begin_nested():
        kept.delete()

    assert version(competition.session, initiative.id, 1)["title"] == "Площадка"


def test_a_revision_that_changes_nothing_is_refused(competition: Competition) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        revised(competition, initiative, title="  Площадка ")

    assert refused.value.codes == ["proposal_is_changed"]
    assert latest_number(competition.session, initiative.id) == 1


def test_the_order_in_which_people_and_problems_are_named_is_no_change(
    competition: Competition,
) -> None:
    problems = competition.session.query(Problem).filter_by(district_id=competition.district.id)
    first, second = problems.order_by(Problem.id).limit(2)
    initiative = competition.initiative(addresses=[first, second])
    group = [competition.people[name] for name in ("friend", "neighbour", "leader", "friend")]

    with pytest.raises(Refusal) as refused:
        revised(competition, initiative, group=group, addresses=[second, first])

    assert refused.value.codes == ["proposal_is_changed"]


@pytest.mark.parametrize("state", ["expert_review", "approval", "reserve", "funding"])
def test_nothing_is_revised_behind_the_experts_backs(competition: Competition, state: str) -> None:
    initiative = competition.at(state)

    with pytest.raises(Refusal) as refused:
        revised(competition, initiative, request=Money(90_000_00))

    assert refused.value.codes == ["not_available"]


@pytest.mark.parametrize("name", ["neighbour", "coordinator", "chair", "deputy"])
def test_only_the_leader_revises(competition: Competition, name: str) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        revised(competition, initiative, title="Корт", actor=competition.actor(name))

    assert refused.value.codes == ["not_permitted"]


def test_a_coordinator_revises_for_the_leader(competition: Competition) -> None:
    initiative = competition.initiative()
    coordinator, leader = competition.people["coordinator"], competition.people["leader"]
    actor = Actor.person(coordinator.id, on_behalf_of=leader.id)

    revised(competition, initiative, title="Корт", actor=actor)

    assert initiative.title == "Корт"


@pytest.mark.parametrize(
    ("given_field", "code"),
    [
        ({"title": " "}, "title_unfit"),
        ({"title": "т" * 201}, "title_unfit"),
        ({"summary": "т" * 4001}, "text_too_long"),
        ({"request": Money(1, "EUR")}, "currency_unfit"),
        pytest.param(
            {"title": ""},
            "title_unfit",
        ),
    ],
)
def test_an_unfit_revision_is_refused(
    competition: Competition, given_field: dict[str, Any], code: str
) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        revised(competition, initiative, addresses=[], **given_field)

    assert refused.value.codes == [code]
    assert latest_number(competition.session, initiative.id) == 1


def test_a_leader_cannot_leave_their_own_group(competition: Competition) -> None:
    initiative = competition.initiative()

    revised(competition, initiative, group=[competition.people["friend"]])

    group = version(competition.session, initiative.id, 2)["group"]
    assert group == sorted(competition.people[name].id for name in ("leader", "friend"))


def test_a_double_click_revises_once(competition: Competition) -> None:
    initiative = competition.initiative()

    moves = [revised(competition, initiative, title="Корт", key="click") for _ in range(2)]

    assert [(move.sequence, move.repeated) for move in moves] == [(2, False), (2, True)]
    assert latest_number(competition.session, initiative.id) == 2


def test_a_key_with_another_text_is_refused_and_not_swallowed(competition: Competition) -> None:
    initiative = competition.initiative()
    revised(competition, initiative, title="Корт", key="click")

    with pytest.raises(KeyReused):
        revised(competition, initiative, title="Каток", key="click")


def test_who_revises_what_changed_meanwhile_is_told(competition: Competition) -> None:
    initiative = competition.initiative()
    revised(competition, initiative, title="Корт", expected_version=1)

    with pytest.raises(Stale):
        revised(competition, initiative, title="Каток", expected_version=1)


def test_submitting_again_keeps_no_version_twice(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")

    competition.act(initiative, "submit", "leader")

    assert latest_number(competition.session, initiative.id) == 1
