"""Minutes: drawn up, signed as drawn up, and made of the histories alone."""

import json

import pytest
from sqlalchemy import select

from models import HistoryEntry, Meeting, Money, Motion, Role
from tests import make
from tests.make import COUNCIL, Competition
from workflow.errors import Refusal
from workflow.meetings.agenda import convene
from workflow.meetings.decisions import announce
from workflow.meetings.minutes import minutes_of
from workflow.programme.council import appoint
from workflow.programme.lookup import find_council
from workflow.reviews.settling import declare_conflict

MINUTES = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}


def held(competition: Competition, **choices: str) -> Meeting:
    """A closed meeting with one decision."""
    meeting = competition.convened(competition.at("approval"), absent=["third"])
    (item,) = meeting.items
    competition.vote(item, Motion.APPROVE, **choices)
    competition.close_vote(item, "Польза выше сомнений")
    competition.act(meeting, "close", "chair")
    return meeting


def test_there_are_no_minutes_of_a_meeting_that_goes_on(competition: Competition) -> None:
    meeting = competition.convened(competition.at("approval"))

    with pytest.raises(Refusal) as refused:
        minutes_of(competition.session, meeting)

    assert refused.value.codes == ["not_closed"]


def test_minutes_say_who_was_there_and_how_they_voted(competition: Competition) -> None:
    meeting = held(competition, second="against", chair="abstain", expert="for")
    minutes = minutes_of(competition.session, meeting)

    assert [(a.name, a.present) for a in minutes.attendees] == [
        ("Chair", True),
        ("Expert", True),
        ("Second", True),
        ("Secretary", True),
        ("Third", False),
    ]
    assert (minutes.eligible, minutes.needed, minutes.present) == (4, 3, 3)
    (item,) = minutes.items
    assert (item.decision, item.reason) == (None, None), "a tie without the chair's vote is lost"
    (ballot,) = item.ballots
    assert (ballot.in_favour, ballot.against, ballot.abstained, ballot.carried) == (
        ("Expert",),
        ("Second",),
        ("Chair",),
        False,
    )


def held_lost(competition: Competition) -> Meeting:
    meeting = competition.convened(competition.at("approval"))
    competition.act(meeting, "close", "chair")
    return meeting


def test_minutes_say_what_was_decided_and_what_is_left(competition: Competition) -> None:
    (item,) = minutes_of(competition.session, held(competition)).items

    assert (item.decision, item.reason) == (Motion.APPROVE, "Польза выше сомнений")
    assert (item.slots, item.money_left) == ((1, 5), Money(850_000_00))
    assert (item.number, item.rank, item.code, item.request) == (1, 1, "1-01", Money(50_000_00))


def test_minutes_name_what_the_meeting_did_not_come_to(competition: Competition) -> None:
    (item,) = minutes_of(competition.session, held_lost(competition)).items

    assert (item.decision, item.ballots, item.slots, item.money_left) == (None, (), None, None)
    assert (item.eligible, item.needed, item.present) == (4, 3, 4)


def test_minutes_do_not_change_with_what_happens_later(competition: Competition) -> None:
    meeting = held(competition)
    before = minutes_of(competition.session, meeting)

    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
    competition.act(meeting, "sign", "chair", facts=MINUTES)
    announce(
        competition.session, meeting, actor=competition.actor("coordinator"), now=competition.now
    )
    council = find_council(competition.session, competition.programme)
    facts = {"member": competition.people["second"].id}
    competition.act(council, "dismiss", "coordinator", reason="Уехал", facts=facts)
    appoint(
        competition.session,
        council,
        Role.CHAIR,
        competition.people["third"].id,
        constituency=None,
        since=make.day(competition.now),
        until=competition.programme.ends_on,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )
    competition.act(
        meeting.items[0].initiative, "withdraw", "leader", reason="Нашли другие средства"
    )
    competition.session.expire_all()

    assert minutes_of(competition.session, meeting) == before


def test_recusals_are_in_the_minutes_with_their_grounds(competition: Competition) -> None:
    group = [competition.people[name] for name in ("friend", "third")]
    meeting = competition.convened(competition.at("approval", group=group))
    (item,) = meeting.items
    competition.vote(item)
    competition.close_vote(item)
    competition.act(meeting, "close", "chair")

    (record,) = minutes_of(competition.session, meeting).items

    assert [(name, [g.en for g in grounds]) for name, grounds in record.recused] == [
        ("Third", ["member of the initiative group"])
    ]
    assert (record.eligible, record.needed, record.present) == (3, 2, 3)


