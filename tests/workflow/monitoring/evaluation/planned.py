"""The small programme's evaluation plan: interim after the proposals, final in the autumn."""

from datetime import UTC, date, datetime

from models import Programme, Text
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from tests.make import Competition
from workflow.monitoring.evaluation.document import (
    EvaluationCell,
    EvaluationDocument,
    EvaluationMethod,
    ParameterEntry,
    QuestionParameter,
)
from workflow.monitoring.evaluation.effectiveness import effectiveness
from workflow.monitoring.evaluation.plan import store_plan
from workflow.monitoring.evaluation.report import EffectivenessReport, Evidence

INTERIM_DAY, FINAL_DAY = date(2026, 4, 30), date(2026, 9, 1)
PLAN = EvaluationDocument(
    goal=Text(ru="Цель", en="Goal"),
    tasks=(Text(ru="Первая задача"), Text(ru="Вторая задача")),
    results=(Text(ru="Результат"),),
    interim_on="proposals",
    final_on="creative_reports",
    plan=tuple(
        EvaluationCell(stage=stage, object=about, methods=tuple(map(EvaluationMethod, methods)))
        for stage, about, methods in (
            (EvaluationStage.INTERIM, EvaluationObject.GOAL, ["questionnaires"]),
            (EvaluationStage.INTERIM, EvaluationObject.TASK, ["indicators", "experts"]),
            (EvaluationStage.INTERIM, EvaluationObject.RESULT, ["feedback", "experts"]),
            (EvaluationStage.FINAL, EvaluationObject.GOAL, ["plan_and_fact", "experts"]),
            (EvaluationStage.FINAL, EvaluationObject.TASK, ["plan_and_fact", "questionnaires"]),
            (EvaluationStage.FINAL, EvaluationObject.RESULT, ["feedback", "media", "experts"]),
        )
    ),
    parameters=(
        ParameterEntry(
            code="experience",
            title=Text(ru="Опыт"),
            asked=QuestionParameter(questionnaire="a", question="positive_experience"),
        ),
        ParameterEntry(code="events", title=Text(ru="Мероприятия"), counted="events_held"),
    ),
)


def planned(competition: Competition) -> Programme:
    """The programme with the plan."""
    store_plan(competition.session, competition.programme, PLAN)
    return competition.programme


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def report(
    competition: Competition,
    stage: EvaluationStage = EvaluationStage.FINAL,
    on: date = FINAL_DAY,
) -> EffectivenessReport:
    return effectiveness(competition.session, planned(competition), stage, on=on)


def found(
    competition: Competition,
    about: EvaluationObject,
    method: EvaluationMethod,
    stage: EvaluationStage = EvaluationStage.FINAL,
    on: date = FINAL_DAY,
) -> Evidence:
    """The evidence of one method in one cell."""
    (cell,) = [cell for cell in report(competition, stage, on).cells if cell.object == about]
    (evidence,) = [evidence for evidence in cell.evidence if evidence.method == method]
    return evidence
