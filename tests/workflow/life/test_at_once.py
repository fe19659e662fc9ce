"""Several record the same at once, or what together would be too much."""

from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import (
    Audience,
    Consultation,
    EventKind,
    Feedback,
    MediaKind,
    MediaMention,
    Participation,
    Person,
    Programme,
    ProgrammeEvent,
)
from tests.make import NOON
from tests.workflow.at_once import Act, afterwards, at_once, prepared
from workflow.actor import Actor
from workflow.life.consultations import Advice, record_consultation
from workflow.life.events import EventPlan, cancel_event, hold_event, plan_event
from workflow.life.feedback import Form, keep_feedback
from workflow.life.media import Publication, record_mention
from workflow.life.turnout import record_turnout

DAY = date(2026, 3, 2)


def person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.email == f"{name}@example.org")).one()


def coordinator(session: Session) -> Actor:
    return Actor.person(person(session, "coordinator").id)


def programme(session: Session) -> Programme:
    return session.scalars(select(Programme)).one()


def event(session: Session) -> ProgrammeEvent:
    return session.scalars(select(ProgrammeEvent)).one()


def plan(session: Session) -> None:
    planned = EventPlan("table", EventKind.ROUND_TABLE, "Круглый стол", DAY, DAY, "Зал")
    plan_event(session, programme(session), planned, actor=coordinator(session), now=NOON)


def advise(session: Session) -> None:
    advice = Advice(person(session, "leader"), DAY, "Смета", 30, person(session, "expert"))
    record_consultation(session, programme(session), advice, actor=coordinator(session), now=NOON)


def publish(session: Session) -> None:
    told = Publication(MediaKind.SITE, "Портал", "Вместе", "https://example.org/1", DAY)
    record_mention(session, programme(session), told, actor=coordinator(session), now=NOON)


def attend(*names: str) -> Act:
    def act(session: Session) -> None:
        people = [person(session, name) for name in names]
        actor = coordinator(session)
        record_turnout(session, event(session), people=people, actor=actor, now=NOON)

    return act


def bring(forms: int, sheet: str) -> Act:
    def act(session: Session) -> None:
        filled, actor = [Form(5, True)] * forms, coordinator(session)
        keep_feedback(session, event(session), filled, actor=actor, now=NOON, sheet=sheet)

    return act


def test_what_several_record_at_once_is_there_once(engine: Engine) -> None:
    with prepared(engine):
        pass

    for act in (plan, advise, publish):
        assert at_once(engine, act, act, act) == ["done"] * 3

    with afterwards(engine) as session:
        for model in (ProgrammeEvent, Consultation, MediaMention):
            assert session.query(model).count() == 1


def test_people_recorded_at_once_are_each_there_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        competition.event()

    ended = at_once(
        engine, attend("leader", "friend"), attend("friend", "leader"), attend("friend")
    )

    assert ended == ["done"] * 3
    with afterwards(engine) as session:
        assert session.query(Participation).count() == 2


def test_a_sheet_brought_twice_at_once_is_kept_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        attended(competition.session, competition.event(), 20)

    assert at_once(engine, *[bring(5, "анкеты")] * 3) == ["done"] * 3
    with afterwards(engine) as session:
        assert session.query(Feedback).count() == 5


def test_two_sheets_at_once_are_no_more_forms_than_people(engine: Engine) -> None:
    with prepared(engine) as competition:
        attended(competition.session, competition.event(), 5)

    ended = at_once(engine, bring(3, "первая"), bring(3, "вторая"))

    assert sorted(ended) == ["done", "more_forms_than_people"]
    with afterwards(engine) as session:
        assert session.query(Feedback).count() == 3


def test_an_event_held_and_cancelled_at_once_is_one_of_the_two(engine: Engine) -> None:
    with prepared(engine) as competition:
        competition.event(held=False)

    def hold(session: Session) -> None:
        hold_event(session, event(session), actor=coordinator(session), now=NOON)

    def cancel(session: Session) -> None:
        actor = coordinator(session)
        cancel_event(session, event(session), reason="Карантин", actor=actor, now=NOON)

    ended = at_once(engine, hold, cancel)

    assert ended in (["done", "done"], ["event_cancelled", "done"])
    with afterwards(engine) as session:
        assert event(session).state == "cancelled"


def attended(session: Session, held: ProgrammeEvent, number: int) -> None:
    heads = {Audience.RESIDENTS: number}
    record_turnout(session, held, unnamed=heads, actor=coordinator(session), now=NOON)
