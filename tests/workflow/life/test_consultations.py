"""A consultation counts once."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models import Consultation
from tests.make import Competition
from workflow.errors import Refusal
from workflow.life.consultations import Advice, record_consultation


def record(competition: Competition, by: str = "coordinator", **given: Any) -> Consultation:
    advice: dict[str, Any] = {
        "person": competition.people["leader"],
        "held_on": date(2026, 3, 2),
        "topic": "Смета",
        "minutes": 40,
        "consultant": competition.people["expert"],
    }
    return record_consultation(
        competition.session,
        competition.programme,
        Advice(**advice | given),
        actor=competition.actor(by),
        now=competition.now,
    )


def refused(competition: Competition, **given: Any) -> list[str]:
    before = recorded(competition)
    with pytest.raises(Refusal) as caught:
        record(competition, **given)
    assert recorded(competition) == before
    return caught.value.codes


def recorded(competition: Competition) -> int:
    return competition.session.scalars(select(func.count(Consultation.id))).one()


def test_a_consultation_is_kept_with_all_that_was_said(competition: Competition) -> None:
    given = record(competition, topic=" Смета\nпроекта ")

    assert (given.person, given.consultant) == (
        competition.people["leader"],
        competition.people["expert"],
    )
    assert (given.topic, given.minutes, given.held_on) == ("Смета проекта", 40, date(2026, 3, 2))
    assert given.recorded_by_id == competition.people["coordinator"].id


def test_the_same_consultation_counts_once(competition: Competition) -> None:
    assert record(competition) is record(competition, topic=" Смета ")
    assert recorded(competition) == 1


def test_another_topic_on_the_same_day_is_another_consultation(competition: Competition) -> None:
    record(competition)
    record(competition, topic="Отчёт")

    assert recorded(competition) == 2


@pytest.mark.parametrize("given", [{"minutes": 50}, {"consultant": None}])
def test_the_same_with_other_facts_is_refused(
    competition: Competition, given: dict[str, Any]
) -> None:
    record(competition)

    assert refused(competition, **given) == ["recorded_otherwise"]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"minutes": 0}, ["minutes_unfit"]),
        ({"minutes": 601}, ["minutes_unfit"]),
        ({"topic": " "}, ["text_missing"]),
        ({"topic": "x" * 301}, ["text_too_long"]),
        ({"held_on": date(2026, 3, 3)}, ["in_the_future"]),
        ({"held_on": date(2026, 2, 28)}, ["outside_programme"]),
        ({"held_on": date(2027, 1, 1)}, ["outside_programme", "in_the_future"]),
    ],
)
def test_a_consultation_is_not_recorded_with(
    competition: Competition, given: dict[str, Any], codes: list[str]
) -> None:
    assert refused(competition, **given) == codes


@pytest.mark.parametrize("minutes", [1, 600])
def test_a_consultation_may_take(competition: Competition, minutes: int) -> None:
    assert record(competition, minutes=minutes).minutes == minutes


def test_nobody_advises_themselves(competition: Competition) -> None:
    assert refused(competition, consultant=competition.people["leader"]) == ["between_two"]


@pytest.mark.parametrize("name", ["coordinator", "expert", "second"])
def test_experts_and_the_coordinator_record(competition: Competition, name: str) -> None:
    assert record(competition, by=name).recorded_by_id == competition.people[name].id


@pytest.mark.parametrize("name", ["leader", "deputy", "curator", "treasurer", "evaluator"])
def test_others_do_not_record(competition: Competition, name: str) -> None:
    assert refused(competition, by=name) == ["not_permitted"]
