"""Answering by a personal link, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from models import Draft, HistoryEntry, Invitation, OutboxMessage, Response
from tests.make import SECRET, Competition
from workflow.errors import Refusal
from workflow.monitoring.rounds.answers.answering import Form, open_form, save_draft


@pytest.fixture
def invitation(competition: Competition) -> Invitation:
    """Somebody is asked in a round that is open."""
    (invitation,) = competition.invite(competition.round("open"), "anna")
    return invitation


def form(competition: Competition, invitation: Invitation) -> Form:
    return open_form(competition.session, invitation.id, secret=SECRET, now=competition.now)


def refused(competition: Competition, invitation: Invitation) -> list[str]:
    """The same for looking, putting aside and handing in."""
    session, given = competition.session, {"link": "good"}
    codes: list[list[str]] = []
    for act in (
        lambda: form(competition, invitation),
        lambda: save_draft(session, invitation.id, given, secret=SECRET, now=competition.now),
        lambda: competition.answer(invitation),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        codes.append(refusal.value.codes)
    assert codes[0] == codes[1] == codes[2]
    return codes[0]


def test_the_form_tells_what_is_asked_and_how_answers_are_kept(
    competition: Competition, invitation: Invitation
) -> None:
    shown = form(competition, invitation)

    assert list(shown.document.questions) == ["link", "times", "words"]
    assert (shown.mode, shown.answers) == ("linked", {})
    assert "under a code" in shown.kept.in_("en")


def test_answers_are_kept_clean_and_the_day_is_noted(
    competition: Competition, invitation: Invitation
) -> None:
    checked = competition.answer(invitation, times=" 3 ", words="")

    assert checked.problems == {}
    kept = competition.session.scalars(select(Response)).one()
    assert kept.answers == '{"link":"good","times":3}'
    assert invitation.answered_on is not None
    assert invitation.answered_on.isoformat() == "2026-04-06"


def test_nothing_is_handed_in_while_an_answer_is_wrong_and_what_was_typed_stays(
    competition: Competition, invitation: Invitation
) -> None:
    checked = competition.answer(invitation, link="", times="many", words="As always")

    assert checked.problems.keys() == {"link", "times"}
    assert competition.session.scalars(select(Response)).all() == []
    assert invitation.answered_on is None
    assert form(competition, invitation).answers == {
        "link": "",
        "times": "many",
        "words": "As always",
    }


def test_a_draft_is_there_again_and_goes_when_it_is_handed_in(
    competition: Competition, invitation: Invitation
) -> None:
    given = {"words": "Не спешу", "link": "poor", "foreign": "x"}
    for _ in range(2):
        save_draft(competition.session, invitation.id, given, secret=SECRET, now=competition.now)

    assert form(competition, invitation).answers == {"words": "Не спешу", "link": "poor"}
    competition.answer(invitation)
    assert competition.session.scalars(select(Draft)).all() == []


def test_a_draft_sealed_with_another_secret_is_as_none(
    competition: Competition, invitation: Invitation
) -> None:
    given = {"words": "x"}
    save_draft(competition.session, invitation.id, given, secret="other", now=competition.now)

    assert form(competition, invitation).answers == {}


def test_a_draft_beyond_measure_is_refused(
    competition: Competition, invitation: Invitation
) -> None:
    with pytest.raises(Refusal) as refusal:
        save_draft(
            competition.session,
            invitation.id,
            {"words": "x" * 100_001},
            secret=SECRET,
            now=competition.now,
        )
    assert refusal.value.codes == ["too_long"]


def test_a_link_works_once(competition: Competition, invitation: Invitation) -> None:
    competition.answer(invitation)

    assert refused(competition, invitation) == ["already_answered"]
    assert competition.session.scalar(select(func.count()).select_from(Response)) == 1


def test_nobody_answers_before_the_round_opens(competition: Competition) -> None:
    (invitation,) = competition.invite(competition.round(), "anna")

    assert refused(competition, invitation) == ["not_open_yet"]


def test_nobody_answers_after_it_closed_nor_after_it_was_to_close(
    competition: Competition, invitation: Invitation
) -> None:
    round_ = competition.round()
    competition.now = round_.closes_at - timedelta(seconds=1)
    assert form(competition, invitation)

    competition.now = round_.closes_at
    assert refused(competition, invitation) == ["round_closed"]
    competition.round("closed")
    assert refused(competition, invitation) == ["round_closed"]


def test_a_link_to_nothing_is_refused(competition: Competition) -> None:
    with pytest.raises(Refusal) as refusal:
        open_form(competition.session, uuid4(), secret=SECRET, now=competition.now)
    assert refusal.value.codes == ["link_unknown"]


def test_answering_leaves_no_entry_and_queues_no_letter(
    competition: Competition, invitation: Invitation
) -> None:
    def counted() -> list[int | None]:
        return [
            competition.session.scalar(select(func.count()).select_from(table))
            for table in (HistoryEntry, OutboxMessage)
        ]

    before = counted()
    save_draft(
        competition.session, invitation.id, {"words": "x"}, secret=SECRET, now=competition.now
    )
    competition.answer(invitation)

    assert counted() == before


def test_a_named_round_keeps_the_person_and_no_pseudonym(competition: Competition) -> None:
    round_ = competition.round()
    round_.mode = "named"
    (invitation,) = competition.invite(competition.round("open"), "anna")

    competition.answer(invitation)

    kept = competition.session.scalars(select(Response)).one()
    assert (kept.person_id, kept.link) == (invitation.person_id, None)


def test_an_anonymous_round_keeps_neither(competition: Competition) -> None:
    competition.round().mode = "anonymous"
    (invitation,) = competition.invite(competition.round("open"), "anna")

    competition.answer(invitation)

    kept = competition.session.scalars(select(Response)).one()
    assert (kept.person_id, kept.link, kept.district_id) == (None, None, None)


def test_the_district_is_kept_only_where_the_questionnaire_compares_districts(
    competition: Competition,
) -> None:
    round_ = competition.round("open")
    (invitation,) = competition.invite(round_, "anna", district=competition.district)

    competition.answer(invitation)

    assert competition.session.scalars(select(Response.district_id)).all() == [None]


def test_closing_waits_for_nobody_and_drops_the_drafts(
    competition: Competition, invitation: Invitation
) -> None:
    save_draft(
        competition.session, invitation.id, {"words": "x"}, secret=SECRET, now=competition.now
    )

    competition.round("closed")

    assert competition.session.scalars(select(Draft)).all() == []
