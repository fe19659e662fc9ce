"""Decisions: known to nobody until they are announced, all at once; then carried out."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from models import (
    AgendaItem,
    HistoryEntry,
    Initiative,
    Meeting,
    Motion,
    OutboxMessage,
)
from tests.make import Competition
from workflow.errors import Refusal
from workflow.gate import possibilities
from workflow.history.verify import verify
from workflow.meetings.decisions import announce

REACHED = {
    Motion.APPROVE: "funding",
    Motion.PUT_ON_RESERVE: "reserve",
    Motion.RETURN_FOR_REVISION: "returned",
    Motion.REJECT: "rejected",
}
MINUTES = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}


def decided(competition: Competition, *motions: Motion) -> Meeting:
    """A meeting in session that decided on as many initiatives."""
    initiatives = [competition.at("approval", f"1-0{n}") for n in range(len(motions))]
    meeting = competition.convened(*initiatives)
    for item, motion in zip(meeting.items, motions, strict=True):
        competition.vote(item, motion)
        competition.close_vote(item, f"Решили: {motion}")
    return meeting


def signed(competition: Competition, meeting: Meeting) -> Meeting:
    competition.act(meeting, "close", "chair")
    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
    competition.act(meeting, "sign", "chair", facts=MINUTES)
    return meeting


def announced(competition: Competition, meeting: Meeting, name: str = "coordinator") -> None:
    announce(competition.session, meeting, actor=competition.actor(name), now=competition.now)


def initiatives(meeting: Meeting) -> list[Initiative]:
    return [item.initiative for item in meeting.items]


def letters(competition: Competition) -> int:
    return competition.session.scalars(select(func.count()).select_from(OutboxMessage)).one()


def entries(competition: Competition, subjects: Sequence[Initiative]) -> int:
    ids = [subject.id for subject in subjects]
    found = select(func.count()).where(HistoryEntry.subject_id.in_(ids))
    return competition.session.scalars(found).one()


@pytest.mark.parametrize("motion", list(Motion))
def test_each_decision_is_carried_out_when_it_is_announced(
    competition: Competition, motion: Motion
) -> None:
    meeting = signed(competition, decided(competition, motion))
    (item,) = meeting.items

    announced(competition, meeting)

    initiative = item.initiative
    assert (initiative.state, item.state, meeting.state) == (
        REACHED[motion],
        "announced",
        "announced",
    )
    assert (initiative.awarded is not None) == (motion == Motion.APPROVE)
    entry = competition.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == initiative.id)
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    assert entry is not None
    assert (entry.action, entry.reason) == (motion, f"Решили: {motion}")
    assert verify(competition.session).sound


def test_nothing_tells_of_a_decision_until_it_is_announced(competition: Competition) -> None:
    waiting = [competition.at("approval", f"1-0{n}") for n in range(4)]
    meeting = competition.convened(*waiting)
    before = entries(competition, waiting), letters(competition)

    for item, motion in zip(meeting.items, Motion, strict=True):
        competition.vote(item, motion)
        competition.close_vote(item)
    competition.act(meeting, "close", "chair")

    assert (entries(competition, waiting), letters(competition)) == before
    assert {(i.state, i.awarded) for i in waiting} == {("approval", None)}


def test_signing_tells_the_coordinator_and_no_leader(competition: Competition) -> None:
    before = letters(competition)

    meeting = signed(competition, decided(competition, Motion.APPROVE))

    told = competition.session.scalars(
        select(OutboxMessage.template).where(OutboxMessage.subject_id == meeting.id)
    ).all()
    assert sorted(told) == [*["meeting_convened"] * 5, "minutes_drawn_up", "minutes_signed"]
    assert letters(competition) > before


def test_all_letters_go_in_one_go(competition: Competition) -> None:
    meeting = signed(competition, decided(competition, *Motion))
    before = set(competition.session.scalars(select(OutboxMessage.id)))
    competition.later(days=1)

    announced(competition, meeting)

    queued = competition.session.execute(
        select(OutboxMessage.template, OutboxMessage.queued_at)
        .where(OutboxMessage.id.not_in(before))
        .order_by(OutboxMessage.template)
    ).all()
    assert [(template, at) for template, at in queued] == [
        (template, competition.now)
        for template in (
            "award_decided",
            "award_decided",
            "initiative_approved",
            "initiative_rejected",
            "initiative_reserved",
            "initiative_returned",
        )
    ]


@pytest.mark.parametrize("name", ["chair", "secretary", "second", "leader", "treasurer"])
def test_only_the_coordinator_announces(competition: Competition, name: str) -> None:
    meeting = signed(competition, decided(competition, Motion.APPROVE))

    with pytest.raises(Refusal) as refused:
        announced(competition, meeting, name)

    assert refused.value.codes == ["not_permitted"]


@pytest.mark.parametrize("step", ["open", "closed", "drawn_up"])
def test_nothing_is_announced_before_the_minutes_are_signed(
    competition: Competition, step: str
) -> None:
    meeting = decided(competition, Motion.APPROVE)
    if step != "open":
        competition.act(meeting, "close", "chair")
    if step == "drawn_up":
        competition.act(meeting, "draw_up", "secretary", facts=MINUTES)

    with pytest.raises(Refusal) as refused:
        announced(competition, meeting)

    assert refused.value.codes == ["not_available"]
    assert [i.state for i in initiatives(meeting)] == ["approval"]


@pytest.mark.parametrize("step", ["open", "signed"])
def test_no_single_decision_is_released_ahead_of_the_others(
    competition: Competition, step: str
) -> None:
    meeting = decided(competition, Motion.APPROVE, Motion.REJECT)
    if step == "signed":
        signed(competition, meeting)
    first, _ = initiatives(meeting)

    with pytest.raises(Refusal):
        competition.act(first, "approve", "coordinator", reason="Сообщим пораньше")


def test_what_is_reconsidered_was_not_carried_out(competition: Competition) -> None:
    meeting = decided(competition, Motion.APPROVE)
    (item,) = meeting.items
    with suppress(Refusal):
        competition.act(item.initiative, "approve", "coordinator", reason="Сообщим пораньше")
    competition.on_item(item, "reconsider", "chair", reason="Ошибка в смете")

    assert (item.initiative.state, item.initiative.awarded) == ("approval", None)


@pytest.mark.parametrize("name", ["leader", "neighbour"])
def test_asking_what_is_possible_does_not_tell_what_was_decided(
    competition: Competition, name: str
) -> None:
    def asked(initiative: Initiative) -> dict[tuple[str, str], list[str]]:
        found = possibilities(
            competition.session, initiative, actor=competition.actor(name), now=competition.now
        )
        return {(p.trigger, p.to_state): [b.code for b in p.blockers] for p in found}

    meeting = decided(competition, Motion.APPROVE, Motion.REJECT)
    supported, rejected = initiatives(meeting)

    assert asked(supported) == asked(rejected)


def test_a_refused_announcement_leaves_nothing_half_done(competition: Competition) -> None:
    meeting = signed(competition, decided(competition, Motion.REJECT, Motion.APPROVE))
    both = initiatives(meeting)
    competition.at("funding", "1-99")
    competition.programme.slots_per_district = 1
    competition.session.commit()
    before = entries(competition, both), letters(competition)

    with pytest.raises(Refusal) as refused:
        announced(competition, meeting)
    competition.session.rollback()

    assert refused.value.codes == ["slot_is_free"]
    competition.session.expire_all()
    assert [i.state for i in both] == ["approval", "approval"]
    assert meeting.state == "signed"
    assert [item.state for item in meeting.items] == ["decided", "decided"]
    assert (entries(competition, both), letters(competition)) == before

    competition.programme.slots_per_district = 2
    announced(competition, meeting)
    assert [i.state for i in both] == ["rejected", "funding"]
    assert verify(competition.session).sound


def test_announcing_twice_announces_once(competition: Competition) -> None:
    meeting = signed(competition, decided(competition, Motion.APPROVE))
    announced(competition, meeting)
    before = letters(competition)

    with pytest.raises(Refusal) as refused:
        announced(competition, meeting)

    assert refused.value.codes == ["not_available"]
    assert letters(competition) == before


def test_a_double_click_announces_once(competition: Competition) -> None:
    meeting = signed(competition, decided(competition, Motion.APPROVE))

    moves = [
        announce(
            competition.session,
            meeting,
            actor=competition.actor("coordinator"),
            now=competition.now,
            key="click",
        )
        for _ in range(2)
    ]

    assert [move.repeated for move in moves] == [False, True]
    approvals = select(func.count()).where(HistoryEntry.action == "approve")
    assert competition.session.scalar(approvals) == 1


def test_what_was_withdrawn_after_the_decision_is_not_carried_out(
    competition: Competition,
) -> None:
    meeting = decided(competition, Motion.APPROVE, Motion.APPROVE)
    withdrawn, other = initiatives(meeting)
    competition.act(withdrawn, "withdraw", "leader", reason="Передумали")
    signed(competition, meeting)

    announced(competition, meeting)

    assert (withdrawn.state, withdrawn.awarded, other.state) == ("withdrawn", None, "funding")
    assert [item.state for item in meeting.items] == ["dropped", "announced"]
    told = select(func.count()).where(
        OutboxMessage.template == "initiative_approved", OutboxMessage.subject_id == withdrawn.id
    )
    assert competition.session.scalar(told) == 0


def test_what_is_decided_is_on_no_second_agenda(competition: Competition) -> None:
    meeting = decided(competition, Motion.APPROVE)
    competition.act(meeting, "close", "chair")

    assert list(competition.convened().items) == []
    assert competition.session.query(AgendaItem).count() == 1


def test_a_returned_initiative_comes_before_the_council_again(competition: Competition) -> None:
    initiative = competition.at("returned")

    competition.act(initiative, "submit", "leader")
    competition.reviewed(initiative)
    competition.meeting(initiative)

    assert initiative.state == "funding"
    assert verify(competition.session).sound


@pytest.mark.parametrize("motion", list(Motion))
def test_no_member_carries_out_what_the_council_decided(
    competition: Competition, motion: Motion
) -> None:
    meeting = decided(competition, motion)
    (initiative,) = initiatives(meeting)

    for name in ("chair", "secretary", "leader"):
        with pytest.raises(Refusal):
            competition.act(initiative, motion, name, reason="Так решили")
    assert initiative.state == "approval"


def test_no_motion_to_approve_is_put_without_money_or_a_slot(competition: Competition) -> None:
    (item,) = competition.convened(competition.at("approval")).items
    competition.has_only(49_999)

    with pytest.raises(Refusal, match="put it on the reserve list") as refused:
        competition.on_item(item, "put", "chair", facts={"motion": "approve"})

    assert refused.value.codes == ["motion_can_be_carried_out"]
    competition.vote(item, Motion.PUT_ON_RESERVE)


def test_the_last_money_is_promised_once(competition: Competition) -> None:
    waiting = [competition.at("approval", f"1-0{n}") for n in range(2)]
    competition.has_only(50_000)
    first, second = competition.convened(*waiting).items
    competition.vote(first)
    competition.vote(second)
    competition.close_vote(first)

    with pytest.raises(Refusal) as refused:
        competition.close_vote(second)

    assert refused.value.codes == ["motion_can_be_carried_out"]
    competition.on_item(second, "call_off", "chair", reason="Денег больше нет")
    competition.vote(second, Motion.PUT_ON_RESERVE)
    competition.close_vote(second)
    competition.finish(first.meeting)
    assert [i.state for i in waiting] == ["funding", "reserve"]


def test_overdue_notices_do_not_tell_either(competition: Competition) -> None:
    """The council's time is met by the announcement; nothing about a decision is in the letters."""
    meeting = decided(competition, Motion.REJECT)
    (initiative,) = initiatives(meeting)
    told = select(OutboxMessage.template).where(
        OutboxMessage.subject_id == initiative.id,
        OutboxMessage.recipient_id == competition.people["leader"].id,
    )

    assert set(competition.session.scalars(told)) == {"initiative_submitted"}
