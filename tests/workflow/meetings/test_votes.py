"""Motions put, votes cast and counted: who may, when, and what it comes to."""

import json

import pytest
from sqlalchemy import func, select

from models import AgendaItem, HistoryEntry, Initiative, Motion, Role, Vote
from tests import make
from tests.make import COUNCIL, Competition
from workflow.actor import Actor
from workflow.council.ballot import ballot_on
from workflow.errors import Refusal
from workflow.gate import possibilities
from workflow.history.verify import verify
from workflow.meetings.agenda import convene
from workflow.meetings.session import act_on_item, close_vote
from workflow.programme.council import appoint
from workflow.programme.lookup import find_council
from workflow.reviews.settling import declare_conflict


@pytest.fixture
def item(competition: Competition) -> AgendaItem:
    """The only item of a meeting at which everyone is."""
    (item,) = competition.convened(competition.at("approval")).items
    return item


def put(
    competition: Competition, item: AgendaItem, name: str = "chair", motion: str = "approve"
) -> None:
    competition.on_item(item, "put", name, facts={"motion": motion})


def vote(competition: Competition, item: AgendaItem, **choices: str) -> None:
    for name, choice in choices.items():
        competition.on_item(item, "vote", name, facts={"choice": choice})


def votes(competition: Competition, item: AgendaItem) -> dict[str, str]:
    """The votes that count, as the database has them."""
    competition.session.expire_all()
    ballot = ballot_on(competition.session, item, make.day(competition.now))
    names = {person.id: name for name, person in competition.people.items()}
    return {names[person]: choice for person, choice in ballot.votes.items()}


def absent(competition: Competition, item: AgendaItem, *names: str) -> None:
    for name in names:
        facts = {"member": competition.people[name].id}
        competition.act(item.meeting, "mark_absent", "secretary", facts=facts)


def declare(competition: Competition, initiative: Initiative, name: str) -> None:
    declare_conflict(
        competition.session,
        initiative,
        "declare_conflict",
        actor=competition.actor(name),
        now=competition.now,
        reason="Работали вместе",
    )


def dismiss(competition: Competition, name: str) -> None:
    council = find_council(competition.session, competition.programme)
    facts = {"member": competition.people[name].id}
    competition.act(council, "dismiss", "coordinator", reason="Сложил полномочия", facts=facts)


def recorded(competition: Competition, item: AgendaItem, action: str) -> dict[str, object]:
    facts = competition.session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == item.id, HistoryEntry.action == action)
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    return dict(json.loads(facts or "{}"))


def test_members_vote_and_the_item_is_decided(competition: Competition, item: AgendaItem) -> None:
    competition.vote(item, second="against", third="abstain")

    move = competition.close_vote(item, "Польза выше сомнений")

    ids = {name: competition.people[name].id for name in COUNCIL}
    assert (move.trigger, item.state, item.motion) == ("adopt", "decided", "approve")
    assert recorded(competition, item, "adopt") == {
        "motion": "approve",
        "in_favour": sorted([ids["expert"], ids["chair"]]),
        "against": [ids["second"]],
        "abstained": [ids["third"]],
        "casting": 0,
        "slots_used": 1,
        "money_left": 850_000_00,
        "recused": [],
        "grounds": "",
        "eligible": 4,
        "needed": 3,
        "present": 4,
    }
    assert verify(competition.session).sound


@pytest.mark.parametrize(
    ("choices", "trigger", "casting"),
    [
        ({"second": "against", "third": "against"}, "adopt", 1),
        ({"chair": "against", "expert": "against"}, "defeat", 1),
        ({"chair": "abstain", "second": "against", "third": "abstain"}, "defeat", 0),
        (dict.fromkeys(COUNCIL, "abstain"), "defeat", 0),
        ({"chair": "against"}, "adopt", 0),
    ],
)
def test_a_tie_is_decided_by_the_chair(
    competition: Competition,
    item: AgendaItem,
    choices: dict[str, str],
    trigger: str,
    casting: int,
) -> None:
    """Whoever is not named votes for it."""
    competition.vote(item, Motion.APPROVE, **choices)

    move = competition.close_vote(item)

    assert move.trigger == trigger
    assert recorded(competition, item, trigger)["casting"] == casting


