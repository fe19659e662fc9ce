"""One trace for each initiative: what is in it, in which order, in which period."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Deadline, HistoryEntry, Initiative
from tests.event_logs import TELLING, lived, local, logged, scope_of
from tests.make import Competition
from workflow.event_log.traces import traces

pytestmark = pytest.mark.long


@pytest.fixture
def completed(competition: Competition) -> Competition:
    lived(competition)
    return competition


def test_there_is_a_trace_for_each_initiative(completed: Competition) -> None:
    found = logged(completed)

    states = {name: case.attributes["vmeste:state"] for name, case in found.items()}
    assert states == {"1-01": "implementation", "1-02": "reserve", "1-03": "withdrawn"}


def test_only_a_final_state_is_an_outcome(completed: Competition) -> None:
    found = logged(completed)

    outcomes = {name: case.attributes.get("vmeste:outcome") for name, case in found.items()}
    assert outcomes == {"1-01": None, "1-02": None, "1-03": "withdrawn"}


def test_a_trace_says_where_it_belongs(completed: Competition) -> None:
    told = logged(completed)["1-01"].attributes

    assert (told["vmeste:programme"], told["vmeste:district"]) == ("small", "1")


def test_a_trace_has_every_entry_of_its_initiative(completed: Competition) -> None:
    """In the order of the history, letter by letter."""
    session = completed.session
    zone = scope_of(session, completed.programme).timetable.zone
    for code, case in logged(completed, only_initiatives=True).items():
        kept = session.execute(
            select(
                HistoryEntry.action,
                HistoryEntry.from_state,
                HistoryEntry.to_state,
                HistoryEntry.sequence,
                HistoryEntry.lifecycle_hash,
                HistoryEntry.at,
            )
            .join(Initiative, Initiative.id == HistoryEntry.subject_id)
            .where(Initiative.code == code)
            .order_by(HistoryEntry.sequence)
        )
        keys = ("concept:name", "vmeste:from_state", "vmeste:to_state", "vmeste:sequence")
        told = case.told(*keys, "vmeste:lifecycle", "time:timestamp")
        assert told == [(*rest, at.astimezone(zone)) for *rest, at in kept]


def test_what_belongs_to_an_initiative_is_in_its_trace(completed: Competition) -> None:
    kinds = {event["vmeste:kind"] for event in logged(completed)["1-01"].events}

    assert kinds == {"initiative", "review", "agenda_item", "tranche", "expense"}


def test_a_trace_may_have_the_initiatives_own_entries_alone(completed: Competition) -> None:
    events = logged(completed, only_initiatives=True)["1-01"].events

    assert {event["vmeste:kind"] for event in events} == {"initiative"}


def test_a_name_tells_whose_action_it_is(completed: Competition) -> None:
    names = {event["concept:name"] for event in logged(completed)["1-01"].events}

    assert {"submit", "review.submit"} <= names


def test_events_are_in_order_of_time(completed: Competition) -> None:
    for case in logged(completed).values():
        moments = [event["time:timestamp"] for event in case.events]
        assert moments == sorted(moments)


def test_what_follows_stands_behind_what_it_follows_from(completed: Competition) -> None:
    """Both happened in the same moment."""
    case = logged(completed)["1-01"]
    names = [event["concept:name"] for event in case.events]

    assert case.of("approve")["time:timestamp"] == case.of("agenda_item.announce")["time:timestamp"]
    assert names.index("agenda_item.announce") < names.index("approve")
    assert names.index("tranche.pay") < names.index("begin")


def test_times_are_those_of_the_programmes_place(completed: Competition) -> None:
    offsets = {event["time:timestamp"].utcoffset() for event in logged(completed)["1-01"].events}

    assert offsets == {timedelta(hours=7)}


def test_titles_are_in_the_language_that_is_asked_for(completed: Competition) -> None:
    english = logged(completed)["1-01"].of("submit")
    russian = logged(completed, telling=replace(TELLING, language="ru"))["1-01"].of("submit")

    assert (english["vmeste:title"], russian["vmeste:title"]) == (
        "Submit the proposal",
        "Подать заявку",
    )


def test_a_remark_and_how_late_the_clock_was_are_told(competition: Competition) -> None:
    initiative = competition.initiative()
    competition.act(initiative, "submit", "leader")
    facts = {"deadline": "conclusion", "until": local(competition, 60).isoformat()}
    deadlines = select(Deadline).where(Deadline.subject_id == initiative.id)
    (deadline,) = competition.session.scalars(deadlines.where(Deadline.closed_at.is_(None)))
    facts["deadline"] = deadline.name
    competition.act(initiative, "extend", "coordinator", facts=facts, reason="Праздники")
    competition.session.refresh(deadline)
    competition.enforce(deadline.id, deadline.due_at + timedelta(hours=72))

    case = logged(competition)["1-01"]

    assert case.of("extend")["vmeste:remark"] == "overridden"
    late = case.of("note_overdue")
    assert (late["vmeste:remark"], late["vmeste:hours_late"]) == ("late", 72)
    assert "vmeste:remark" not in case.of("submit")


def test_a_period_has_both_its_days(competition: Competition) -> None:
    initiative = competition.initiative()
    first = local(competition)
    competition.later(days=2)
    competition.act(initiative, "submit", "leader")
    last = local(competition)

    def names(**given: object) -> list[str]:
        found = logged(competition, **given)
        return [e["concept:name"] for case in found.values() for e in case.events]

    assert names(since=first, until=last) == ["propose", "submit"]
    assert names(since=first + timedelta(days=1)) == ["submit"]
    assert names(until=last - timedelta(days=1)) == ["propose"]
    assert names(since=first, until=first) == ["propose"]


def test_the_state_is_that_at_the_end_of_the_period(competition: Competition) -> None:
    initiative = competition.initiative()
    first = local(competition)
    competition.later(days=2)
    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    told = logged(competition, until=first)["1-01"].attributes

    assert (told["vmeste:state"], told.get("vmeste:outcome")) == ("proposal", None)


def test_who_did_nothing_in_the_period_has_no_trace(competition: Competition) -> None:
    competition.initiative()

    assert logged(competition, since=local(competition, 1)) == {}
    assert logged(competition, until=local(competition, -1)) == {}


def test_a_log_may_be_of_one_district(completed: Competition) -> None:
    assert logged(completed, district=completed.other_district) == {}
    assert len(logged(completed, district=completed.district)) == 3


def test_a_trace_that_is_left_unread_spoils_no_other(completed: Competition) -> None:
    scope = scope_of(completed.session, completed.programme)

    whole = {t.code: len(list(t.events)) for t in traces(completed.session, scope, TELLING)}
    skipped = {
        t.code: len(list(t.events)) if t.code == "1-03" else 0
        for t in traces(completed.session, scope, TELLING)
    }

    assert skipped["1-03"] == whole["1-03"]
