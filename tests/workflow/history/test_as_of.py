"""How things stood at the end of a day where the programme is."""

from datetime import UTC, date, datetime, timedelta

from models import Enrolment, Initiative, Programme
from tests.make import Competition, day
from workflow import initiatives
from workflow.actor import Actor
from workflow.history.as_of import AsOf, proposals, states


def evening(competition: Competition, on: date) -> AsOf:
    return AsOf.end_of(competition.session, competition.programme.id, on)


def test_a_day_ends_at_midnight_where_the_programme_is(competition: Competition) -> None:
    as_of = evening(competition, date(2026, 3, 2))

    assert as_of.moment == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert evening(competition, date(2026, 3, 3)).moment == as_of.moment + timedelta(days=1)


def test_what_happens_at_midnight_is_of_the_next_day(competition: Competition) -> None:
    competition.now = datetime(2026, 3, 2, 17, tzinfo=UTC)
    initiative = competition.initiative()

    told = [
        states(competition.session, Initiative, competition.programme.id, evening(competition, on))
        for on in (date(2026, 3, 2), date(2026, 3, 3))
    ]

    assert told == [{}, {initiative.id: "proposal"}]


def test_a_state_is_the_last_one_entered_by_then(competition: Competition) -> None:
    initiative = competition.initiative()
    first = day(competition.now)
    competition.later(days=2)
    competition.act(initiative, "submit", "leader")
    programme: Programme = competition.programme

    told = [
        states(competition.session, Initiative, programme.id, evening(competition, first + days))
        for days in (timedelta(days=-1), timedelta(), timedelta(days=1), timedelta(days=2))
    ]

    proposal, reviewed = {initiative.id: "proposal"}, {initiative.id: "expert_review"}
    assert told == [{}, proposal, proposal, reviewed]


def test_without_a_day_states_are_the_present_ones(competition: Competition) -> None:
    competition.at("completed", "1-01")
    competition.at("reserve", "1-02")

    found = states(competition.session, Initiative, competition.programme.id, AsOf())

    present = {i.id: i.state for i in competition.session.query(Initiative)}
    assert found == present
    (enrolled,) = states(competition.session, Enrolment, competition.programme.id, AsOf()).values()
    assert enrolled == "curator_assigned"


def test_a_proposal_reads_as_it_did(competition: Competition) -> None:
    initiative = competition.initiative(title="Площадка")
    first = day(competition.now)
    competition.later(days=1)
    leader = Actor.person(initiative.leader_id)
    initiatives.revise(
        competition.session, initiative, title="Сквер", actor=leader, now=competition.now
    )

    told = [
        proposals(competition.session, competition.programme.id, evening(competition, on))
        for on in (first - timedelta(days=1), first, first + timedelta(days=1))
    ]

    titles = [[proposal["title"] for proposal in found.values()] for found in told]
    assert titles == [[], ["Площадка"], ["Сквер"]]
