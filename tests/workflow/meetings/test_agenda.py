"""Convening: what comes before the council, in which order, and once only."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import AgendaItem, Initiative, Meeting, OutboxMessage
from tests.make import COUNCIL, Competition
from workflow.errors import Refusal
from workflow.meetings.agenda import convene, waiting_for_decision


def called(competition: Competition, name: str = "secretary", **given: Any) -> Meeting:
    fields: dict[str, Any] = {
        "held_at": competition.now + timedelta(days=7),
        "place": "Зал фонда",
    } | given
    return convene(
        competition.session,
        competition.programme,
        actor=competition.actor(name),
        now=competition.now,
        **fields,
    )


def agenda(meeting: Meeting) -> list[tuple[int, int, str]]:
    return [(item.ordinal, item.rank, item.initiative.code) for item in meeting.items]


def scored(competition: Competition, code: str, benefit: int) -> Initiative:
    initiative = competition.at("expert_review", code)
    competition.reviewed(initiative, benefit, benefit)
    return initiative


def present(competition: Competition, meeting: Meeting, *names: str) -> None:
    for name in names:
        facts = {"member": competition.people[name].id}
        competition.act(meeting, "mark_present", "secretary", facts=facts)


def test_the_agenda_is_what_awaits_the_council_best_first(competition: Competition) -> None:
    for code, benefit in (("1-01", 4), ("1-02", 9), ("1-03", 6)):
        scored(competition, code, benefit)
    competition.at("expert_review", "1-04")
    competition.at("rejected", "1-05")

    assert agenda(called(competition)) == [(1, 1, "1-02"), (2, 2, "1-03"), (3, 3, "1-01")]


def test_some_of_what_waits_keep_their_rank(competition: Competition) -> None:
    for code, benefit in (("1-01", 4), ("1-02", 9), ("1-03", 6)):
        scored(competition, code, benefit)

    assert agenda(called(competition, only=["1-01", "1-03"])) == [(1, 2, "1-03"), (2, 3, "1-01")]


def test_an_initiative_is_on_one_agenda_at_a_time(competition: Competition) -> None:
    competition.at("approval")

    assert agenda(called(competition)) == [(1, 1, "1-01")]

    assert waiting_for_decision(competition.session, competition.programme) == []
    with pytest.raises(Refusal) as refused:
        called(competition, only=["1-01"])
    assert refused.value.codes == ["not_waiting"]


def test_the_council_is_not_called_for_nothing(competition: Competition) -> None:
    competition.at("expert_review")

    with pytest.raises(Refusal) as refused:
        called(competition)

    assert refused.value.codes == ["nothing_waits"]
    assert agenda(called(competition, only=[])) == [], "it may meet on other business"


def test_who_names_what_does_not_wait_is_told_so(competition: Competition) -> None:
    competition.at("approval")

    with pytest.raises(Refusal) as refused:
        called(competition, only=["1-01", "9-99"])

    assert refused.value.codes == ["not_waiting"]
    assert str(refused.value).endswith("on another agenda: 9-99.")


def test_a_double_click_convenes_one_meeting(competition: Competition) -> None:
    competition.at("approval")

    first = called(competition, key="click")

    assert called(competition, key="click") is first
    assert competition.session.query(Meeting).count() == 1


def test_what_a_cancelled_meeting_had_before_it_comes_before_the_next(
    competition: Competition,
) -> None:
    competition.at("approval")
    first = called(competition)
    competition.act(first, "cancel", "secretary", reason="Нет кворума")
    (item,) = first.items

    second = called(competition)

    assert (first.state, item.state) == ("cancelled", "postponed")
    assert agenda(second) == [(1, 1, "1-01")]


def test_what_a_meeting_did_not_come_to_comes_before_the_next(competition: Competition) -> None:
    first = competition.convened(competition.at("approval"))
    competition.act(first, "close", "chair")

    assert [item.state for item in first.items] == ["postponed"]
    assert agenda(called(competition)) == [(1, 1, "1-01")]


def test_meetings_of_one_day_have_different_codes(competition: Competition) -> None:
    codes = [called(competition, only=[]).code for _ in range(3)]

    assert codes == ["2026-03-09", "2026-03-09-2", "2026-03-09-3"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"held_at": timedelta(0)}, "in_the_past"),
        ({"held_at": timedelta(days=-1)}, "in_the_past"),
        ({"place": "  "}, "place_unfit"),
        ({"place": "м" * 201}, "place_unfit"),
        ({"place": "зал\x00"}, "text_unreadable"),
    ],
)
def test_a_meeting_is_convened_for_a_later_hour_and_a_place(
    competition: Competition, given: dict[str, Any], code: str
) -> None:
    if "held_at" in given:
        given = {"held_at": competition.now + given["held_at"]}

    with pytest.raises(Refusal) as refused:
        called(competition, **given)

    assert refused.value.codes == [code]
    assert competition.session.query(Meeting).count() == 0


@pytest.mark.parametrize("name", ["second", "leader", "treasurer", "deputy"])
def test_members_and_others_do_not_convene(competition: Competition, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        called(competition, name)

    assert refused.value.codes == ["not_permitted"]


def test_every_member_and_the_secretary_hear_of_it_once(competition: Competition) -> None:
    called(competition, only=[])

    letters = competition.session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.template == "meeting_convened")
    ).all()
    names = [*COUNCIL, "secretary"]
    assert sorted(letters) == sorted(competition.people[name].id for name in names)


def test_a_secretary_with_a_conflict_still_convenes_but_places_nothing_of_theirs(
    competition: Competition,
) -> None:
    group = [competition.people[name] for name in ("friend", "secretary")]
    competition.at("approval", group=group)

    with pytest.raises(Refusal) as refused:
        called(competition)
    assert refused.value.codes == ["conflict_of_interest"]

    assert len(called(competition, "chair").items) == 1


def test_a_meeting_opens_with_a_quorum_only(competition: Competition) -> None:
    meeting = called(competition, only=[])
    present(competition, meeting, "expert", "chair")
    competition.later(days=7)

    with pytest.raises(Refusal, match="2 present of 3 needed") as refused:
        competition.act(meeting, "open", "chair")
    assert refused.value.codes == ["meeting_has_quorum"]

    present(competition, meeting, "third")
    competition.act(meeting, "open", "chair")


def test_a_quorum_needs_every_constituency(competition: Competition) -> None:
    meeting = called(competition, only=[])
    present(competition, meeting, *COUNCIL)
    for name in ("second", "third"):
        facts = {"member": competition.people[name].id}
        competition.act(meeting, "mark_absent", "secretary", facts=facts)

    with pytest.raises(Refusal, match="nobody from: Deputies"):
        competition.act(meeting, "open", "chair")


def test_a_meeting_does_not_open_before_its_hour(competition: Competition) -> None:
    meeting = called(competition, only=[])
    present(competition, meeting, *COUNCIL)

    with pytest.raises(Refusal):
        competition.act(meeting, "open", "chair")


def test_only_members_are_marked_present(competition: Competition) -> None:
    meeting = called(competition, only=[])

    for name in ("secretary", "leader", "deputy"):
        with pytest.raises(Refusal) as refused:
            present(competition, meeting, name)
        assert refused.value.codes == ["is_council_member"]


@pytest.mark.parametrize("name", ["second", "coordinator", "leader"])
def test_nobody_marks_themselves_or_others_but_chair_and_secretary(
    competition: Competition, name: str
) -> None:
    meeting = called(competition, only=[])
    facts = {"member": competition.people["second"].id}

    with pytest.raises(Refusal) as refused:
        competition.act(meeting, "mark_present", name, facts=facts)

    assert refused.value.codes == ["not_permitted"]


def test_a_meeting_in_session_is_closed_and_not_cancelled(competition: Competition) -> None:
    meeting = competition.convened(competition.at("approval"))

    with pytest.raises(Refusal) as refused:
        competition.act(meeting, "cancel", "chair", reason="Передумали")

    assert refused.value.codes == ["not_available"]


def test_a_meeting_does_not_close_during_a_vote(competition: Competition) -> None:
    meeting = competition.convened(competition.at("approval"))
    (item,) = meeting.items
    competition.on_item(item, "put", "chair", facts={"motion": "approve"})

    with pytest.raises(Refusal, match="Item 1 is being voted on") as refused:
        competition.act(meeting, "close", "chair")
    assert refused.value.codes == ["no_vote_is_open"]

    competition.on_item(item, "call_off", "chair", reason="Перерыв")
    competition.act(meeting, "close", "chair")
    assert item.state == "postponed"


def test_an_empty_agenda_makes_a_meeting_that_decides_nothing(competition: Competition) -> None:
    meeting = competition.convened()

    competition.finish(meeting)

    assert meeting.state == "announced"
    assert competition.session.query(AgendaItem).count() == 0