def test_a_recusal_during_the_vote_is_in_the_minutes(competition: Competition) -> None:
    meeting = competition.convened(competition.at("approval"))
    (item,) = meeting.items
    competition.vote(item)
    declare_conflict(
        competition.session,
        item.initiative,
        "declare_conflict",
        actor=competition.actor("second"),
        now=competition.now,
        reason="Работали вместе",
    )
    competition.close_vote(item)
    competition.act(meeting, "close", "chair")

    (record,) = minutes_of(competition.session, meeting).items

    assert [name for name, _ in record.recused] == ["Second"]
    assert (record.eligible, record.needed, record.present) == (3, 2, 3)


def test_who_came_late_is_in_the_minutes_and_who_left_was_there(
    competition: Competition,
) -> None:
    meeting = competition.convened(competition.at("approval"), absent=["third"])
    for trigger, name in (("mark_present", "third"), ("mark_absent", "second")):
        facts = {"member": competition.people[name].id}
        competition.act(meeting, trigger, "secretary", facts=facts)
    competition.act(meeting, "close", "chair")

    attendees = minutes_of(competition.session, meeting).attendees

    assert {a.name: a.present for a in attendees if a.constituency} == dict.fromkeys(
        [name.title() for name in COUNCIL], True
    )


def test_a_reconsidered_decision_is_none(competition: Competition) -> None:
    meeting = competition.convened(competition.at("approval"))
    (item,) = meeting.items
    competition.vote(item)
    competition.close_vote(item)
    competition.on_item(item, "reconsider", "chair", reason="Ошибка в смете")
    competition.act(meeting, "close", "chair")

    (record,) = minutes_of(competition.session, meeting).items

    assert (record.decision, record.reason) == (None, None)
    assert [ballot.carried for ballot in record.ballots] == [True], "what was voted stays"


def test_the_hashes_of_the_minutes_are_in_the_history(competition: Competition) -> None:
    meeting = held(competition)

    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
    competition.act(meeting, "sign", "chair", facts=MINUTES)

    kept = competition.session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == meeting.id, HistoryEntry.action.in_(("draw_up", "sign")))
        .order_by(HistoryEntry.sequence)
    ).all()
    assert [json.loads(facts) for facts in kept] == [MINUTES, MINUTES]


def test_the_chair_signs_what_the_secretary_drew_up(competition: Competition) -> None:
    meeting = held(competition)
    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)

    with pytest.raises(Refusal, match="not the minutes that the secretary drew up") as refused:
        competition.act(meeting, "sign", "chair", facts=MINUTES | {"ru_pdf": "1" * 64})

    assert refused.value.codes == ["minutes_are_those_drawn_up"]


def test_minutes_sent_back_are_drawn_up_anew_and_only_the_new_ones_signed(
    competition: Competition,
) -> None:
    meeting, anew = held(competition), dict.fromkeys(MINUTES, "1" * 64)
    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
    competition.act(meeting, "send_back", "chair", reason="Опечатка")
    competition.act(meeting, "draw_up", "secretary", facts=anew)

    with pytest.raises(Refusal):
        competition.act(meeting, "sign", "chair", facts=MINUTES)
    competition.act(meeting, "sign", "chair", facts=anew)


@pytest.mark.parametrize(
    ("trigger", "name"),
    [
        ("draw_up", "chair"),
        ("draw_up", "coordinator"),
        ("sign", "secretary"),
        ("sign", "coordinator"),
        ("sign", "second"),
    ],
)
def test_the_secretary_draws_up_and_the_chair_signs(
    competition: Competition, trigger: str, name: str
) -> None:
    meeting = held(competition)
    if trigger == "sign":
        competition.act(meeting, "draw_up", "secretary", facts=MINUTES)

    with pytest.raises(Refusal) as refused:
        competition.act(meeting, trigger, name, facts=MINUTES)

    assert refused.value.codes[0] == "not_permitted"


def test_nobody_signs_what_they_drew_up_themselves(competition: Competition) -> None:
    council = find_council(competition.session, competition.programme)
    appoint(
        competition.session,
        council,
        Role.SECRETARY,
        competition.people["chair"].id,
        constituency=None,
        since=make.day(competition.now),
        until=competition.programme.ends_on,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )
    meeting = held_by_chair(competition)
    competition.act(meeting, "draw_up", "chair", facts=MINUTES)

    with pytest.raises(Refusal):
        competition.act(meeting, "sign", "chair", facts=MINUTES)


def held_by_chair(competition: Competition) -> Meeting:
    meeting = convene(
        competition.session,
        competition.programme,
        held_at=make.NOON.replace(hour=13),
        place="Зал",
        actor=competition.actor("chair"),
        now=competition.now,
        only=[],
    )
    for name in COUNCIL:
        facts = {"member": competition.people[name].id}
        competition.act(meeting, "mark_present", "chair", facts=facts)
    competition.act(meeting, "open", "chair")
    competition.act(meeting, "close", "chair")
    return meeting
