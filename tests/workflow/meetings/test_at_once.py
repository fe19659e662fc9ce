"""A council at once: votes and closes, motions, meetings, announcements; never half of either."""

import json
from threading import Event

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import (
    AgendaItem,
    HistoryEntry,
    Initiative,
    Meeting,
    Motion,
    OutboxMessage,
    Programme,
    Vote,
)
from tests.make import COUNCIL, NOON
from tests.workflow.at_once import Act, actions, afterwards, at_once, prepared
from workflow.actor import Actor
from workflow.council.capacity import capacity
from workflow.gate import perform
from workflow.gate.perform import lock
from workflow.meetings.agenda import convene
from workflow.meetings.decisions import announce, promote
from workflow.meetings.session import act_on_item, close_vote
from workflow.reviews.settling import declare_conflict

MINUTES = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}
ROUNDS = 20


def on_item(item: int, trigger: str, by: int, key: str | None = None, **facts: str) -> Act:
    def act(session: Session) -> None:
        act_on_item(
            session,
            session.get_one(AgendaItem, item),
            trigger,
            actor=Actor.person(by),
            now=NOON,
            facts=facts,
            key=key,
        )

    return act


def close(item: int, by: int, key: str | None = None) -> Act:
    def act(session: Session) -> None:
        found = session.get_one(AgendaItem, item)
        actor = Actor.person(by)
        close_vote(session, found, actor=actor, now=NOON, reason="Так решили", key=key)

    return act


def released(meeting: int, by: int, key: str | None = None) -> Act:
    def act(session: Session) -> None:
        found = session.get_one(Meeting, meeting)
        announce(session, found, actor=Actor.person(by), now=NOON, key=key)

    return act


def do(initiative: int, trigger: str, by: int) -> Act:
    def act(session: Session) -> None:
        found = session.get_one(Initiative, initiative)
        perform(session, found, trigger, actor=Actor.person(by), now=NOON, reason="Так надо")

    return act


def declare(initiative: int, by: int) -> Act:
    def act(session: Session) -> None:
        found = session.get_one(Initiative, initiative)
        actor = Actor.person(by)
        declare_conflict(
            session, found, "declare_conflict", actor=actor, now=NOON, reason="Работали вместе"
        )

    return act


def counted(session: Session, item: int) -> dict[str, list[int]]:
    """Whom the closed vote counted, from the history."""
    facts = session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == item, HistoryEntry.action.in_(("adopt", "defeat")))
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    told = json.loads(facts or "{}")
    return {choice: told.get(choice, []) for choice in ("in_favour", "against", "abstained")}


def test_a_changed_vote_races_the_close_and_is_counted_or_refused(engine: Engine) -> None:
    """Of twenty votes changed while the item is closed each is in the tally or was refused."""
    with prepared(engine) as competition:
        (item,) = competition.convened(competition.at("approval")).items
        item_id = item.id
        ids = {name: competition.people[name].id for name in (*COUNCIL, "secretary")}

    ends = []
    for _ in range(ROUNDS):
        with Session(engine, expire_on_commit=False) as session, session.begin():
            found = session.get_one(AgendaItem, item_id)
            for trigger, by, facts in [
                ("put", ids["chair"], {"motion": "approve"}),
                *[("vote", ids[name], {"choice": "for"}) for name in COUNCIL],
            ]:
                act_on_item(session, found, trigger, actor=Actor.person(by), now=NOON, facts=facts)
        voted, closed = at_once(
            engine,
            on_item(item_id, "vote", ids["second"], choice="against"),
            close(item_id, ids["secretary"]),
        )
        with Session(engine) as session, session.begin():
            told = counted(session, item_id)
            assert closed == "done"
            assert voted in ("done", "not_available")
            assert (ids["second"] in told["against"]) == (voted == "done")
            assert (ids["second"] in told["in_favour"]) == (voted != "done")
            act_on_item(
                session,
                session.get_one(AgendaItem, item_id),
                "reconsider",
                actor=Actor.person(ids["chair"]),
                now=NOON,
                reason="Ещё раз",
            )
        ends.append(voted)

    with afterwards(engine) as session:
        assert actions(session, "adopt") == ROUNDS
        assert actions(session, "vote") == ROUNDS * 4 + ends.count("done")


