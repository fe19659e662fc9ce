from collections.abc import Iterator, Mapping

from workflow.monitoring.evaluation.document import (
    EvaluationDocument,
    EvaluationMethod,
    ParameterEntry,
)
from workflow.monitoring.evaluation.parameters import COUNTED
from workflow.monitoring.questionnaires.document import QuestionnaireDocument, Scale
from workflow.programme.document import ProgrammeDocument
from workflow.yaml_text import Place

FIGURES = (Scale.COUNT, Scale.AMOUNT, Scale.ACCOUNT)
"""Scales of questions whose mean says something."""


def lint_evaluation(document: ProgrammeDocument) -> Iterator[tuple[Place, str]]:
    """What of a programme's evaluation plan cannot be carried out."""
    plan = document.evaluation
    if plan is None:
        return
    yield from _days(document, plan)
    yield from _cells(document, plan)
    yield from _parameters(document, plan)


def lint_questions(
    document: ProgrammeDocument, questionnaires: Mapping[str, QuestionnaireDocument]
) -> Iterator[tuple[Place, str]]:
    """Parameters that the questionnaires do not answer."""
    plan = document.evaluation
    for n, entry in enumerate(plan.parameters if plan else ()):
        if entry.asked is None or entry.asked.questionnaire not in questionnaires:
            continue
        question = questionnaires[entry.asked.questionnaire].questions.get(entry.asked.question)
        place: Place = ("evaluation", "parameters", n, "asked", "question")
        if question is None:
            yield place, f"{entry.asked.questionnaire} has no question {entry.asked.question}"
        elif question.scale not in FIGURES and not any(o.favourable for o in question.options):
            yield place, "neither a number nor a choice with favourable options: it has no figure"


def _days(document: ProgrammeDocument, plan: EvaluationDocument) -> Iterator[tuple[Place, str]]:
    stages = {stage.code: stage for stage in document.calendar}
    for field, code in (("interim_on", plan.interim_on), ("final_on", plan.final_on)):
        if code not in stages:
            yield ("evaluation", field), f"the calendar has no stage {code}"
    interim, final = stages.get(plan.interim_on), stages.get(plan.final_on)
    if interim and final and interim.ends_on >= final.starts_on:
        yield ("evaluation", "final_on"), f"{final.code} begins before {interim.code} is over"


def _cells(document: ProgrammeDocument, plan: EvaluationDocument) -> Iterator[tuple[Place, str]]:
    rows = [(cell.stage, cell.object) for cell in plan.plan]
    asked = any(round_.asks for round_ in document.monitoring)
    for n, cell in enumerate(plan.plan):
        place: Place = ("evaluation", "plan", n)
        if rows[n] in rows[:n]:
            yield place, f"{cell.stage}, {cell.object} is there already; each stands once"
        if len(set(cell.methods)) < len(cell.methods):
            yield (*place, "methods"), "each method stands once"
        if EvaluationMethod.QUESTIONNAIRES in cell.methods and not asked:
            yield (*place, "methods"), "no monitoring round asks a questionnaire"
        if EvaluationMethod.INDICATORS in cell.methods and not document.targets:
            yield (*place, "methods"), "the programme has no indicators under targets"


def _parameters(
    document: ProgrammeDocument, plan: EvaluationDocument
) -> Iterator[tuple[Place, str]]:
    codes = [entry.code for entry in plan.parameters]
    for n, entry in enumerate(plan.parameters):
        place: Place = ("evaluation", "parameters", n)
        if entry.code in codes[:n]:
            yield (*place, "code"), f"{entry.code} is there already; each stands once"
        yield from _source(document, entry, place)


def _source(
    document: ProgrammeDocument, entry: ParameterEntry, place: Place
) -> Iterator[tuple[Place, str]]:
    if entry.counted is not None and entry.counted not in COUNTED:
        yield (*place, "counted"), f"nothing counts this; known: {', '.join(COUNTED)}"
    if entry.asked is None:
        return
    asking = {asked.questionnaire for round_ in document.monitoring for asked in round_.asks}
    if entry.asked.questionnaire not in asking:
        yield (*place, "asked", "questionnaire"), "no monitoring round asks this questionnaire"
