"""People answer in the same moment as others, and as the clock closes the round."""

from collections import Counter
from functools import partial
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import Invitation, MonitoringRound, Response, Text
from tests.make import SECRET
from tests.workflow.at_once import Act, afterwards, at_once, prepared
from workflow.actor import Actor
from workflow.errors import BadDocument, Blocker, Refusal
from workflow.gate import perform
from workflow.monitoring.rounds.answers.answering import hand_in, save_draft
from workflow.monitoring.rounds.answers.paper import import_answers
from workflow.monitoring.rounds.inviting.invitations import invite

GIVEN = {"link": "good"}


def count(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(Response)).one()


def test_of_two_browsers_that_hand_in_at_once_one_is_kept_and_the_other_told(
    engine: Engine,
) -> None:
    with prepared(engine) as competition:
        (invitation,) = competition.invite(competition.round("open"), "anna")
    now = competition.now

    def act(link: str) -> Act:
        return lambda session: hand_in(
            session, invitation.id, {"link": link}, secret=SECRET, now=now
        )

    ended = at_once(engine, act("good"), act("poor"), act("middling"), act("good"))

    assert Counter(ended) == {"done": 1, "already_answered": 3}
    with afterwards(engine) as session:
        assert count(session) == 1


def test_many_answer_at_once_and_nobodys_answer_is_lost_or_doubled(engine: Engine) -> None:
    with prepared(engine) as competition:
        asked = competition.invite(competition.round("open"), *(f"p{n}" for n in range(24)))
    now = competition.now

    def act(invitation: Invitation, n: int) -> Act:
        given = GIVEN | {"words": f"words {n}"}
        return lambda session: hand_in(session, invitation.id, given, secret=SECRET, now=now)

    for part in range(0, 24, 8):
        acts = [act(asked[n], n) for n in range(part, part + 8)]
        assert at_once(engine, *acts) == ["done"] * 8

    with afterwards(engine) as session:
        kept = session.scalars(select(Response.answers)).all()
        assert len(kept) == len(set(kept)) == 24
        assert (
            session.scalars(
                select(func.count()).select_from(Invitation).where(Invitation.answered_on.is_(None))
            ).one()
            == 0
        )


def test_an_answer_at_the_moment_of_closing_is_in_or_refused(engine: Engine) -> None:
    with prepared(engine) as competition:
        asked = competition.invite(competition.round("open"), *(f"p{n}" for n in range(4)))
        round_ = competition.round("open")
    now = round_.closes_at

    def close(session: Session) -> None:
        ours = session.get_one(MonitoringRound, round_.id)
        perform(session, ours, "close", actor=Actor.clock("monitoring_round"), now=now)

    def act(invitation: Invitation) -> Act:
        early = competition.now
        return lambda session: hand_in(session, invitation.id, GIVEN, secret=SECRET, now=early)

    ended = at_once(engine, close, *(act(each) for each in asked))

    assert ended[0] == "done"
    assert set(ended[1:]) <= {"done", "round_closed"}
    with afterwards(engine) as session:
        answered = select(func.count(Invitation.answered_on))
        assert count(session) == ended[1:].count("done") == session.scalars(answered).one()


def test_two_browsers_that_save_at_once_both_can(engine: Engine) -> None:
    with prepared(engine) as competition:
        (invitation,) = competition.invite(competition.round("open"), "anna")
    save = partial(
        save_draft,
        invitation_id=invitation.id,
        given={"words": "x"},
        secret=SECRET,
        now=competition.now,
    )

    assert at_once(engine, save, save, save) == ["done"] * 3


def test_paper_and_browser_at_once_keep_one_answer(engine: Engine) -> None:
    with prepared(engine) as competition:
        round_ = competition.round("open")
        coordinator, now = competition.actor("coordinator"), competition.now
        invite(competition.session, round_, "residents", slips=["AAAA"], actor=coordinator, now=now)
        invitation_id = competition.session.scalars(select(Invitation.id)).one()

    def paper(session: Session) -> None:
        ours, text = session.get_one(MonitoringRound, round_.id), "_link,link\nAAAA,poor\n"
        given: dict[str, Any] = {
            "name": "paper.csv",
            "secret": SECRET,
            "actor": coordinator,
            "now": now,
        }
        try:
            import_answers(session, ours, "residents", text, **given)
        except BadDocument as mistaken:
            raise Refusal([Blocker(mistaken.mistakes[0].text, Text(ru="x"))]) from None

    browser = partial(hand_in, invitation_id=invitation_id, given=GIVEN, secret=SECRET, now=now)
    ended = sorted(at_once(engine, browser, paper))

    assert ended in (["already_answered", "done"], ["done", USED])
    with afterwards(engine) as session:
        assert count(session) == 1


USED = "was used already: these answers are in"