def test_the_last_vote_races_the_close_and_one_of_both_is_told_to_wait(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiatives = [competition.at("approval", f"1-0{n}") for n in range(4)]
        meeting = competition.convened(*initiatives)
        for item in meeting.items:
            competition.on_item(item, "put", "chair", facts={"motion": "reject"})
            for name in ("expert", "chair", "second"):
                competition.on_item(item, "vote", name, facts={"choice": "for"})
        items = [item.id for item in meeting.items]
        third, secretary = (competition.people[n].id for n in ("third", "secretary"))

    for item_id in items:
        voted, closed = at_once(
            engine, on_item(item_id, "vote", third, choice="against"), close(item_id, secretary)
        )
        assert voted == "done"
        assert closed in ("done", "vote_is_complete")
        with Session(engine) as session:
            assert (session.get_one(AgendaItem, item_id).state == "decided") == (closed == "done")
            assert (counted(session, item_id)["against"] == [third]) == (closed == "done")

    with afterwards(engine) as session:
        assert actions(session, "vote") == 16


def test_the_whole_council_votes_at_once_and_every_vote_is_there(engine: Engine) -> None:
    with prepared(engine) as competition:
        (item,) = competition.convened(competition.at("approval")).items
        competition.on_item(item, "put", "chair", facts={"motion": "approve"})
        item_id = item.id
        people = [competition.people[name].id for name in COUNCIL]

    votes = [on_item(item_id, "vote", person, choice="for") for person in people]
    ended = at_once(engine, *votes)

    assert ended == ["done"] * 4
    with afterwards(engine) as session:
        assert sorted(v.member_id for v in session.query(Vote)) == sorted(people)
        assert actions(session, "vote") == 4


@pytest.mark.parametrize("key", ["click", None])
def test_a_double_click_on_a_vote_is_one_entry(engine: Engine, key: str | None) -> None:
    with prepared(engine) as competition:
        (item,) = competition.convened(competition.at("approval")).items
        competition.on_item(item, "put", "chair", facts={"motion": "approve"})
        item_id, second = item.id, competition.people["second"].id

    ended = at_once(engine, *[on_item(item_id, "vote", second, key, choice="for")] * 4)

    assert sorted(ended) == (["done"] * 4 if key else ["done", *["vote_is_new"] * 3])
    with afterwards(engine) as session:
        assert actions(session, "vote") == 1


def test_two_secretaries_close_at_once_and_one_is_told_that_it_is_closed(engine: Engine) -> None:
    with prepared(engine) as competition:
        (item,) = competition.convened(competition.at("approval")).items
        competition.vote(item)
        item_id = item.id
        people = [competition.people[name].id for name in ("secretary", "chair")]

    ended = at_once(engine, *[close(item_id, person) for person in people])

    assert sorted(ended) == ["done", "not_available"]
    with afterwards(engine) as session:
        assert actions(session, "adopt") == 1


def test_two_motions_at_once_and_one_is_voted_on(engine: Engine) -> None:
    with prepared(engine) as competition:
        (item,) = competition.convened(competition.at("approval")).items
        item_id = item.id
        people = [competition.people[name].id for name in ("secretary", "chair")]

    ended = at_once(
        engine,
        *[
            on_item(item_id, "put", person, motion=motion)
            for person, motion in zip(people, (Motion.APPROVE, Motion.REJECT), strict=True)
        ],
    )

    assert sorted(ended) == ["done", "not_available"]
    with afterwards(engine) as session:
        item = session.get_one(AgendaItem, item_id)
        put = session.query(HistoryEntry).filter_by(action="put").one()
        assert json.loads(put.facts)["motion"] == item.motion
        assert item.motion == (Motion.APPROVE if ended[0] == "done" else Motion.REJECT)


def test_two_coordinators_announce_at_once_and_letters_go_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiatives = [competition.at("approval", f"1-0{n}") for n in range(4)]
        meeting = competition.convened(*initiatives)
        for item, motion in zip(meeting.items, Motion, strict=True):
            competition.vote(item, motion)
            competition.close_vote(item)
        competition.act(meeting, "close", "chair")
        competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
        competition.act(meeting, "sign", "chair", facts=MINUTES)
        meeting_id, coordinator = meeting.id, competition.people["coordinator"].id

    ended = at_once(engine, *[released(meeting_id, coordinator)] * 3)

    assert sorted(ended) == ["done", "not_available", "not_available"]
    with afterwards(engine) as session:
        assert [actions(session, motion) for motion in Motion] == [1, 1, 1, 1]
        told = session.query(OutboxMessage).filter_by(template="initiative_approved").count()
        assert told == 1


def test_a_double_click_announces_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        meeting = competition.convened(competition.at("approval"))
        competition.vote(meeting.items[0])
        competition.close_vote(meeting.items[0])
        competition.act(meeting, "close", "chair")
        competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
        competition.act(meeting, "sign", "chair", facts=MINUTES)
        meeting_id, coordinator = meeting.id, competition.people["coordinator"].id

    assert at_once(engine, *[released(meeting_id, coordinator, "click")] * 4) == ["done"] * 4

    with afterwards(engine) as session:
        assert actions(session, "announce", subject_id=meeting_id) == 1
        assert actions(session, "approve") == 1


@pytest.mark.parametrize("scarce", ["slots", "money"])
def test_two_meetings_promise_the_last_slot_and_the_last_money_once(
    engine: Engine, scarce: str
) -> None:
    with prepared(engine) as competition:
        given = 4 if scarce == "slots" else 0
        for number in range(given):
            competition.at("funding", f"1-1{number}")
        if scarce == "money":
            competition.has_only(60_000)
        items = []
        for number in range(2):
            (item,) = competition.convened(competition.at("approval", f"1-0{number}")).items
            competition.vote(item)
            items.append(item.id)
        secretary, programme = competition.people["secretary"].id, competition.programme.id

    ended = at_once(engine, *[close(item, secretary) for item in items])

    assert sorted(ended) == ["done", "motion_can_be_carried_out"]
    with afterwards(engine) as session:
        assert sorted(session.get_one(AgendaItem, item).state for item in items) == [
            "decided",
            "voting",
        ]
        free = capacity(session, session.get_one(Programme, programme))
        assert free.money.minor >= 0
        assert max(free.used.values()) <= 5


def test_the_last_slot_goes_to_the_reserve_or_to_the_meeting_and_never_to_both(
    engine: Engine,
) -> None:
    with prepared(engine) as competition:
        waiting = competition.at("reserve", "1-01").id
        competition.has_only(60_000)
        (item,) = competition.convened(competition.at("approval", "1-02")).items
        competition.vote(item)
        item_id = item.id
        secretary, coordinator, programme = (
            competition.people["secretary"].id,
            competition.people["coordinator"].id,
            competition.programme.id,
        )

    decided, promoted = at_once(
        engine, close(item_id, secretary), do(waiting, "promote", coordinator)
    )

    assert (decided == "done") != (promoted == "done")
    assert {decided, promoted} <= {"done", "motion_can_be_carried_out", "money_is_available"}
    with afterwards(engine) as session:
        assert capacity(session, session.get_one(Programme, programme)).money.minor == 10_000_00


def test_a_conflict_declared_while_the_vote_is_closed(engine: Engine) -> None:
    """Either the vote is counted and the conflict came after it, or it is not."""
    with prepared(engine) as competition:
        initiatives = [competition.at("approval", f"1-0{n}") for n in range(4)]
        items = []
        for item in competition.convened(*initiatives).items:
            competition.vote(item, Motion.REJECT)
            items.append((item.id, item.initiative_id))
        second, secretary = (competition.people[n].id for n in ("second", "secretary"))

    for item_id, initiative_id in items:
        ended = at_once(engine, declare(initiative_id, second), close(item_id, secretary))

        assert ended == ["done", "done"]
        with Session(engine) as session:
            closed, declared = (
                session.query(HistoryEntry).filter_by(subject_id=of, action=action).one().id
                for of, action in ((item_id, "adopt"), (initiative_id, "declare_conflict"))
            )
            assert (second in counted(session, item_id)["in_favour"]) == (closed < declared)

    with afterwards(engine):
        pass


def test_a_member_leaves_while_the_vote_is_closed(engine: Engine) -> None:
    with prepared(engine) as competition:
        (item,) = competition.convened(competition.at("approval"), absent=["third"]).items
        competition.vote(item)
        item_id, meeting_id = item.id, item.meeting_id
        second, secretary = (competition.people[n].id for n in ("second", "secretary"))

    def leave(session: Session) -> None:
        perform(
            session,
            session.get_one(Meeting, meeting_id),
            "mark_absent",
            actor=Actor.person(secretary),
            now=NOON,
            facts={"member": second},
        )

    left, closed = at_once(engine, leave, close(item_id, secretary))

    assert left == "done"
    assert closed in ("done", "item_has_quorum")
    with afterwards(engine) as session:
        assert (session.get_one(AgendaItem, item_id).state == "decided") == (closed == "done")


def test_an_initiative_withdrawn_while_the_vote_is_closed_takes_no_slot(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiatives = [competition.at("approval", f"1-0{n}") for n in range(4)]
        items = []
        for item in competition.convened(*initiatives).items:
            competition.vote(item)
            items.append((item.id, item.initiative_id))
        people = {n: competition.people[n].id for n in ("leader", "secretary")}
        programme = competition.programme.id

    for item_id, initiative_id in items:
        withdrawn, closed = at_once(
            engine,
            do(initiative_id, "withdraw", people["leader"]),
            close(item_id, people["secretary"]),
        )
        assert withdrawn == "done"
        assert closed in ("done", "not_available")

    with afterwards(engine) as session:
        assert {session.get_one(AgendaItem, item).state for item, _ in items} == {"dropped"}
        free = capacity(session, session.get_one(Programme, programme))
        assert (free.used, free.money.minor) == ({}, 900_000_00)


def test_of_three_who_convene_at_once_one_has_the_agenda(engine: Engine) -> None:
    with prepared(engine) as competition:
        for number in range(3):
            competition.at("approval", f"1-0{number}")
        secretary = competition.people["secretary"].id

    def call(session: Session) -> None:
        convene(
            session,
            session.query(Programme).one(),
            held_at=NOON.replace(day=20),
            place="Зал",
            actor=Actor.person(secretary),
            now=NOON,
        )

    assert sorted(at_once(engine, *[call] * 3)) == ["done", "nothing_waits", "nothing_waits"]

    with afterwards(engine) as session:
        assert [len(meeting.items) for meeting in session.query(Meeting)] == [3]


def test_a_meeting_closes_while_a_motion_is_put(engine: Engine) -> None:
    with prepared(engine) as competition:
        rounds = []
        for number in range(4):
            meeting = competition.convened(competition.at("approval", f"1-0{number}"))
            rounds.append((meeting.id, meeting.items[0].id))
        chair, secretary = (competition.people[n].id for n in ("chair", "secretary"))

    for meeting_id, item_id in rounds:

        def end(session: Session, meeting_id: int = meeting_id) -> None:
            meeting = session.get_one(Meeting, meeting_id)
            perform(session, meeting, "close", actor=Actor.person(chair), now=NOON)

        put, ended = at_once(engine, on_item(item_id, "put", secretary, motion="reject"), end)
        with Session(engine) as session:
            state = session.get_one(AgendaItem, item_id).state
            assert (put, ended, state) in (
                ("done", "no_vote_is_open", "voting"),
                ("not_available", "done", "postponed"),
            )

    with afterwards(engine):
        pass


def blocked_halfway(engine: Engine, first: Act, subject_id: int, second: Act) -> list[str]:
    """The second has locked a subject that the first comes to later, and then goes on."""
    locked = Event()

    def begin(session: Session) -> None:
        if session.get_bind().dialect.name == "sqlite":
            locked.wait(0)  # one writer at a time: whoever is second has not begun
        else:
            locked.wait(30)
        first(session)

    def meanwhile(session: Session) -> None:
        lock(session, session.get_one(Initiative, subject_id))
        locked.set()
        Event().wait(0.5)
        second(session)

    return at_once(engine, begin, meanwhile)


def test_a_promotion_by_hand_and_by_the_clock_do_not_wait_in_a_circle(engine: Engine) -> None:
    with prepared(engine) as competition:
        waiting = [competition.at("reserve", f"1-0{n}").id for n in range(2)]
        coordinator = competition.people["coordinator"].id

    def sweep(session: Session) -> None:
        programme = session.query(Programme).one()
        promote(session, programme, actor=Actor.clock("promote_from_reserve"), now=NOON)

    ended = blocked_halfway(engine, sweep, waiting[1], do(waiting[1], "promote", coordinator))

    assert ended in (["done", "done"], ["done", "first_on_reserve_list"])
    with afterwards(engine) as session:
        states = [session.get_one(Initiative, i).state for i in waiting]
        assert states == ["funding", "funding" if ended[1] == "done" else "reserve"]


def test_an_announcement_and_a_hasty_approval_do_not_wait_in_a_circle(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiatives = [competition.at("approval", f"1-0{n}") for n in range(2)]
        meeting = competition.convened(*initiatives)
        for item in meeting.items:
            competition.vote(item)
            competition.close_vote(item)
        competition.act(meeting, "close", "chair")
        competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
        competition.act(meeting, "sign", "chair", facts=MINUTES)
        meeting_id, coordinator = meeting.id, competition.people["coordinator"].id
        last = max(initiative.id for initiative in initiatives)

    ended = blocked_halfway(
        engine, released(meeting_id, coordinator), last, do(last, "approve", coordinator)
    )

    assert "done" in ended
    with afterwards(engine) as session:
        assert session.get_one(Meeting, meeting_id).state == "announced"


def test_convening_and_a_hasty_approval_do_not_wait_in_a_circle(engine: Engine) -> None:
    """Even what is refused in the end must not hold up the other."""
    with prepared(engine) as competition:
        waiting = competition.at("approval").id
        secretary, coordinator = (competition.people[n].id for n in ("secretary", "coordinator"))

    def call(session: Session) -> None:
        convene(
            session,
            session.query(Programme).one(),
            held_at=NOON.replace(day=20),
            place="Зал",
            actor=Actor.person(secretary),
            now=NOON,
        )

    called, approved = blocked_halfway(engine, call, waiting, do(waiting, "approve", coordinator))

    assert called == "done"
    assert approved != "done"
    with afterwards(engine) as session:
        assert session.get_one(Initiative, waiting).state == "approval"
