"""Simulated respondents in a play of both rounds, played once and again."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from cli.play.script import scenes
from models import Invitation, MonitoringRound, Person, Response, RoundAnalysis
from tests.make import PROGRAMME, Competition, document
from tests.workflow.programme.play.test_lint_monitoring import PLAY
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue
from workflow.deadlines.timetable import timetable_of

PLAYED = PROGRAMME.replace(
    "people: []\n",
    PLAY.replace("email: ivan@example.org", "email: leader@example.org").replace(
        'by_slip: {"1": 9}', 'by_letter: 4\n        by_slip: {"1": 40}\n        on_paper: 0.5'
    ),
)
KINDS = (MonitoringRound.__tablename__,)


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.play.monitoring.deeds.secret", lambda: "secret")


def play(competition: Competition) -> None:
    """Scene by scene; what the clock has to do before one, it does."""
    session, programme = competition.session, competition.programme
    for scene in scenes(document(PLAYED).document, timetable_of(session, programme.id)):
        _sweep(competition, scene.at)
        scene.enact(session, programme, scene.at)


def _sweep(competition: Competition, now: datetime) -> None:
    while due := overdue(competition.session, now, kinds=KINDS):
        enforce(competition.session, due, actor=Actor.clock("test"), now=now)


def kept(competition: Competition) -> dict[str, int]:
    session = competition.session
    return {
        model.__tablename__: session.scalars(select(func.count()).select_from(model)).one()
        for model in (Invitation, Response, RoundAnalysis, Person)
    }


def contents(competition: Competition) -> list[Any]:
    return sorted(competition.session.scalars(select(Response.answers)))


def test_a_round_is_played_from_its_invitations_to_its_publication(
    competition: Competition,
) -> None:
    before = kept(competition)["person"]

    play(competition)

    session = competition.session
    round_ = session.scalars(select(MonitoringRound)).one()
    assert round_.state == "published"
    found = kept(competition)
    assert found["invitation"] == 45
    assert 30 <= found["response"] <= 42
    assert found["round_analysis"] == 1
    assert found["person"] == before + 4


def test_who_answers_does_so_on_a_day_of_the_round(competition: Competition) -> None:
    play(competition)

    days = set(competition.session.scalars(select(Invitation.answered_on))) - {None}
    assert all(date(2026, 4, 7) <= day <= date(2026, 4, 16) for day in days if day)
    assert len(days) > 5


def test_everybody_simulated_says_that_they_are_a_sample(competition: Competition) -> None:
    play(competition)

    for model in (Invitation, Response):
        assert set(competition.session.scalars(select(model.is_sample))) == {True}
    invented = select(Person).where(Person.email.like("residents-%"))
    people = list(competition.session.scalars(invented))
    assert {person.is_sample for person in people} == {True}
    assert all("(образец)" in person.name for person in people)


def test_played_again_a_round_changes_nothing(competition: Competition) -> None:
    play(competition)
    first, answers = kept(competition), contents(competition)

    play(competition)

    assert kept(competition) == first
    assert contents(competition) == answers
