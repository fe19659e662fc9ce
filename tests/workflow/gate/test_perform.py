"""The gate as a whole: everything of one move is in the database, or nothing is."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models import Base, Deadline, HistoryEntry, OutboxMessage
from tests.make import NOON, Competition
from workflow.actor import Actor
from workflow.errors import KeyReused, Refusal, Stale


def rows(competition: Competition) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: competition.session.scalars(select(func.count()).select_from(table)).one()
        for table in Base.metadata.sorted_tables
    }


def test_an_initiative_goes_the_whole_way(competition: Competition) -> None:
    initiative = competition.at("completed")

    actions = competition.session.scalars(
        select(HistoryEntry.action)
        .where(HistoryEntry.subject_id == initiative.id)
        .order_by(HistoryEntry.sequence)
    ).all()
    assert actions == [
        "propose",
        "submit",
        "conclude_review",
        "approve",
        "draw_up_agreement",
        "sign_agreement",
        "begin",
        "submit_report",
        "return_money",
        "accept_report",
        "present",
    ]
    assert (initiative.version, initiative.awarded) == (11, initiative.requested)


def test_a_move_writes_who_what_when_and_why(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    competition.act(initiative, "return_for_revision", "chair", reason="  Уточните смету  ")

    entry = competition.session.scalars(
        select(HistoryEntry).where(
            HistoryEntry.subject_id == initiative.id, HistoryEntry.sequence == 3
        )
    ).one()
    assert (entry.action, entry.from_state, entry.to_state) == (
        "return_for_revision",
        "expert_review",
        "returned",
    )
    assert (entry.actor_id, entry.flow) == (competition.people["chair"].id, None)
    assert (entry.at, entry.reason, json.loads(entry.facts)) == (NOON, "Уточните смету", {})
    assert entry.lifecycle_hash == initiative.lifecycle_version.content_hash
    assert entry.hash == initiative.head


def test_a_move_closes_the_deadline_it_meets_and_opens_the_next(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    deadlines = competition.session.scalars(
        select(Deadline).where(Deadline.subject_id == initiative.id).order_by(Deadline.id)
    ).all()

    assert [(d.name, d.outcome, d.closed_at) for d in deadlines] == [
        ("submission", "met", NOON),
        ("review", None, None),
    ]


def test_a_move_queues_its_letters_once_for_each_person(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    letters = competition.session.execute(
        select(OutboxMessage.template, OutboxMessage.recipient_id)
        .where(OutboxMessage.subject_id == initiative.id)
        .order_by(OutboxMessage.template)
    ).all()

    assert [tuple(letter) for letter in letters] == [
        ("experts_wanted", competition.people["coordinator"].id),
        ("initiative_submitted", competition.people["leader"].id),
    ]


def test_a_refused_move_leaves_no_trace(competition: Competition) -> None:
    initiative = competition.initiative(group=[], summary="Кратко")
    before = rows(competition), initiative.state, initiative.version, initiative.head

    with pytest.raises(Refusal):
        competition.act(initiative, "submit", "expert")

    competition.session.refresh(initiative)
    after = rows(competition), initiative.state, initiative.version, initiative.head
    assert after == before


def test_a_refusal_gives_every_reason(competition: Competition) -> None:
    initiative = competition.initiative(group=[], summary="Кратко", addresses=[])

    with pytest.raises(Refusal) as refused:
        competition.act(
            initiative, "submit", "expert", now=NOON - timedelta(days=1), facts={"colour": "red"}
        )

    assert refused.value.codes == [
        "not_permitted",
        "in_the_past",
        "group_has_at_least",
        "addresses_problem_of_its_district",
        "summary_has_at_least",
        "fact_unknown",
    ]


def test_an_action_that_the_state_does_not_have_is_refused(competition: Competition) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "approve", "chair")

    assert str(refused.value) == (
        "“approve” is not possible while this is “Proposal”. Possible now: revise, submit, "
        "declare_conflict, record_conflict, lift_conflict, withdraw, extend."
    )


def test_a_stale_version_is_refused(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    with pytest.raises(Stale, match="you saw version 1, it is now 2"):
        competition.act(initiative, "withdraw", "leader", reason="Да", expected_version=1)

    assert initiative.state == "expert_review"


def test_the_version_that_was_read_is_accepted(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    competition.act(initiative, "withdraw", "leader", reason="Да", expected_version=2)

    assert initiative.state == "withdrawn"


def test_a_repeated_key_is_answered_with_the_first_result(competition: Competition) -> None:
    initiative = competition.initiative()
    first = competition.act(initiative, "submit", "leader", key="k1", expected_version=1)
    before = rows(competition)

    again = competition.act(initiative, "submit", "leader", key="k1", expected_version=1)

    assert (again.sequence, again.to_state, again.repeated) == (
        first.sequence,
        "expert_review",
        True,
    )
    assert not first.repeated
    assert rows(competition) == before


def test_a_key_with_another_request_is_refused(competition: Competition) -> None:
    initiative = competition.initiative()
    competition.act(initiative, "submit", "leader", key="k1")

    with pytest.raises(KeyReused):
        competition.act(initiative, "withdraw", "leader", reason="Передумали", key="k1")

    assert initiative.state == "expert_review"


@pytest.mark.parametrize("key", ["", "k" * 201, "k\x00"])
def test_a_key_of_unfit_length_is_refused(competition: Competition, key: str) -> None:
    initiative = competition.initiative()

    with pytest.raises(KeyReused, match="1 to 200 plain characters"):
        competition.act(initiative, "submit", "leader", key=key)


def test_nothing_is_added_before_the_latest_entry(competition: Competition) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "submit", "leader", now=NOON - timedelta(seconds=1))

    assert refused.value.codes == ["in_the_past"]


def test_the_reason_is_asked_for_where_the_lifecycle_requires_it(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "withdraw", "leader", reason="   ")

    assert refused.value.codes == ["reason_missing"]


def test_a_reason_of_ten_megabytes_is_refused(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    with pytest.raises(Refusal, match="10,000,000 characters; shorten it to 4,000"):
        competition.act(initiative, "withdraw", "leader", reason="я" * 10_000_000)


@pytest.mark.parametrize("reason", ["так\x00решили", "так\ud800решили"], ids=["nul", "surrogate"])
def test_a_reason_that_is_no_text_is_refused(competition: Competition, reason: str) -> None:
    initiative = competition.at("expert_review")

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "withdraw", "leader", reason=reason, key="k")

    assert refused.value.codes == ["text_unreadable"]


def test_what_the_clock_may_do_a_person_may_not(competition: Competition) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "lapse", "coordinator")

    assert refused.value.codes == ["not_permitted"]


def test_the_clock_may_not_act_for_people(competition: Competition) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "submit", "", actor=Actor.clock("enforce_deadlines"))

    assert refused.value.codes == ["not_permitted"]
