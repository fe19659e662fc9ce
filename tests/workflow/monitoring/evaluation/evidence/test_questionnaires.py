from datetime import date

from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from tests.make import Competition
from tests.workflow.monitoring.evaluation.asked import closed_round, said
from tests.workflow.monitoring.evaluation.planned import INTERIM_DAY, found
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.evaluation.report import QuestionnaireEvidence


def asked(
    competition: Competition, stage: EvaluationStage = EvaluationStage.FINAL
) -> QuestionnaireEvidence:
    interim = stage == EvaluationStage.INTERIM
    about = EvaluationObject.GOAL if interim else EvaluationObject.TASK
    on = {"on": INTERIM_DAY} if interim else {}
    evidence = found(competition, about, EvaluationMethod.QUESTIONNAIRES, stage, **on)
    assert isinstance(evidence, QuestionnaireEvidence)
    return evidence


def test_the_latest_round_is_the_evidence(competition: Competition) -> None:
    before = closed_round(competition, "first", {"a": (said(20, 20),)}, closes=date(2026, 4, 10))
    closed_round(
        competition, "second", {"a": (said(30, 10),)}, baseline=before, closes=date(2026, 8, 1)
    )

    final, interim = asked(competition), asked(competition, EvaluationStage.INTERIM)

    assert [(r.code, r.baseline, r.closed_on) for r in final.rounds] == [
        ("second", "first", date(2026, 8, 1))
    ]
    assert [(r.code, r.baseline) for r in interim.rounds] == [("first", None)]


def test_a_round_brings_its_questions_words_and_its_results(competition: Competition) -> None:
    told = {"b": (said(20, 20),), "a": (said(9, 9),)}
    closed_round(competition, "first", told)

    (round_,) = asked(competition).rounds

    assert [q.document.questionnaire for q in round_.questionnaires] == ["b", "a"]
    assert [q.results.comparisons for q in round_.questionnaires] == [
        (said(20, 20),),
        (said(9, 9),),
    ]
    assert round_.opened_on == competition.programme.starts_on


def test_a_round_that_is_not_analysed_is_no_evidence_yet(competition: Competition) -> None:
    missing = asked(competition).missing
    assert missing is not None
    assert missing.in_("en") == "No monitoring round had closed by this day."
    closed_round(competition, "first", {"a": ()}, analysed=False)

    waiting = asked(competition)

    assert waiting.rounds == ()
    assert waiting.missing is not None
    assert "not analysed yet" in waiting.missing.in_("en")
