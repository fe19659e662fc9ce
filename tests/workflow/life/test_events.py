"""Events are planned, then held or cancelled."""

from datetime import date
from typing import Any

import pytest

from models import EventKind, EventState
from tests.make import Competition
from workflow.errors import NotFound, Refusal
from workflow.life.events import EventPlan, cancel_event, find_event, hold_event, plan_event
from workflow.life.turnout import record_turnout

PLAN: dict[str, Any] = {
    "code": "table",
    "kind": EventKind.ROUND_TABLE,
    "title": "Круглый стол",
    "starts_on": date(2026, 3, 10),
    "ends_on": date(2026, 3, 11),
    "place": "Зал фонда",
}


def refused(competition: Competition, name: str = "coordinator", **given: Any) -> list[str]:
    """Why an event cannot be planned so."""
    with pytest.raises(Refusal) as caught:
        plan_event(
            competition.session,
            competition.programme,
            EventPlan(**PLAN | given),
            actor=competition.actor(name),
            now=competition.now,
        )
    return caught.value.codes


def test_a_planned_event_is_on_the_list_with_all_that_was_said(competition: Competition) -> None:
    event = plan_event(
        competition.session,
        competition.programme,
        EventPlan(**PLAN | {"title": "  Круглый \n стол ", "district": competition.district}),
        actor=competition.actor("deputy"),
        now=competition.now,
    )

    assert find_event(competition.session, competition.programme, "table") is event
    assert (event.kind, event.title, event.place) == ("round_table", "Круглый стол", "Зал фонда")
    assert (event.starts_on, event.ends_on) == (date(2026, 3, 10), date(2026, 3, 11))
    assert event.district_id == competition.district.id
    assert (event.state, event.reason, event.is_sample) == (EventState.PLANNED, None, False)
    assert event.recorded_by_id == competition.people["deputy"].id


def test_the_same_plan_again_is_the_same_event(competition: Competition) -> None:
    first = competition.event("table", held=False)

    assert competition.event("table", held=False) is first


def test_another_plan_under_the_same_code_is_refused(competition: Competition) -> None:
    competition.event("table", held=False)

    assert refused(competition) == ["code_taken"]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"code": "Стол"}, ["code_unfit"]),
        ({"code": "a" * 40}, ["code_unfit"]),
        ({"code": "table\n"}, ["code_unfit"]),
        ({"title": " "}, ["text_missing"]),
        ({"title": "x" * 201}, ["text_too_long"]),
        ({"place": "Зал\x00"}, ["text_unreadable"]),
        ({"ends_on": date(2026, 3, 9)}, ["ends_before_start"]),
        ({"starts_on": date(2026, 2, 28)}, ["outside_programme"]),
        ({"ends_on": date(2027, 1, 1)}, ["outside_programme"]),
        (
            {"code": "!", "title": "", "starts_on": date(2027, 1, 1)},
            ["code_unfit", "text_missing", "ends_before_start", "outside_programme"],
        ),
    ],
)
def test_an_event_is_not_planned_with(
    competition: Competition, given: dict[str, Any], codes: list[str]
) -> None:
    assert refused(competition, **given) == codes


def test_the_programmes_first_and_last_day_are_its_own(competition: Competition) -> None:
    whole: dict[str, Any] = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 12, 31)}

    assert competition.event("year", held=False, **whole).state == EventState.PLANNED


def test_planning_for_the_whole_programme_is_not_for_a_deputy(competition: Competition) -> None:
    assert refused(competition, "deputy") == ["whole_programme"]


def test_an_event_is_held_from_its_last_day_on(competition: Competition) -> None:
    days: dict[str, Any] = {"starts_on": date(2026, 3, 3), "ends_on": date(2026, 3, 4)}
    event = competition.event(held=False, **days)
    coordinator = competition.actor("coordinator")

    for _ in range(2):
        with pytest.raises(Refusal) as caught:
            hold_event(competition.session, event, actor=coordinator, now=competition.now)
        assert caught.value.codes == ["in_the_future"]
        competition.later(days=1)
    hold_event(competition.session, event, actor=coordinator, now=competition.now)

    assert event.state == EventState.HELD


def test_held_again_changes_nothing(competition: Competition) -> None:
    event = competition.event()
    hold_event(competition.session, event, actor=competition.actor("deputy"), now=competition.now)

    assert event.recorded_by_id == competition.people["coordinator"].id


def cancel(competition: Competition, code: str, reason: str = "Заболел ведущий") -> None:
    event = find_event(competition.session, competition.programme, code)
    coordinator = competition.actor("coordinator")
    cancel_event(competition.session, event, reason=reason, actor=coordinator, now=competition.now)


def test_a_cancelled_event_keeps_its_reason(competition: Competition) -> None:
    event = competition.event(held=False)

    cancel(competition, event.code)
    cancel(competition, event.code, "Другое")

    assert (event.state, event.reason) == (EventState.CANCELLED, "Заболел ведущий")


def test_nothing_is_cancelled_without_a_reason(competition: Competition) -> None:
    event = competition.event(held=False)

    with pytest.raises(Refusal) as caught:
        cancel(competition, event.code, " ")

    assert caught.value.codes == ["text_missing"]
    assert event.state == EventState.PLANNED


def test_a_cancelled_event_is_not_held(competition: Competition) -> None:
    event = competition.event(held=False)
    cancel(competition, event.code)

    with pytest.raises(Refusal) as caught:
        hold_event(
            competition.session,
            event,
            actor=competition.actor("coordinator"),
            now=competition.now,
        )

    assert caught.value.codes == ["event_cancelled"]


def test_an_event_marked_as_held_by_mistake_can_be_cancelled(competition: Competition) -> None:
    event = competition.event()
    cancel(competition, event.code)

    assert event.state == EventState.CANCELLED


def test_an_event_where_somebody_was_is_not_cancelled(competition: Competition) -> None:
    event = competition.event()
    record_turnout(
        competition.session,
        event,
        people=[competition.people["leader"]],
        actor=competition.actor("coordinator"),
        now=competition.now,
    )

    with pytest.raises(Refusal) as caught:
        cancel(competition, event.code)

    assert caught.value.codes == ["attended"]
    assert event.state == EventState.HELD


@pytest.mark.parametrize("deed", [hold_event, cancel_event])
def test_an_event_of_another_district_is_left_alone(competition: Competition, deed: Any) -> None:
    event = competition.event(held=False)
    given = {"reason": "Так"} if deed is cancel_event else {}

    with pytest.raises(Refusal) as caught:
        deed(
            competition.session,
            event,
            actor=competition.actor("other_deputy"),
            now=competition.now,
            **given,
        )

    assert caught.value.codes == ["other_district"]


def test_an_unknown_event_is_not_found(competition: Competition) -> None:
    with pytest.raises(NotFound):
        find_event(competition.session, competition.programme, "nothing")