def test_a_defeated_motion_leaves_the_item_open_to_another(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item, second="against", third="against", chair="against")
    competition.close_vote(item)
    assert (item.state, item.motion, votes(competition, item)) == ("waiting", None, {})

    competition.vote(item, Motion.REJECT)
    competition.close_vote(item)

    assert (item.state, item.motion) == ("decided", "reject")


def test_a_motion_is_adopted_with_a_reason_only(competition: Competition, item: AgendaItem) -> None:
    competition.vote(item)

    with pytest.raises(Refusal) as refused:
        competition.close_vote(item, reason=None)

    assert refused.value.codes == ["reason_missing"]


@pytest.mark.parametrize("trigger", ["adopt", "defeat"])
def test_nobody_closes_against_what_the_votes_say(
    competition: Competition, item: AgendaItem, trigger: str
) -> None:
    against = {} if trigger == "defeat" else dict.fromkeys(COUNCIL, "against")
    competition.vote(item, Motion.APPROVE, **against)

    with pytest.raises(Refusal) as refused:
        competition.on_item(item, trigger, "chair", reason="Так решил председатель")

    assert refused.value.codes == [{"adopt": "vote_is_carried", "defeat": "vote_is_lost"}[trigger]]


def test_nothing_is_decided_before_all_who_are_there_have_voted(
    competition: Competition, item: AgendaItem
) -> None:
    put(competition, item)
    vote(competition, item, expert="for", chair="for", second="for")

    with pytest.raises(Refusal, match="Not voted yet: Third") as refused:
        competition.close_vote(item)
    assert refused.value.codes == ["vote_is_complete"]

    absent(competition, item, "third")
    assert competition.close_vote(item).trigger == "adopt"


def test_a_member_who_comes_late_is_waited_for(competition: Competition) -> None:
    (item,) = competition.convened(competition.at("approval"), absent=["third"]).items
    competition.vote(item)
    facts = {"member": competition.people["third"].id}
    competition.act(item.meeting, "mark_present", "secretary", facts=facts)

    with pytest.raises(Refusal) as refused:
        competition.close_vote(item)

    assert refused.value.codes == ["vote_is_complete"]


def test_who_is_not_there_does_not_vote(competition: Competition) -> None:
    (item,) = competition.convened(competition.at("approval"), absent=["third"]).items
    put(competition, item)

    with pytest.raises(Refusal) as refused:
        vote(competition, item, third="for")

    assert refused.value.codes == ["member_is_present"]
    assert votes(competition, item) == {}


@pytest.mark.parametrize("name", ["secretary", "coordinator", "leader", "treasurer"])
def test_who_is_no_member_does_not_vote(
    competition: Competition, item: AgendaItem, name: str
) -> None:
    put(competition, item)

    with pytest.raises(Refusal) as refused:
        vote(competition, item, **{name: "for"})

    assert refused.value.codes == ["not_permitted", "member_is_present"]
    assert votes(competition, item) == {}


def test_nobody_votes_by_proxy_not_even_a_member_for_a_member(
    competition: Competition, item: AgendaItem
) -> None:
    put(competition, item)
    second, third = competition.people["second"], competition.people["third"]

    with pytest.raises(Refusal) as refused:
        act_on_item(
            competition.session,
            item,
            "vote",
            actor=Actor.person(second.id, on_behalf_of=third.id),
            now=competition.now,
            facts={"choice": "for"},
        )

    assert refused.value.codes == ["not_a_coordinator"]
    assert votes(competition, item) == {}


def test_a_vote_is_changed_until_the_vote_is_closed_and_counted_once(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item)
    vote(competition, item, second="against")

    assert votes(competition, item) == dict.fromkeys(COUNCIL, "for") | {"second": "against"}
    competition.close_vote(item)

    with pytest.raises(Refusal) as refused:
        vote(competition, item, second="for")
    assert refused.value.codes == ["not_available"]
    cast = select(func.count()).where(HistoryEntry.action == "vote")
    assert competition.session.scalar(cast) == 5, "the history keeps every one"


