"""Rounds follow the programme's document until they open."""

import pytest
from sqlalchemy import select

from models import HistoryEntry, MonitoringRound, Questionnaire
from tests import make
from tests.make import Competition
from workflow.errors import Refusal
from workflow.programme.load import load

OTHER = make.QUESTIONNAIRE.replace("code: poor", "code: bad")
ANONYMOUS = make.PROGRAMME.replace("stage: baseline,", "stage: baseline, mode: anonymous,")


def loaded(competition: Competition, text: str = make.PROGRAMME, **files: str) -> None:
    load(competition.session, make.document(text, **files), now=competition.now)
    competition.session.expire_all()


def asks(round_: MonitoringRound) -> list[tuple[str, int, int | None]]:
    return [(each.code, each.questionnaire.number, each.population) for each in round_.asked]


def test_loading_it_again_changes_nothing(competition: Competition) -> None:
    before = competition.session.query(HistoryEntry).count()

    loaded(competition)

    assert competition.session.query(HistoryEntry).count() == before
    assert competition.session.query(Questionnaire).count() == 1
    assert asks(competition.round()) == [("residents", 1, None)]


def test_a_planned_round_takes_over_what_the_document_now_says(competition: Competition) -> None:
    text = ANONYMOUS.replace(
        "{questionnaire: residents}", "{questionnaire: residents, population: 7}"
    )

    loaded(competition, text, tiny=OTHER)

    assert competition.round().mode == "anonymous"
    assert asks(competition.round()) == [("residents", 2, 7)]


def test_a_round_that_was_opened_stays_as_people_were_told(competition: Competition) -> None:
    competition.round("open")

    loaded(competition, ANONYMOUS, tiny=OTHER)

    assert competition.round().mode == "linked"
    assert asks(competition.round()) == [("residents", 1, None)]


def test_the_history_of_the_opening_has_what_is_asked_and_how(competition: Competition) -> None:
    round_ = competition.round("open")

    entry = competition.session.scalars(
        select(HistoryEntry).where(
            HistoryEntry.action == "open", HistoryEntry.subject_id == round_.id
        )
    ).one()
    fingerprint = round_.asked[0].questionnaire.content_hash
    assert f'"questionnaires":"residents 1 {fingerprint}"' in entry.facts
    assert '"mode":"linked"' in entry.facts


def test_the_endline_knows_its_baseline(competition: Competition) -> None:
    loaded(competition, make.TWO_ROUNDS)

    endline = competition.round(code="endline")
    assert endline.baseline == competition.round()
    assert endline.state == "planned"


def test_an_endline_that_would_ask_something_else_is_refused(competition: Competition) -> None:
    loaded(competition, make.TWO_ROUNDS)
    competition.round("open")

    with pytest.raises(Refusal) as refused:
        loaded(competition, make.TWO_ROUNDS, tiny=OTHER)
    assert refused.value.codes == ["incomparable"]
    assert "endline, residents: link: the options were" in str(refused.value)


def test_a_questionnaire_people_are_invited_to_is_not_dropped(competition: Competition) -> None:
    competition.invite(competition.round(), "anna")

    with pytest.raises(Refusal) as refused:
        loaded(
            competition, make.PROGRAMME.replace("asks: [{questionnaire: residents}]", "asks: []")
        )
    assert refused.value.codes == ["people_are_invited"]
