"""Rounds of monitoring as Prefect runs them: opened, invited to, closed and analysed by the
calendar."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from re import search

from sqlalchemy import select

from config.secret import secret
from config.settings import settings
from flows.letters import deliver_notifications, send_reminders
from flows.monitoring import monitoring_round
from models import MonitoringRound, OutboxMessage, RoundAnalysis
from models.database import reading, transaction
from tests import make
from tests.make import NOON, Competition
from workflow.monitoring.rounds.answers.answering import hand_in
from workflow.monitoring.rounds.links import read_answer_token


def the_round() -> MonitoringRound:
    with reading() as session:
        return session.scalars(select(MonitoringRound)).one()


def test_a_round_opens_closes_and_is_analysed_by_the_calendar(kept: Competition) -> None:
    round_ = the_round()

    assert monitoring_round(as_of=round_.opens_at - timedelta(seconds=1)) == 0
    assert monitoring_round(as_of=round_.opens_at) == 1
    assert monitoring_round(as_of=round_.opens_at) == 0
    assert monitoring_round(as_of=round_.closes_at) == 2
    assert monitoring_round(as_of=round_.closes_at) == 0
    assert the_round().state == "analysed"
    with reading() as session:
        assert session.scalars(select(RoundAnalysis.questionnaire)).all() == ["residents"]


def test_a_round_that_would_open_after_its_end_waits_for_the_coordinator(
    kept: Competition,
) -> None:
    late = NOON + timedelta(days=200)

    assert [monitoring_round(as_of=late) for _ in range(3)] == [0, 0, 0]
    with reading() as session:
        refused = select(OutboxMessage).where(OutboxMessage.template == "clock_refused")
        assert len(session.scalars(refused).all()) == 1


def letters_to(name: str) -> list[str]:
    """What somebody got by mail."""
    mail = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(Path(settings().home / "mail").glob("*.eml"))
    ]
    found = [each for each in mail if f"{name}@example.org" in each["To"]]
    bodies = [each.get_body(("plain",)) for each in found]
    return [body.get_content() for body in bodies if body is not None]


def test_the_letter_has_the_link_by_which_its_recipient_answers_and_reminders_stop(
    kept: Competition,
) -> None:
    with transaction() as session:
        competition = make.competition(session)
        competition.invite(competition.round(), "anna", "boris")
    round_ = the_round()
    monitoring_round(as_of=round_.opens_at)
    deliver_notifications(as_of=round_.opens_at)
    (invitation,) = letters_to("anna")
    link = search(r"http://127\.0\.0\.1:8000/answer/(\S+)", invitation)
    assert link is not None

    with transaction() as session:
        hand_in(
            session,
            read_answer_token(link[1], secret()),
            {"link": "good"},
            secret=secret(),
            now=round_.opens_at,
        )
    soon = round_.closes_at - timedelta(days=1)
    send_reminders(as_of=soon)
    deliver_notifications(as_of=soon)

    assert len(letters_to("anna")) == 1
    first, *reminders = letters_to("boris")
    assert len(reminders) == 2
    theirs = search(r"/answer/(\S+)", first)
    assert theirs is not None
    assert all(theirs[0] in each for each in reminders)
    assert theirs[1] != link[1]


def test_who_answered_before_a_queued_reminder_went_out_does_not_get_it(
    kept: Competition,
) -> None:
    with transaction() as session:
        competition = make.competition(session)
        (anna,) = competition.invite(competition.round(), "anna")
    round_ = the_round()
    monitoring_round(as_of=round_.opens_at)
    deliver_notifications(as_of=round_.opens_at)
    soon = round_.closes_at - timedelta(days=1)
    send_reminders(as_of=soon)
    with transaction() as session:
        hand_in(session, anna.id, {"link": "good"}, secret=secret(), now=soon)

    deliver_notifications(as_of=soon)

    assert len(letters_to("anna")) == 1