def test_the_same_vote_again_is_told_so(competition: Competition, item: AgendaItem) -> None:
    put(competition, item)
    vote(competition, item, second="for")

    with pytest.raises(Refusal) as refused:
        vote(competition, item, second="for")

    assert refused.value.codes == ["vote_is_new"]


def test_a_double_click_votes_once(competition: Competition, item: AgendaItem) -> None:
    put(competition, item)

    moves = [
        competition.on_item(item, "vote", "second", facts={"choice": "for"}, key="click")
        for _ in range(2)
    ]

    assert [move.repeated for move in moves] == [False, True]
    cast = select(func.count()).where(HistoryEntry.action == "vote")
    assert competition.session.scalar(cast) == 1


@pytest.mark.parametrize("choice", ["yes", "FOR", "", 1, None, ["for"]])
def test_a_vote_is_for_against_or_an_abstention(
    competition: Competition, item: AgendaItem, choice: object
) -> None:
    put(competition, item)

    with pytest.raises(Refusal):
        competition.on_item(item, "vote", "second", facts={"choice": choice})

    assert votes(competition, item) == {}


@pytest.mark.parametrize("name", ["second", "coordinator", "leader", "expert"])
def test_only_chair_and_secretary_put_and_close(
    competition: Competition, item: AgendaItem, name: str
) -> None:
    with pytest.raises(Refusal) as refused:
        put(competition, item, name)
    assert refused.value.codes == ["not_permitted"]
    competition.vote(item)

    for trigger in ("adopt", "call_off"):
        with pytest.raises(Refusal) as refused:
            competition.on_item(item, trigger, name, reason="Хватит")
        assert refused.value.codes == ["not_permitted"]
    assert item.state == "voting"


def test_a_recused_chair_neither_puts_nor_closes_nor_votes(competition: Competition) -> None:
    group = [competition.people[name] for name in ("friend", "chair")]
    (item,) = competition.convened(competition.at("approval", group=group)).items

    with pytest.raises(Refusal) as refused:
        put(competition, item, "chair")
    assert refused.value.codes == ["conflict_of_interest"]
    put(competition, item, "secretary")
    vote(competition, item, expert="for", second="against", third="abstain")
    for trigger, facts in (("vote", {"choice": "for"}), ("call_off", {}), ("defeat", {})):
        with pytest.raises(Refusal) as refused:
            competition.on_item(item, trigger, "chair", facts=facts, reason="Хватит")
        assert refused.value.codes == ["conflict_of_interest"]

    assert competition.close_vote(item).trigger == "defeat", "no casting vote"


def test_a_conflict_declared_after_having_voted_takes_the_vote_out(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item, expert="against")

    declare(competition, item.initiative, "expert")

    assert votes(competition, item) == {"chair": "for", "second": "for", "third": "for"}
    competition.close_vote(item)
    assert recorded(competition, item, "adopt")["against"] == []


def test_a_conflict_declared_during_the_vote_may_cost_the_quorum(
    competition: Competition,
) -> None:
    (item,) = competition.convened(competition.at("approval"), absent=["third"]).items
    competition.vote(item)

    declare(competition, item.initiative, "second")

    with pytest.raises(Refusal, match="nobody from: Deputies") as refused:
        competition.close_vote(item)
    assert refused.value.codes == ["item_has_quorum"]
    competition.on_item(item, "call_off", "chair", reason="Нет кворума")


def test_the_quorum_is_counted_anew_for_each_item(competition: Competition) -> None:
    own = competition.at(
        "approval", "1-01", group=[competition.people[n] for n in ("friend", "second", "third")]
    )
    other = competition.at("approval", "1-02")
    first, second = competition.convened(own, other).items

    with pytest.raises(Refusal, match="2 present of 2 needed") as refused:
        put(competition, first)

    assert refused.value.codes == ["item_has_quorum"]
    put(competition, second)


