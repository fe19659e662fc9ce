"""Experts' judgements: of proposals, of results, of the programme."""

from datetime import date

from models import Rating
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from tests.make import Competition
from tests.workflow.monitoring.evaluation.planned import (
    FINAL_DAY,
    INTERIM_DAY,
    at_noon,
    found,
    planned,
)
from workflow.monitoring.evaluation.assessments import write_assessment
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.evaluation.report import ExpertEvidence

WORDS = "Жители и депутаты стали встречаться чаще: это видно по журналу мероприятий программы. " * 2
GOAL, RESULT = EvaluationObject.GOAL, EvaluationObject.RESULT


def judged(
    competition: Competition,
    about: EvaluationObject = GOAL,
    stage: EvaluationStage = EvaluationStage.FINAL,
    on: date = FINAL_DAY,
) -> ExpertEvidence:
    evidence = found(competition, about, EvaluationMethod.EXPERTS, stage, on)
    assert isinstance(evidence, ExpertEvidence)
    return evidence


def assess(competition: Competition, name: str, about: EvaluationObject, on: date) -> None:
    write_assessment(
        competition.session,
        planned(competition),
        EvaluationStage.FINAL,
        about,
        WORDS,
        actor=competition.actor(name),
        now=at_noon(on),
    )


def test_scores_are_averaged_by_criterion(competition: Competition) -> None:
    initiative = competition.at("expert_review", "1-01")
    competition.reviewed(initiative, 5, 8)
    competition.meeting(initiative)

    lines = [(c.criterion, c.reviews, c.mean) for c in judged(competition).criteria]

    assert lines == [("benefit", 2, 6.5), ("feasibility", 2, 7.0)]


def test_reviews_stay_blind_until_the_decision(competition: Competition) -> None:
    competition.reviewed(competition.at("expert_review", "1-01"), 5, 8)

    assert judged(competition).criteria == ()


def test_a_review_counts_from_the_decisions_day(competition: Competition) -> None:
    competition.now = at_noon(date(2026, 4, 29))
    initiative = competition.at("expert_review", "1-01")
    competition.reviewed(initiative)
    competition.now = at_noon(date(2026, 5, 4))
    competition.meeting(initiative)

    interim = judged(competition, RESULT, EvaluationStage.INTERIM, INTERIM_DAY)

    assert interim.criteria == ()
    assert [line.reviews for line in judged(competition).criteria] == [2, 2]


def test_ratings_of_accepted_reports_are_counted(competition: Competition) -> None:
    competition.at("completed", "1-01")
    competition.at("creative_report", "1-02")

    assert [(line.rating, line.number) for line in judged(competition).ratings] == [
        (Rating.SUCCESSFUL, 1),
        (Rating.SATISFACTORY, 0),
        (Rating.UNSATISFACTORY, 0),
    ]


def test_an_assessment_stands_by_its_office_and_its_object(competition: Competition) -> None:
    assess(competition, "second", GOAL, date(2026, 9, 1))
    assess(competition, "evaluator", GOAL, date(2026, 9, 3))
    assess(competition, "expert", RESULT, date(2026, 9, 2))

    told = judged(competition, GOAL, on=date(2026, 9, 5)).assessments

    assert [(line.by.in_("en"), line.written_on) for line in told] == [
        ("Expert council: Deputies", date(2026, 9, 1)),
        ("Outside evaluator", date(2026, 9, 3)),
    ]
    early = judged(competition, GOAL, on=date(2026, 9, 2)).assessments
    assert [line.by.in_("en") for line in early] == ["Expert council: Deputies"]
