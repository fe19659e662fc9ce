"""A questionnaire is stored once for each content, and never changed."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from models import Questionnaire
from tests import make
from tests.workflow.monitoring.questionnaires.forms import FORM, form
from workflow.documents import content_hash
from workflow.monitoring.questionnaires.versions import document_of, store_questionnaire

OTHER = FORM.replace("Что ещё?", "Что-нибудь ещё?")


def test_the_same_content_is_the_same_version(competition: make.Competition) -> None:
    session, programme, now = competition.session, competition.programme, competition.now
    first = store_questionnaire(session, programme, form(), now=now)

    again = store_questionnaire(session, programme, form(), now=now + timedelta(days=1))

    assert again is first
    assert (first.code, first.title.ru) == ("residents", "Жители")
    assert first.stored_at == now
    assert first.content_hash == content_hash(first.content)


def test_other_content_is_the_next_version_and_the_first_comes_back(
    competition: make.Competition,
) -> None:
    session, programme, now = competition.session, competition.programme, competition.now
    first = store_questionnaire(session, programme, form(), now=now)

    second = store_questionnaire(session, programme, form(OTHER), now=now)
    other = store_questionnaire(
        session, programme, form(FORM.replace("residents", "deputies", 1)), now=now
    )

    assert (second.number, other.number) == (first.number + 1, 1)
    assert store_questionnaire(session, programme, form(), now=now) is first


def test_comments_and_blanks_make_no_version(competition: make.Competition) -> None:
    session, programme, now = competition.session, competition.programme, competition.now
    first = store_questionnaire(session, programme, form(), now=now)

    assert store_questionnaire(session, programme, form(f"# ours\n{FORM}"), now=now) is first


def test_the_document_comes_back_as_it_was(competition: make.Competition) -> None:
    session = competition.session
    stored = store_questionnaire(session, competition.programme, form(), now=competition.now)
    session.expire_all()

    assert document_of(stored) == form()
    assert document_of(stored) is document_of(stored)


def test_a_stored_version_cannot_be_changed_or_removed(competition: make.Competition) -> None:
    session = competition.session
    store_questionnaire(session, competition.programme, form(), now=competition.now)

    for change in (update(Questionnaire).values(number=7), delete(Questionnaire)):
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(change)
