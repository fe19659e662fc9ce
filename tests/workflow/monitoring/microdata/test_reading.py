"""What is released of a round's records."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from models import Invitation, MonitoringRound, Response
from tests.make import Competition
from workflow.actor import Actor
from workflow.errors import NotFound, Refusal
from workflow.gate import perform
from workflow.monitoring.analysis.stored import results_of
from workflow.monitoring.microdata.reading import microdata
from workflow.monitoring.microdata.released import HIDDEN
from workflow.monitoring.rounds.answers.answering import hand_in
from workflow.monitoring.rounds.inviting.invitations import invite

CLOCK = Actor.clock("test")
LINKS = ["poor"] * 8 + ["middling"] * 6 + ["good"] * 10


def analysed(competition: Competition, links: list[str], invited: int) -> MonitoringRound:
    """The round, with so many invited and these answers."""
    session = competition.session
    round_ = session.scalars(select(MonitoringRound)).one()
    invite(
        session,
        round_,
        "residents",
        slips=[f"SLIP-{n:02}" for n in range(invited)],
        actor=competition.actor("coordinator"),
        now=competition.now,
        sample=True,
    )
    opened = round_.opens_at + timedelta(hours=1)
    move(competition, round_, "open", opened)
    invitations = session.scalars(select(Invitation).order_by(Invitation.slip)).all()
    for invitation, link in zip(invitations, links, strict=False):
        hand_in(session, invitation.id, {"link": link}, secret="s", now=opened)
    for trigger in ("close", "analyse"):
        move(competition, round_, trigger, round_.closes_at + timedelta(hours=1))
    return round_


def move(competition: Competition, round_: MonitoringRound, trigger: str, at: datetime) -> None:
    perform(competition.session, round_, trigger, actor=CLOCK, now=at)


def test_answers_of_an_analysed_round_are_released(competition: Competition) -> None:
    round_ = analysed(competition, LINKS, invited=30)

    made = microdata(competition.session, round_, "residents")

    assert Counter(row.values[0] for row in made.rows) == {"poor": 8, "middling": 6, "good": 10}
    assert dict(made.rounds) == {"baseline": round_.title}
    assert [question.name for question in made.left_out] == ["words"]
    assert made.is_sample


def test_nothing_of_the_database_is_in_what_is_released(competition: Competition) -> None:
    round_ = analysed(competition, LINKS, invited=30)

    made = str(microdata(competition.session, round_, "residents"))

    for response in competition.session.scalars(select(Response)):
        assert str(response.id) not in made
        assert str(response.link) not in made


def test_the_number_of_rows_does_not_tell_how_few_of_the_invited_are_missing(
    competition: Competition,
) -> None:
    round_ = analysed(competition, LINKS, invited=26)

    assert len(microdata(competition.session, round_, "residents").rows) == 21


def test_what_results_hide_is_not_released(competition: Competition) -> None:
    links = ["poor"] * 3 + ["middling"] * 6 + ["good"] * 10
    round_ = analysed(competition, links, invited=30)
    (results,) = results_of(competition.session, round_)
    withheld = {cell.option for cell in results.comparisons[0].cells if cell.after is None}

    made = microdata(competition.session, round_, "residents")

    assert withheld >= {"poor", "middling"}
    released = Counter(row.values[0] for row in made.rows)
    assert not withheld & released.keys()
    assert released[HIDDEN] >= 9


def test_answers_of_a_round_that_is_not_analysed_are_refused(competition: Competition) -> None:
    round_ = competition.session.scalars(select(MonitoringRound)).one()

    with pytest.raises(Refusal) as refusal:
        microdata(competition.session, round_, "residents")

    assert refusal.value.codes == ["round_not_analysed"]


def test_a_questionnaire_that_was_not_asked_is_told_with_those_that_were(
    competition: Competition,
) -> None:
    round_ = competition.session.scalars(select(MonitoringRound)).one()

    with pytest.raises(NotFound, match="It asks: residents"):
        microdata(competition.session, round_, "ghosts")