def test_recusals_are_on_record_when_the_motion_is_put(competition: Competition) -> None:
    group = [competition.people[name] for name in ("friend", "third")]
    (item,) = competition.convened(competition.at("approval", group=group)).items

    put(competition, item)

    assert recorded(competition, item, "put") == {
        "motion": "approve",
        "recused": [competition.people["third"].id],
        "grounds": "own_group",
        "eligible": 3,
        "needed": 2,
        "present": 3,
        "version": 1,
    }


def test_all_recused_can_decide_nothing(competition: Competition) -> None:
    (item,) = competition.convened(competition.at("approval")).items
    competition.session.execute(
        Initiative.group.property.secondary.insert(),
        [
            {"initiative_id": item.initiative_id, "person_id": competition.people[name].id}
            for name in COUNCIL
        ],
    )

    with pytest.raises(Refusal, match="0 present of 0 needed"):
        put(competition, item, "secretary")


def test_who_leaves_may_leave_no_quorum_behind(competition: Competition, item: AgendaItem) -> None:
    competition.vote(item)
    absent(competition, item, "second", "third")

    with pytest.raises(Refusal) as refused:
        competition.close_vote(item)

    assert refused.value.codes == ["item_has_quorum"]


def test_nothing_is_defeated_without_a_quorum(competition: Competition, item: AgendaItem) -> None:
    put(competition, item)
    absent(competition, item, "second", "third")
    vote(competition, item, expert="against", chair="against")

    with pytest.raises(Refusal) as refused:
        competition.close_vote(item)

    assert refused.value.codes == ["item_has_quorum"]


def test_the_vote_of_who_was_dismissed_no_longer_counts(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item, expert="against", chair="against")

    dismiss(competition, "second")

    assert votes(competition, item) == {"expert": "against", "chair": "against", "third": "for"}


def test_the_vote_of_who_was_recused_and_then_dismissed_does_not_come_back(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item)
    declare(competition, item.initiative, "second")
    assert "second" not in votes(competition, item)

    dismiss(competition, "second")

    assert "second" not in votes(competition, item)


def test_a_new_chair_has_the_casting_vote(competition: Competition, item: AgendaItem) -> None:
    competition.vote(item, expert="against", chair="against")
    appoint(
        competition.session,
        find_council(competition.session, competition.programme),
        Role.CHAIR,
        competition.people["second"].id,
        constituency=None,
        since=make.day(competition.now),
        until=competition.programme.ends_on,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )

    assert competition.close_vote(item).trigger == "adopt"
    with pytest.raises(Refusal) as refused:
        competition.on_item(item, "reconsider", "chair", reason="Передумал")
    assert refused.value.codes == ["not_permitted"]


def test_of_two_motions_the_second_is_refused(competition: Competition, item: AgendaItem) -> None:
    put(competition, item)

    with pytest.raises(Refusal) as refused:
        put(competition, item, "secretary", "reject")

    assert refused.value.codes == ["not_available"]
    assert item.motion == "approve"


@pytest.mark.parametrize("motion", ["promote", "Approve"])
def test_only_what_the_council_can_decide_is_put(
    competition: Competition, item: AgendaItem, motion: str
) -> None:
    with pytest.raises(Refusal) as refused:
        put(competition, item, motion=motion)

    assert refused.value.codes == ["motion_is_known"]
    assert item.state == "waiting"


@pytest.mark.parametrize("motion", ["", 7, ["approve"], {"approve": 1}], ids=str)
def test_a_motion_that_is_no_text_is_refused_and_not_a_fault(
    competition: Competition, item: AgendaItem, motion: str
) -> None:
    with pytest.raises(Refusal) as refused:
        put(competition, item, motion=motion)

    assert refused.value.codes == ["fact_invalid"]


def test_nothing_is_put_before_the_meeting_is_open(competition: Competition) -> None:
    from_now = competition.at("approval")
    meeting = competition.convened()
    competition.act(meeting, "close", "chair")
    (item,) = _convened_only(competition, from_now)

    with pytest.raises(Refusal) as refused:
        put(competition, item)

    assert refused.value.codes == ["meeting_is_open", "item_has_quorum"]


