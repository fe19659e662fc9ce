"""How effectiveness is evaluated: the plan, experts' assessments, the districts' parameters."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.council.words import NOTHING
from cli.files import read_text
from cli.lists import Column, Columns, print_list, written
from cli.monitoring.words import number, percent
from cli.options import As, AsCsv, AsJson, AsXlsx, ProgrammeCode, typed_day
from cli.output import print_json, say, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Text
from models.database import reading, transaction
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.monitoring.evaluation.assessments import write_assessment
from workflow.monitoring.evaluation.document import EvaluationCell, EvaluationMethod
from workflow.monitoring.evaluation.effectiveness import effectiveness
from workflow.monitoring.evaluation.plan import plan_of, window
from workflow.monitoring.evaluation.report import ParameterFinding, ParameterValue, Unit
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()
STAGES = {
    EvaluationStage.INTERIM: Text(en="interim", ru="промежуточная"),
    EvaluationStage.FINAL: Text(en="final", ru="итоговая"),
}
OBJECTS = {
    EvaluationObject.GOAL: Text(en="goal", ru="цель"),
    EvaluationObject.TASK: Text(en="tasks", ru="задачи"),
    EvaluationObject.RESULT: Text(en="expected results", ru="ожидаемые результаты"),
}
METHODS = {
    EvaluationMethod.QUESTIONNAIRES: Text(en="questionnaires", ru="анкетирование"),
    EvaluationMethod.INDICATORS: Text(
        en="quantitative and qualitative indicators",
        ru="количественные и качественные показатели",
    ),
    EvaluationMethod.EXPERTS: Text(en="experts' assessment", ru="экспертная оценка"),
    EvaluationMethod.FEEDBACK: Text(
        en="feedback of those at events", ru="отзывы участников мероприятий"
    ),
    EvaluationMethod.PLAN_AND_FACT: Text(en="plan against fact", ru="анализ плана и факта"),
    EvaluationMethod.MEDIA: Text(en="analysis of publications", ru="анализ публикаций в СМИ"),
}
CELLS: Columns[EvaluationCell] = (
    Column(Text(en="Stage", ru="Оценка"), lambda cell: STAGES[cell.stage]),
    Column(Text(en="Object", ru="Что оценивается"), lambda cell: OBJECTS[cell.object]),
    Column(
        Text(en="Methods", ru="Чем"),
        lambda cell: ", ".join(say(METHODS[method]) for method in cell.methods),
    ),
)


@app.command()
def plan(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """The evaluation plan: what is evaluated at which stage, and how."""
    with told(), reading() as session:
        found = plan_of(session, find_programme(session, programme))
    if written(Text(en="Evaluation plan", ru="План оценки"), CELLS, found.plan, csv, xlsx):
        return
    if json:
        print_json(found.model_dump(mode="json", exclude_none=True))
    else:
        print_list(CELLS, found.plan)


@app.command()
def assess(
    stage: Annotated[EvaluationStage, typer.Argument(help="interim or final.")],
    about: Annotated[EvaluationObject, typer.Argument(help="goal, task or result.")],
    file: Annotated[Path, typer.Argument(help="The assessment: a text file.")],
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Keep what an expert or the outside evaluator writes of how far the programme came."""
    text = read_text(file)
    with told(), transaction() as session:
        write_assessment(
            session,
            find_programme(session, programme),
            stage,
            about,
            text,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
        )
    tell(
        Text(
            en=f"The assessment is kept: {say(STAGES[stage])}, {say(OBJECTS[about])}.",
            ru=f"Оценка сохранена: {say(STAGES[stage])}, {say(OBJECTS[about])}.",
        )
    )


class _Line:
    """A parameter in one district, or in all together."""

    def __init__(self, finding: ParameterFinding, value: ParameterValue) -> None:
        self.finding, self.value = finding, value

    @property
    def district(self) -> Text:
        return self.value.title or Text(en="all together", ru="все вместе")

    def shown(self, figure: float | None) -> str:
        if figure is None:
            return NOTHING
        return percent(figure) if self.finding.unit is Unit.SHARE else number(figure)


PARAMETERS: Columns[_Line] = (
    Column(Text(en="Parameter", ru="Параметр"), lambda line: line.finding.title),
    Column(Text(en="District", ru="Округ"), lambda line: line.district),
    Column(Text(en="Before", ru="До"), lambda line: line.shown(line.value.before), right=True),
    Column(Text(en="After", ru="После"), lambda line: line.shown(line.value.after), right=True),
)


@app.command()
def parameters(
    on: Annotated[
        date | None,
        typer.Option(
            "--on", parser=typed_day, metavar="DAY", help="As of a day; today if not given."
        ),
    ] = None,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """The parameters by which districts are monitored, before and after."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        day = on or timetable_of(session, within.id).local_day(now())
        final = window(within, plan_of(session, within), EvaluationStage.FINAL)
        stage = EvaluationStage.FINAL if day >= final.first else EvaluationStage.INTERIM
        found = effectiveness(session, within, stage, on=day).parameters
    lines = [_Line(finding, value) for finding in found for value in finding.values]
    if written(Text(en="Parameters", ru="Параметры"), PARAMETERS, lines, csv, xlsx):
        return
    if json:
        print_json([_plain(line) for line in lines])
    elif not lines:
        tell(Text(en="The plan names no parameters.", ru="В плане параметров нет."))
    else:
        print_list(PARAMETERS, lines)


def _plain(line: _Line) -> dict[str, Any]:
    return {
        "parameter": line.finding.code,
        "title": as_json(line.finding.title),
        "unit": str(line.finding.unit),
        "district": line.value.district,
        "before": line.value.before,
        "after": line.value.after,
    }
