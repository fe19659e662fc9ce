"""Indicators are counted from the records, and the records behind a figure are as many."""

from datetime import date

import pytest

from models import (
    Audience,
    Consultation,
    Initiative,
    Person,
    ProgrammeEvent,
    Role,
    RoleAssignment,
)
from tests.make import Competition
from workflow.life.consultations import Advice, record_consultation
from workflow.life.events import cancel_event
from workflow.life.feedback import Form, keep_feedback
from workflow.life.turnout import record_turnout
from workflow.programme.indicators import INDICATORS, Aside, aside, count, records


def lively(competition: Competition) -> None:
    """Two initiatives, one of them supported; a consultation; an event of each state, the held one
    with people and forms."""
    session, actor = competition.session, competition.actor("coordinator")
    competition.at("funding", "1-01")
    competition.initiative("1-02", group=[competition.resident("newcomer")])
    advice = Advice(competition.people["leader"], date(2026, 3, 2), "Смета", 30)
    now = competition.now
    record_consultation(session, competition.programme, advice, actor=actor, now=now)
    competition.event("planned", held=False)
    gone = competition.event("cancelled", held=False)
    cancel_event(session, gone, reason="Карантин", actor=actor, now=competition.now)
    people = [competition.people[name] for name in ("leader", "resident", "deputy", "expert")]
    record_turnout(
        session,
        competition.event("held"),
        people=[*people, competition.people["other_deputy"], competition.resident("passer-by")],
        unnamed={Audience.RESIDENTS: 12, Audience.DEPUTIES: 2},
        actor=actor,
        now=competition.now,
    )


def counted(competition: Competition, indicator: str) -> int | None:
    return count(competition.session, competition.programme.id, indicator)


@pytest.mark.parametrize(
    ("indicator", "fact"),
    [
        ("positive_experience", None),
        ("deputies_interested", 2),  # one applied and was there, another was there
        ("residents_taking_part", 5),  # two groups without their common leader twice, a resident
        ("initiatives_supported", 1),
        ("consultations_given", 1),
        ("events_held", 1),
    ],
)
def test_indicators_are_counted_from_the_records(
    competition: Competition, indicator: str, fact: int | None
) -> None:
    lively(competition)

    assert counted(competition, indicator) == fact


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_records_behind_a_figure_are_as_many_as_it_says(
    competition: Competition, indicator: str
) -> None:
    lively(competition)

    found = records(competition.session, competition.programme.id, indicator)

    assert len(found) == (counted(competition, indicator) or 0)


def test_the_records_are_what_was_counted(competition: Competition) -> None:
    lively(competition)

    def behind(indicator: str) -> list[object]:
        return list(records(competition.session, competition.programme.id, indicator))

    (initiative,), (event,) = behind("initiatives_supported"), behind("events_held")
    (consultation,) = behind("consultations_given")
    assert isinstance(initiative, Initiative)
    assert isinstance(event, ProgrammeEvent)
    assert isinstance(consultation, Consultation)
    assert (initiative.code, event.code, consultation.topic) == ("1-01", "held", "Смета")
    people = [p.name for p in behind("deputies_interested") if isinstance(p, Person)]
    assert people == ["Deputy", "Other_Deputy"]


def test_unnamed_people_stand_beside_the_figure_and_not_in_it(competition: Competition) -> None:
    lively(competition)
    programme = competition.programme.id

    beside = {name: aside(competition.session, programme, name) for name in INDICATORS}

    assert {name: found.number for name, found in beside.items() if found} == {
        "residents_taking_part": 12,
        "deputies_interested": 2,
    }


def test_an_event_that_is_cancelled_takes_its_people_with_it(competition: Competition) -> None:
    """Even if the database were changed past the rules."""
    lively(competition)
    event = competition.session.query(ProgrammeEvent).filter_by(code="held").one()
    event.state, event.reason = "cancelled", "Ошибка"
    competition.session.flush()

    facts = [counted(competition, i) for i in ("deputies_interested", "residents_taking_part")]
    assert [*facts, counted(competition, "events_held")] == [1, 4, 0]
    programme = competition.programme.id
    assert aside(competition.session, programme, "residents_taking_part") is None


@pytest.mark.parametrize(
    ("since", "until", "fact"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), 1),
        (date(2026, 3, 2), None, 0),
        (date(2026, 2, 1), date(2026, 2, 28), 0),
    ],
)
def test_a_resident_is_one_on_the_day_of_the_event(
    competition: Competition, since: date, until: date | None, fact: int
) -> None:
    person = competition.resident("newcomer")
    competition.session.add(
        RoleAssignment(
            programme_id=competition.programme.id,
            person_id=person.id,
            role=Role.RESIDENT,
            district_id=competition.district.id,
            since=since,
            until=until,
        )
    )
    record_turnout(
        competition.session,
        competition.event(),
        people=[person],
        actor=competition.actor("coordinator"),
        now=competition.now,
    )

    assert counted(competition, "residents_taking_part") == fact


def test_forms_are_evidence_until_the_questionnaires_are_asked(competition: Competition) -> None:
    event, actor = competition.event(), competition.actor("coordinator")
    heads = {Audience.RESIDENTS: 6}
    now = competition.now
    record_turnout(competition.session, event, unnamed=heads, actor=actor, now=now)
    forms = [Form(5, True, True)] * 4 + [Form(2, False, False)] * 2
    keep_feedback(competition.session, event, forms, actor=actor, now=competition.now)

    found = aside(competition.session, competition.programme.id, "positive_experience")

    assert isinstance(found, Aside)
    assert (found.number, "4 of 6" in found.text.in_("en")) == (4, True)
    assert counted(competition, "positive_experience") is None