def _convened_only(competition: Competition, initiative: Initiative) -> list[AgendaItem]:
    meeting = convene(
        competition.session,
        competition.programme,
        held_at=make.NOON.replace(month=4),
        place="Зал",
        actor=competition.actor("secretary"),
        now=competition.now,
        only=[initiative.code],
    )
    return list(meeting.items)


def test_a_vote_called_off_counts_for_nothing(competition: Competition, item: AgendaItem) -> None:
    competition.vote(item)
    with pytest.raises(Refusal) as refused:
        competition.on_item(item, "call_off", "chair")
    assert refused.value.codes == ["reason_missing"]

    competition.on_item(item, "call_off", "chair", reason="Неясный вопрос")

    assert (item.state, item.motion, votes(competition, item)) == ("waiting", None, {})
    competition.vote(item, Motion.REJECT)
    assert len(votes(competition, item)) == 4


def test_a_decision_is_reconsidered_by_the_chair_while_the_meeting_lasts(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item)
    competition.close_vote(item)
    for name in ("secretary", "second", "coordinator"):
        with pytest.raises(Refusal) as refused:
            competition.on_item(item, "reconsider", name, reason="Ошибка")
        assert refused.value.codes == ["not_permitted"]

    competition.on_item(item, "reconsider", "chair", reason="Ошибка в смете")

    assert (item.state, item.motion, votes(competition, item)) == ("waiting", None, {})


def test_a_decision_is_not_reconsidered_after_the_close(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item)
    competition.close_vote(item)
    competition.act(item.meeting, "close", "chair")

    with pytest.raises(Refusal) as refused:
        competition.on_item(item, "reconsider", "chair", reason="Ошибка")

    assert refused.value.codes == ["meeting_is_open"]
    assert item.state == "decided"


def test_a_withdrawn_initiative_leaves_the_vote(competition: Competition, item: AgendaItem) -> None:
    competition.vote(item)

    competition.act(item.initiative, "withdraw", "leader", reason="Передумали")

    assert item.state == "dropped"
    with pytest.raises(Refusal) as refused:
        competition.close_vote(item)
    assert refused.value.codes == ["not_available"]
    competition.act(item.meeting, "close", "chair")


@pytest.mark.parametrize("lost", [False, True], ids=["adopted", "defeated"])
def test_a_double_click_closes_once(competition: Competition, item: AgendaItem, lost: bool) -> None:
    competition.vote(item, Motion.APPROVE, **(dict.fromkeys(COUNCIL, "against") if lost else {}))

    def click() -> bool:
        move = close_vote(
            competition.session,
            item,
            actor=competition.actor("secretary"),
            now=competition.now,
            reason="Так решили",
            key="click",
        )
        return move.repeated

    first = click()
    assert (first, click()) == (False, True)


def test_a_second_secretary_who_closes_is_told_that_it_is_done(
    competition: Competition, item: AgendaItem
) -> None:
    competition.vote(item)
    competition.close_vote(item)

    with pytest.raises(Refusal) as refused:
        competition.close_vote(item)

    assert refused.value.codes == ["not_available"]


def test_what_may_be_done_tells_a_member_why_not(
    competition: Competition, item: AgendaItem
) -> None:
    put(competition, item)
    competition.on_item(item, "vote", "second", facts={"choice": "for"})

    found = possibilities(
        competition.session, item, actor=competition.actor("second"), now=competition.now
    )

    assert {p.trigger: [b.code for b in p.blockers] for p in found} == {
        "vote": [],
        "adopt": ["not_permitted", "vote_is_complete"],
        "defeat": ["not_permitted", "vote_is_complete", "vote_is_lost"],
        "call_off": ["not_permitted"],
    }


def test_no_vote_row_outlives_its_motion(competition: Competition, item: AgendaItem) -> None:
    competition.vote(item, Motion.APPROVE, **dict.fromkeys(COUNCIL, "against"))
    competition.close_vote(item)

    assert competition.session.query(Vote).count() == 0
