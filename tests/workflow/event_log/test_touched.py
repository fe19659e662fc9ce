"""A log of many objects: what events touch, what objects are to each other and how they change."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from models import Money, Review
from tests.event_logs import KNOWN, TELLING, lived, local, ocel
from tests.make import Competition

pytestmark = pytest.mark.long


@pytest.fixture
def completed(competition: Competition) -> Competition:
    lived(competition)
    return competition


def event(log: Any, kind: str, n: int = 0) -> dict[str, str]:
    """What the n-th event of a type touched: object → what it is to the event."""
    found = [each for each in log["events"] if each["type"] == kind]
    return {each["objectId"]: each["qualifier"] for each in found[n]["relationships"]}


def subject(log: Any, key: str) -> Any:
    (found,) = (each for each in log["objects"] if each["id"] == key)
    return found


def course(log: Any, key: str, name: str) -> list[str]:
    return [each["value"] for each in subject(log, key)["attributes"] if each["name"] == name]


def test_one_event_touches_everything_that_it_is_about(completed: Competition) -> None:
    expert = completed.session.query(Review).filter_by(code="1-01.1").one().expert_id

    touched = event(ocel(completed), "review.submit")

    assert touched == {
        "review/1-01.1": "subject",
        "initiative/1-01": "about",
        f"expert/{KNOWN.of(expert)}": "reviewer",
        "district/1": "in",
        "competition/small": "in",
    }


def test_a_vote_touches_the_meeting_and_the_member(completed: Competition) -> None:
    touched = event(ocel(completed), "agenda_item.vote")

    kinds = {key.split("/")[0]: qualifier for key, qualifier in touched.items()}
    assert kinds == {
        "agenda_item": "subject",
        "initiative": "about",
        "meeting": "at",
        "expert": "acted",
        "district": "in",
        "competition": "in",
    }


def test_who_acts_in_no_office_of_the_council_is_no_expert(completed: Competition) -> None:
    log = ocel(completed)

    assert not [key for key in event(log, "initiative.submit") if key.startswith("expert/")]
    assert not [key for key in event(log, "tranche.pay") if key.startswith("expert/")]


def test_meetings_and_enrolments_are_in_a_log_of_many_objects(completed: Competition) -> None:
    kinds = {each["type"].split(".")[0] for each in ocel(completed)["events"]}

    assert {"meeting", "enrolment"} <= kinds
    assert kinds.isdisjoint({"fund", "council", "monitoring_round", "consent"})


def test_initiatives_alone_are_left_with_their_places(completed: Competition) -> None:
    log = ocel(completed, only_initiatives=True)

    assert {each["type"].split(".")[0] for each in log["events"]} == {"initiative"}
    kinds = {each["type"] for each in log["objects"]}
    assert kinds == {"initiative", "competition", "district", "expert"}


def test_an_objects_state_changes_with_time(completed: Competition) -> None:
    log = ocel(completed)

    states = ["proposal", "expert_review", "approval", "funding", "implementation"]
    assert course(log, "initiative/1-01", "state") == states
    moments = [
        datetime.fromisoformat(each["time"])
        for each in subject(log, "initiative/1-01")["attributes"]
        if each["name"] == "state"
    ]
    assert moments == sorted(moments)


def test_an_award_is_told_from_when_it_was_made(completed: Competition) -> None:
    money = replace(TELLING, money=True)
    log = ocel(completed, telling=money)
    funded = completed.at("funding", "1-04", request=Money(20_000_00))
    completed.act(funded, "withdraw", "leader", reason="Передумали")

    later = ocel(completed, telling=money)

    assert course(log, "initiative/1-01", "awarded") == ["5000000"]
    assert course(log, "initiative/1-02", "awarded") == []
    assert course(later, "initiative/1-04", "awarded") == ["2000000", "0"]
    assert course(log, "initiative/1-01", "requested") == ["5000000"]


def test_objects_are_related_to_each_other(completed: Competition) -> None:
    log = ocel(completed)

    def related(key: str) -> dict[str, str]:
        others = subject(log, key)["relationships"]
        return {each["qualifier"]: each["objectId"] for each in others}

    assert related("initiative/1-01") == {
        "in competition": "competition/small",
        "in district": "district/1",
    }
    assert related("tranche/1-01.1")["pays"] == "initiative/1-01"
    item = next(each["id"] for each in log["objects"] if each["type"] == "agenda_item")
    assert related(item)["is about"] == "initiative/1-01"
    assert related(item)["on the agenda of"].startswith("meeting/")
    assert related("review/1-01.1")["written by"].startswith("expert/p-")


def test_events_are_in_order_of_time(completed: Competition) -> None:
    moments = [datetime.fromisoformat(each["time"]) for each in ocel(completed)["events"]]

    assert moments == sorted(moments)


def test_objects_that_came_after_the_period_are_not_in_it(completed: Competition) -> None:
    log = ocel(completed, until=local(completed, -6))

    initiatives = [each["id"] for each in log["objects"] if each["type"] == "initiative"]
    assert initiatives == ["initiative/1-01"]
    assert course(log, "initiative/1-01", "state") == ["proposal", "expert_review"]


def test_a_log_of_one_district_knows_no_other(completed: Competition) -> None:
    log = ocel(completed, district=completed.other_district)

    assert [each["id"] for each in log["objects"] if each["type"] == "district"] == ["district/2"]
    assert [
        each["type"] for each in log["objects"] if each["type"] in ("initiative", "meeting")
    ] == []
    assert log["events"] == []


def test_a_log_of_one_district_has_the_meetings_on_its_initiatives(completed: Competition) -> None:
    log = ocel(completed, district=completed.district)

    assert event(log, "meeting.convene").keys() >= {"competition/small"}
    assert subject(log, "enrolment/1")["type"] == "enrolment"
