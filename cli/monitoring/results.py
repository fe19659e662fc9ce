"""What a round came to: the effect, its interval and the numbers of people first, p last."""

from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cli.council.words import NOTHING
from cli.lists import written
from cli.monitoring.compared import COLUMNS, Line
from cli.monitoring.words import RoundCode, known
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import Exit, console, fail, print_json, say, tell, tell_pair, told
from models import MonitoringRound, Text
from models.database import reading
from workflow.monitoring.analysis.results import Results, Turnout
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.versions import document_of
from workflow.programme.lookup import find_programme, find_subject

app = typer.Typer()


@app.command()
def show(
    round_: RoundCode,
    questionnaire: Annotated[str | None, typer.Option(help="Only this one's code.")] = None,
    districts: Annotated[
        bool, typer.Option("--districts", help="Each district by itself, too.")
    ] = False,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """What a round's answers came to, as far as it may be shown."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        found = find_subject(session, within, MonitoringRound, round_)
        lines = _lines(session, found, questionnaire)
    if json:
        print_json([results.model_dump(mode="json") for _, results in lines])
        return
    rows = [line for pair in lines for line in _rows(*pair, districts=districts)]
    if written(Text(en="Results", ru="Результаты"), COLUMNS, rows, csv, xlsx):
        return
    for document, results in lines:
        _print(document, results, districts=districts)


def _lines(
    session: Session, round_: MonitoringRound, questionnaire: str | None
) -> list[tuple[QuestionnaireDocument, Results]]:
    # It brings the statistics, which no other command should wait for.
    from workflow.monitoring.analysis.stored import results_of  # noqa: PLC0415

    documents = {asked.code: document_of(asked.questionnaire) for asked in round_.asked}
    found = [
        (documents[results.questionnaire], results)
        for results in results_of(session, round_)
        if questionnaire in (None, results.questionnaire)
    ]
    if not found:
        words = Text(
            en=f"{round_.code} has no results to show: they are computed when it has closed.",
            ru=f"{round_.code}: результатов нет, их вычисляют после закрытия раунда.",
        )
        fail(say(words), Exit.REFUSED)
    return found


def _rows(document: QuestionnaireDocument, results: Results, *, districts: bool) -> list[Line]:
    return [
        Line(document, results, comparison)
        for comparison in results.comparisons
        if districts or comparison.district is None
    ]


def _print(document: QuestionnaireDocument, results: Results, *, districts: bool) -> None:
    console.print(f"\n{say(document.title)}", style="bold")
    for label, turnout in (
        (Text(en="Before", ru="До"), results.turnout_before),
        (Text(en="After", ru="После"), results.turnout_after),
    ):
        if turnout:
            tell(_answered(label, turnout[0]), style="dim")
    if results.pairs is not None:
        tell(
            Text(en=f"In both rounds: {results.pairs}.", ru=f"В обоих замерах: {results.pairs}."),
            style="dim",
        )
    for line in _rows(document, results, districts=districts):
        _print_line(line)
    if results.baseline is not None and not results.has_comparison_group:
        tell(NOT_ATTRIBUTED, style="dim")


def _print_line(line: Line) -> None:
    """The effect first, p last; what there is nothing to say of is left out."""
    district = f" ({line.comparison.district})" if line.comparison.district else ""
    console.print(f"\n  {line.question}{district}", soft_wrap=True)
    compared = line.results.baseline is not None
    said = [
        *([(Text(en="Change", ru="Изменение"), line.effect)] if compared else []),
        *([(Text(en="Before", ru="До"), line.before)] if compared else []),
        (Text(en="After", ru="После") if compared else Text(en="Now", ru="Сейчас"), line.after),
        (Text(en="Rose / same / fell", ru="Выше / так же / ниже"), line.moved),
        (Text(en="People", ru="Человек"), line.people),
        (Text(en="p (adjusted)", ru="p (с поправкой)"), line.p.replace("\n", ", ")),
    ]
    for label, value in said:
        if value != NOTHING:
            tell_pair(Text(en=f"    {label.in_('en')}", ru=f"    {label.ru}"), value)
    if line.remarks:
        console.print(f"    {line.remarks}", style="dim", soft_wrap=True)


NOT_ATTRIBUTED = Text(
    en="Nobody was asked who did not take part: what a change comes from cannot be told.",
    ru="Тех, кто не участвовал, не спрашивали: от чего изменение, сказать нельзя.",
)


def _answered(label: Text, turnout: Turnout) -> Text:
    invited, answered = known(turnout.invited), known(turnout.answered)
    return Text(
        en=f"{label.in_('en')}: {answered} of {invited} invited answered.",
        ru=f"{label.ru}: ответили {answered} из {invited} приглашённых.",
    )
