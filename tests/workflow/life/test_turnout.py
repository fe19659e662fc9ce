"""Who was at an event."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Audience, ProgrammeEvent
from tests.make import Competition
from workflow.errors import Refusal
from workflow.life.feedback import Form, keep_feedback
from workflow.life.turnout import Turnout, record_turnout, turnout

RESIDENTS, MEDIA = Audience.RESIDENTS, Audience.MEDIA


def came(competition: Competition, event: ProgrammeEvent, *names: str, **given: Any) -> Turnout:
    return record_turnout(
        competition.session,
        event,
        people=[competition.people[name] for name in names],
        actor=competition.actor(given.pop("by", "coordinator")),
        now=competition.now,
        **given,
    )


def named(event: ProgrammeEvent) -> list[str]:
    return [person.name for person in event.participants]


def counted(event: ProgrammeEvent) -> Mapping[str, int]:
    return {count.audience: count.number for count in event.headcounts}


def test_people_are_there_once_however_often_recorded(competition: Competition) -> None:
    event = competition.event()

    assert came(competition, event, "leader", "friend", "leader") == Turnout(2, 0)
    assert came(competition, event, "leader") == Turnout(2, 0)
    assert named(event) == ["Friend", "Leader"]


def test_unnamed_people_are_counted_by_whom_they_are(competition: Competition) -> None:
    event = competition.event()

    assert came(competition, event, unnamed={RESIDENTS: 12, MEDIA: 2}) == Turnout(0, 14)
    assert came(competition, event, "leader", unnamed={RESIDENTS: 9}) == Turnout(1, 11)
    assert came(competition, event, unnamed={MEDIA: 0, Audience.DEPUTIES: 0}) == Turnout(1, 9)
    assert counted(event) == {RESIDENTS: 9}


def test_who_was_recorded_by_mistake_is_taken_back(competition: Competition) -> None:
    event = competition.event()
    came(competition, event, "leader", "friend")

    mistaken = [competition.people["friend"], competition.people["neighbour"]]
    assert came(competition, event, not_there=mistaken) == Turnout(1, 0)
    assert named(event) == ["Leader"]


@pytest.mark.parametrize("number", [-1, 100_001])
def test_no_such_number_of_people_comes(competition: Competition, number: int) -> None:
    event = competition.event()

    with pytest.raises(Refusal) as caught:
        came(competition, event, "leader", unnamed={RESIDENTS: number})

    assert caught.value.codes == ["number_unfit"]
    assert turnout(competition.session, event) == Turnout(0, 0)


def test_nobody_is_at_an_event_that_was_not_held(competition: Competition) -> None:
    event = competition.event(held=False)

    with pytest.raises(Refusal) as caught:
        came(competition, event, "leader")

    assert caught.value.codes == ["event_not_held"]
    assert turnout(competition.session, event) == Turnout(0, 0)


@pytest.mark.parametrize("name", ["deputy", "curator"])
def test_deputy_and_curator_record_who_was_in_their_district(
    competition: Competition, name: str
) -> None:
    assert came(competition, competition.event(), "leader", by=name) == Turnout(1, 0)


def test_others_record_nobody(competition: Competition) -> None:
    with pytest.raises(Refusal) as caught:
        came(competition, competition.event(), "leader", by="leader")

    assert caught.value.codes == ["not_permitted"]


def test_no_fewer_people_were_there_than_forms_came(competition: Competition) -> None:
    event = competition.event()
    came(competition, event, unnamed={RESIDENTS: 3})
    keep_feedback(
        competition.session,
        event,
        [Form(5, True)] * 3,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )

    with pytest.raises(Refusal) as caught:
        came(competition, event, unnamed={RESIDENTS: 2})

    assert caught.value.codes == ["fewer_than_forms"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(records=st.lists(st.sets(st.sampled_from(["leader", "friend", "neighbour", "resident"]))))
def test_however_people_are_recorded_each_is_there_once(
    competition: Competition, records: list[set[str]]
) -> None:
    with competition.session.begin_nested() as undone:
        event = competition.event("any")
        for names in records:
            came(competition, event, *names)

        everyone = set().union(*records)
        assert turnout(competition.session, event) == Turnout(len(everyone), 0)
        assert set(named(event)) == {name.title() for name in everyone}
        undone.rollback()
