"""Who is asked, who is written to, and how far a round has come."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Deadline, Invitation, OutboxMessage, Person, Reminder, RoundMode
from tests.make import SECRET, Competition
from workflow.deadlines.sweep import remind
from workflow.errors import Refusal
from workflow.monitoring.rounds.inviting.invitations import (
    Progress,
    answers_by_day,
    invite,
    progress,
)
from workflow.monitoring.rounds.inviting.slips import new_codes, slips_of
from workflow.monitoring.rounds.links import read_answer_token

INVITATION, REMINDER = "questionnaire_invitation", "answer_reminder"


def letters(competition: Competition, template: str) -> list[str]:
    """Who got this letter, once for each."""
    asked = (
        select(Person.name)
        .join(OutboxMessage, OutboxMessage.recipient_id == Person.id)
        .where(OutboxMessage.template == template)
    )
    return sorted(competition.session.scalars(asked))


def slips(competition: Competition, *codes: str) -> int:
    return invite(
        competition.session,
        competition.round(),
        "residents",
        slips=codes,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )


def test_letters_go_out_when_the_round_opens_and_not_before(competition: Competition) -> None:
    round_ = competition.round()
    competition.invite(round_, "anna", "boris")
    slips(competition, "AAAA")
    assert letters(competition, INVITATION) == []

    competition.round("open")

    assert letters(competition, INVITATION) == ["anna", "boris"]


def test_whoever_is_invited_after_the_opening_is_written_to_at_once_and_nobody_twice(
    competition: Competition,
) -> None:
    round_ = competition.round()
    competition.invite(round_, "anna")
    competition.round("open")

    competition.invite(round_, "boris")
    competition.invite(round_, "vera")

    assert letters(competition, INVITATION) == ["anna", "boris", "vera"]


def test_who_is_asked_already_stays_so(competition: Competition) -> None:
    round_ = competition.round("open")
    (anna,) = competition.invite(round_, "anna")
    assert anna.person is not None

    again = invite(
        competition.session,
        round_,
        "residents",
        people=[anna.person, anna.person],
        actor=competition.actor("coordinator"),
        now=competition.now,
    )

    assert again == 0
    assert letters(competition, INVITATION) == ["anna"]


def test_a_letter_keeps_no_link(competition: Competition) -> None:
    (anna,) = competition.invite(competition.round("open"), "anna")

    message = competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == INVITATION)
    ).one()
    assert message.told == {"questionnaire": "residents"}
    assert message.recipient_id == anna.person_id


def test_only_those_who_have_not_answered_are_reminded(competition: Competition) -> None:
    round_ = competition.round("open")
    anna, _, _ = competition.invite(round_, "anna", "boris", "vera")
    slips(competition, "AAAA")
    competition.answer(anna)
    waiting = (
        select(Reminder)
        .join(Deadline, Deadline.id == Reminder.deadline_id)
        .where(Deadline.subject_id == round_.id, Deadline.closed_at.is_(None))
        .order_by(Reminder.due_at)
    )
    first, second = competition.session.scalars(waiting).all()

    remind(competition.session, first.id, now=first.due_at)
    assert letters(competition, REMINDER) == ["boris", "vera"]
    assert letters(competition, "reminder") == ["Coordinator"]

    boris = competition.session.scalars(
        select(Invitation).join(Person).where(Person.name == "boris")
    ).one()
    competition.answer(boris)
    remind(competition.session, second.id, now=second.due_at)
    remind(competition.session, second.id, now=second.due_at)
    assert letters(competition, REMINDER) == ["boris", "vera", "vera"]


def test_only_the_coordinator_invites(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        invite(
            competition.session,
            competition.round(),
            "residents",
            slips=["AAAA"],
            actor=competition.actor("evaluator"),
            now=competition.now,
        )
    assert refused.value.codes == ["not_permitted"]


def test_nobody_is_invited_to_a_questionnaire_that_is_not_asked(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        invite(
            competition.session,
            competition.round(),
            "deputies",
            slips=["AAAA"],
            actor=competition.actor("coordinator"),
            now=competition.now,
        )
    assert refused.value.codes == ["questionnaire_is_asked"]


def test_nobody_is_invited_once_it_is_closed(competition: Competition) -> None:
    competition.round("closed")

    with pytest.raises(Refusal) as refused:
        slips(competition, "AAAA")
    assert refused.value.codes == ["not_available"]


def test_a_slip_has_no_name_and_is_not_for_a_named_round(competition: Competition) -> None:
    competition.round().mode = RoundMode.NAMED

    with pytest.raises(Refusal) as refused:
        slips(competition, "AAAA")
    assert refused.value.codes == ["slips_have_no_name"]


def test_progress_is_told_by_district_and_days_in_total_alone(competition: Competition) -> None:
    round_ = competition.round("open")
    here = competition.invite(round_, "anna", "boris", district=competition.district)
    (there,) = competition.invite(round_, "vera", district=competition.other_district)
    competition.invite(round_, "gleb")
    competition.answer(here[0])
    competition.later(days=1)
    competition.answer(here[1])
    competition.answer(there)

    assert progress(competition.session, round_) == [
        Progress("residents", competition.district, 2, 2),
        Progress("residents", competition.other_district, 1, 1),
        Progress("residents", None, 1, 0),
    ]
    assert answers_by_day(competition.session, round_) == [
        (date(2026, 4, 6), 1),
        (date(2026, 4, 7), 2),
    ]


def test_slips_asked_for_again_under_one_key_are_the_same() -> None:
    first, again, others = (new_codes(5, key=key, secret=SECRET) for key in ("a", "a", "b"))

    assert first == again
    assert not set(first) & set(others)
    assert not set(first) & set(new_codes(5, key="a", secret="another installation's"))


def test_a_slip_has_a_code_nobody_guesses_and_a_link_that_answers(
    competition: Competition,
) -> None:
    codes = new_codes(50)
    assert len(set(codes)) == 50
    slips(competition, *codes[:2])

    printed = slips_of(competition.session, competition.round(), secret=SECRET)

    assert [each.code for each in printed] == sorted(codes[:2])
    assert [each.is_used for each in printed] == [False, False]
    invitation = competition.session.get_one(
        Invitation, read_answer_token(printed[0].token, SECRET)
    )
    assert invitation.slip == printed[0].code
    competition.round("open")
    competition.answer(invitation)
    again = slips_of(competition.session, competition.round("open"), secret=SECRET)
    assert [each.is_used for each in again] == [True, False]
