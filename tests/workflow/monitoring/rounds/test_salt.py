"""The half of the key that is in the database: it lives as long as answers are to be linked."""

import pytest
from sqlalchemy import select

from models import HistoryEntry, Invitation, LinkSalt, MonitoringRound, Response, RoundMode
from tests import make
from tests.make import Competition
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate import perform
from workflow.monitoring.rounds.answers.responses import HandedIn, keep
from workflow.monitoring.rounds.inviting.invitations import invite
from workflow.programme.load import load


@pytest.fixture
def two_rounds(competition: Competition) -> Competition:
    """A baseline, and an endline that is compared with it."""
    load(competition.session, make.document(make.TWO_ROUNDS), now=competition.now)
    return competition


def salts(competition: Competition) -> list[str | None]:
    competition.session.expire_all()
    return list(competition.session.scalars(select(LinkSalt.salt)))


def links(competition: Competition) -> list[str | None]:
    kept = select(Response.link).join(MonitoringRound, MonitoringRound.id == Response.round_id)
    return list(competition.session.scalars(kept.order_by(MonitoringRound.opens_at)))


def closed(competition: Competition, code: str) -> MonitoringRound:
    round_ = competition.round("open", code)
    return competition.round("closed", round_.code)


def test_it_is_made_when_the_first_linked_round_opens(two_rounds: Competition) -> None:
    assert salts(two_rounds) == []

    two_rounds.round("open")

    (salt,) = salts(two_rounds)
    assert salt is not None
    assert len(salt) == 64


@pytest.mark.parametrize("mode", [RoundMode.ANONYMOUS, RoundMode.NAMED])
def test_a_round_that_links_nothing_makes_none(competition: Competition, mode: RoundMode) -> None:
    competition.round().mode = mode

    closed(competition, "baseline")

    assert salts(competition) == []


def test_it_outlives_the_baseline_and_is_destroyed_when_the_endline_closes(
    two_rounds: Competition,
) -> None:
    closed(two_rounds, "baseline")
    assert salts(two_rounds) != [None]

    closed(two_rounds, "endline")

    assert salts(two_rounds) == [None]
    (close,) = [
        entry
        for entry in two_rounds.session.scalars(select(HistoryEntry))
        if entry.action == "close" and "destroyed" in entry.facts
    ]
    assert '"link_key":"destroyed"' in close.facts


def test_it_outlives_the_interim_round_of_three(competition: Competition) -> None:
    interim = make.ROUND.replace("code: baseline", "code: interim").replace(
        "stage: baseline", "stage: support, compared_with: baseline"
    )
    text = make.TWO_ROUNDS.replace(make.ROUND, make.ROUND + interim).replace(
        "starts_on: 2026-04-01, ends_on: 2026-10-31", "starts_on: 2026-05-01, ends_on: 2026-08-31"
    )
    load(competition.session, make.document(text), now=competition.now)

    closed(competition, "baseline")
    closed(competition, "interim")
    assert salts(competition) != [None]
    closed(competition, "endline")
    assert salts(competition) == [None]


def test_somebody_has_the_same_pseudonym_in_both_rounds_and_nobody_else_has_it(
    two_rounds: Competition,
) -> None:
    baseline = two_rounds.round("open")
    anna, boris = two_rounds.invite(baseline, "anna", "boris")
    for invitation in (anna, boris):
        two_rounds.answer(invitation)
    two_rounds.round("closed")
    endline = two_rounds.round("open", "endline")
    coordinator, person = two_rounds.actor("coordinator"), anna.person
    assert person is not None
    invite(
        two_rounds.session,
        endline,
        "residents",
        people=[person],
        actor=coordinator,
        now=two_rounds.now,
    )
    theirs = select(Invitation).where(Invitation.round_id == endline.id)
    two_rounds.answer(two_rounds.session.scalars(theirs).one())

    first, second, third = links(two_rounds)
    assert first != second
    assert third in (first, second)


def test_afterwards_no_pseudonym_can_be_made_that_leads_to_anybody(
    two_rounds: Competition,
) -> None:
    """Whoever has the whole database and the installation's secret lacks the other half."""
    baseline = two_rounds.round("open")
    (anna,) = two_rounds.invite(baseline, "anna")
    two_rounds.answer(anna)
    closed(two_rounds, "baseline")
    endline = closed(two_rounds, "endline")

    assert salts(two_rounds) == [None]
    with pytest.raises(AssertionError, match="a guard saw to it"):
        keep(
            two_rounds.session,
            endline,
            [HandedIn(anna, {"link": "good"})],
            secret=make.SECRET,
            day=endline.closes_at.date(),
        )


def test_a_linked_round_does_not_open_once_it_is_destroyed(two_rounds: Competition) -> None:
    two_rounds.session.add(LinkSalt(programme_id=two_rounds.programme.id, salt=None))
    round_ = two_rounds.round()

    with pytest.raises(Refusal) as refused:
        perform(
            two_rounds.session,
            round_,
            "open",
            actor=Actor.clock("x"),
            now=round_.opens_at,
        )
    assert refused.value.codes == ["answers_can_be_linked"]
    round_.mode = RoundMode.ANONYMOUS
    two_rounds.now = round_.opens_at
    assert two_rounds.round("open").state == "open"
