"""The small programme's round, played so far as a test needs it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from config.secret import secret
from models import Invitation, MonitoringRound
from tests.cli.conftest import Clock, Prepared
from tests.make import Competition
from workflow.actor import Actor
from workflow.gate import perform
from workflow.monitoring.rounds.answers.answering import hand_in
from workflow.monitoring.rounds.inviting.invitations import invite

CLOCK = Actor.clock("test")
LINKS = ["poor"] * 8 + ["middling"] * 6 + ["good"] * 10
Played = Callable[[str], MonitoringRound]
"""Plays the round up to a state."""


@pytest.fixture
def played(prepared: Prepared, now: Clock) -> Played:
    def play(state: str) -> MonitoringRound:
        with prepared() as competition:
            round_ = competition.session.scalars(select(MonitoringRound)).one()
            _play(competition, round_, state)
            now.at = competition.now
        return round_

    return play


def _play(competition: Competition, round_: MonitoringRound, state: str) -> None:
    session = competition.session
    invite(
        session,
        round_,
        "residents",
        slips=[f"SLIP-{n:02}" for n in range(30)],
        district=competition.district,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )
    if state == "planned":
        return
    _move(competition, round_, "open", round_.opens_at + timedelta(hours=1))
    for invitation, link in zip(_waiting(competition), LINKS, strict=False):
        given = {"link": link, "times": str(len(link)), "words": f"Слово {link}"}
        hand_in(session, invitation.id, given, secret=secret(), now=competition.now)
    if state == "open":
        return
    for trigger in ("close", "analyse"):
        _move(competition, round_, trigger, round_.closes_at + timedelta(hours=1))


def _waiting(competition: Competition) -> list[Invitation]:
    return list(competition.session.scalars(select(Invitation).order_by(Invitation.slip)))


def _move(competition: Competition, round_: MonitoringRound, trigger: str, at: datetime) -> None:
    competition.now = at
    perform(competition.session, round_, trigger, actor=CLOCK, now=at)
