"""Each event is told to whom it concerns, none is left out, and none is queued twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import Initiative, Subject, Webhook, WebhookCall
from tests.make import NOON, Competition
from tests.workflow.at_once import at_once, prepared
from tests.workflow.statements import statements
from workflow.events.announcing import announced, unannounced
from workflow.events.event import new_events


def webhook(competition: Competition, *events: str, **given: object) -> Webhook:
    made = Webhook(
        programme_id=competition.programme.id,
        url=f"https://example.org/{len(competition.session.scalars(select(Webhook)).all())}",
        secret="whsec_c2VjcmV0",
        events=list(events),
        created_at=competition.now,
    )
    for name, value in given.items():
        setattr(made, name, value)
    competition.session.add(made)
    competition.session.flush()
    return made


def announce(session: Session) -> int:
    return announced(session, new_events(session, unannounced(session, 1_000)), now=NOON)


def told(session: Session, to: Webhook) -> list[tuple[str, int]]:
    calls = session.scalars(
        select(WebhookCall).where(WebhookCall.webhook_id == to.id).order_by(WebhookCall.id)
    )
    return [(call.subject.code, call.sequence) for call in calls]


def test_only_subjects_with_something_new_are_found(competition: Competition) -> None:
    session = competition.session
    announce(session)
    assert unannounced(session, 10) == []

    initiative = competition.at("expert_review", "1-05")
    competition.reviews(initiative)

    found = session.scalars(select(Subject).where(Subject.id.in_(unannounced(session, 10))))
    assert {subject.kind for subject in found} == {"initiative", "review"}
    assert len(unannounced(session, 1)) == 1


def test_looking_for_what_is_new_does_not_read_what_there_is(competition: Competition) -> None:
    session = competition.session
    plan = "explain query plan" if session.get_bind().dialect.name == "sqlite" else "explain"
    with statements(session) as asked:
        unannounced(session, 10)
    connection = session.connection()
    if plan == "explain":
        connection.exec_driver_sql("set local enable_seqscan = off")  # the table is tiny
        query, limit = asked[0], {"param_1": 10}
        shown = str(connection.exec_driver_sql(f"{plan} {query}", limit).all())
    else:
        shown = str(connection.exec_driver_sql(f"{plan} {asked[0]}", (10, 0)).all())

    assert "ix_subject_unannounced" in shown


def test_a_webhook_hears_of_what_its_patterns_name_in_order(competition: Competition) -> None:
    session = competition.session
    announce(session)
    everything, some = webhook(competition, "vmeste.*"), webhook(competition, "*.submit", "*.lapse")
    initiative = competition.at("expert_review", "1-05")

    assert announce(session) == 2
    assert told(session, everything) == [("1-05", 1), ("1-05", 2)]
    assert told(session, some) == [("1-05", 2)]
    session.refresh(initiative)
    assert initiative.announced == initiative.version == 2


def test_what_was_told_is_not_told_again(competition: Competition) -> None:
    session = competition.session
    hears = webhook(competition, "*")
    competition.at("expert_review", "1-05")
    events = new_events(session, unannounced(session, 1_000))

    assert announced(session, events, now=NOON) == len(events)
    before = told(session, hears)
    assert announced(session, events, now=NOON) == 0
    assert told(session, hears) == before


def test_what_happened_since_it_was_read_is_left_for_the_next(competition: Competition) -> None:
    session = competition.session
    announce(session)
    initiative = competition.initiative("1-05")
    events = new_events(session, [initiative.id])
    competition.act(initiative, "submit", "leader")

    assert announced(session, events, now=NOON) == 1
    assert [event.sequence for event in new_events(session, [initiative.id])] == [2]


@pytest.mark.parametrize("given", ["stopped", "added later", "of another programme"])
def test_a_webhook_does_not_hear_what_does_not_concern_it(
    competition: Competition, given: str
) -> None:
    session = competition.session
    hears = webhook(competition, "*")
    if given == "stopped":
        hears.stopped_at = NOON
    elif given == "added later":
        hears.created_at = NOON + timedelta(seconds=1)
    session.flush()
    competition.initiative("1-05")
    events = new_events(session, unannounced(session, 1_000))
    if given == "of another programme":
        events = [replace(event, programme="other") for event in events]

    assert announced(session, events, now=NOON) > 0
    assert told(session, hears) == []


def test_two_who_announce_at_once_queue_each_call_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        webhook(competition, "*")
        competition.at("expert_review", "1-05")

    ended = at_once(engine, announce, announce)

    assert ended == ["done", "done"]
    with Session(engine) as session:
        entries = session.scalar(select(func.sum(Subject.version)))
        assert session.scalar(select(func.count(WebhookCall.id))) == entries
        assert unannounced(session, 10) == []


def test_a_change_is_not_held_up_by_what_was_announced_of_it(competition: Competition) -> None:
    initiative = competition.initiative("1-05")
    announce(competition.session)
    competition.act(initiative, "submit", "leader")

    kept = competition.session.get_one(Initiative, initiative.id, populate_existing=True)
    assert (kept.version, kept.announced) == (2, 1)
