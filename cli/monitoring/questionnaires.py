"""Questionnaires: read, kept as versions, written as workbooks."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from cli.council.words import NOTHING
from cli.files import read_bytes, read_text, write
from cli.lists import Column, Columns, print_list
from cli.monitoring.words import QuestionnaireCode
from cli.options import AsJson, ProgrammeCode
from cli.output import Exit, console, fail, print_json, say, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Programme, Questionnaire, Text
from models.database import reading, transaction
from workflow.documents import canonical, content_hash
from workflow.errors import Blocker, NotFound
from workflow.monitoring.questionnaires.document import QuestionnaireDocument, Scale
from workflow.monitoring.questionnaires.reading import read_questionnaire
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.questionnaires.xlsform import read_xlsform, write_xlsform
from workflow.monitoring.rounds.replacing import Brought, bring_in
from workflow.programme.lookup import find_programme

app = typer.Typer(help="Questionnaires.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="A questionnaire: YAML, or an XLSForm (.xlsx, .xls).")]
SCALES = {
    Scale.BINARY: Text(en="yes or no", ru="да или нет"),
    Scale.ORDINAL: Text(en="on a scale", ru="на шкале"),
    Scale.NOMINAL: Text(en="one choice", ru="один ответ"),
    Scale.MULTIPLE: Text(en="several choices", ru="несколько ответов"),
    Scale.COUNT: Text(en="a count", ru="сколько раз"),
    Scale.AMOUNT: Text(en="a number", ru="число"),
    Scale.ACCOUNT: Text(en="plan or fact", ru="план или факт"),
    Scale.WORDS: Text(en="words or a day", ru="слова или дата"),
}


@app.command()
def check(file: File, json: AsJson = False) -> None:
    """Read a questionnaire and name every mistake, with line or sheet and row; changes nothing."""
    document, notices = _read(file)
    if json:
        print_json(_plain(document) | {"notices": as_json(notices)})
        return
    _print(file, document, notices)


@app.command("import")
def import_(
    file: File,
    plan: Annotated[str | None, typer.Option(help="Store what the preview gave this name.")] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Store a questionnaire as a version of the programme's; without --plan only a preview.

    Rounds that have not opened ask the new version; refused if its answers could not be compared.
    """
    document, notices = _read(file)
    name = content_hash(canonical(document))[:12]
    if plan is None:
        _preview(file, document, notices, name, programme)
        return
    if plan != name:
        words = Text(
            en=f"The file is another than the one previewed as {plan}: look at its preview again.",
            ru=f"Файл не тот, что был в плане {plan}: посмотрите план ещё раз.",
        )
        fail(say(words), Exit.REFUSED)
    with told(), transaction() as session:
        done = bring_in(session, find_programme(session, programme), document, now=now())
        number, rounds = done.version.number, _named(done)
    tell(
        Text(
            en=f"{document.questionnaire}: version {number} is stored. Rounds that now ask it: "
            f"{rounds}.",
            ru=f"{document.questionnaire}: сохранена версия {number}. Раунды, где она теперь: "
            f"{rounds}.",
        )
    )


def _named(done: Brought) -> str:
    return ", ".join(round_.code for round_ in done.rounds) or NOTHING


@app.command()
def export(
    code: QuestionnaireCode,
    file: Annotated[Path, typer.Argument(help="The workbook, such as residents.xlsx.")],
    number: Annotated[
        int | None, typer.Option("--version", help="Which version; the latest if not given.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Write a questionnaire as an XLSForm, which Kobo, ODK and others open."""
    with told(), reading() as session:
        found = _find(session, find_programme(session, programme), code, number)
        made, version = write_xlsform(document_of(found)), found.number
    write(file, made)
    tell(
        Text(
            en=f"{file}: {code}, version {version}, is written.",
            ru=f"{file}: {code}, версия {version}, готово.",
        )
    )


COLUMNS: Columns[Questionnaire] = (
    Column(Text(en="Code", ru="Код"), lambda line: line.code),
    Column(Text(en="Version", ru="Версия"), lambda line: line.number, right=True),
    Column(Text(en="Title", ru="Название"), lambda line: line.title),
    Column(Text(en="Questions", ru="Вопросов"), lambda line: _asked(document_of(line)), right=True),
    Column(Text(en="SHA-256", ru="SHA-256"), lambda line: line.content_hash[:12], one_line=True),
)


@app.command("list")
def list_(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """List the programme's questionnaires with their versions."""
    with told(), reading() as session:
        found = list(session.scalars(_versions(find_programme(session, programme))))
        if json:
            print_json([_version(line) for line in found])
        elif not found:
            tell(Text(en="There is no questionnaire yet.", ru="Анкет ещё нет."))
        else:
            print_list(COLUMNS, found)


def _read(file: Path) -> tuple[QuestionnaireDocument, list[Text]]:
    with told():
        if file.suffix.lower() in (".xlsx", ".xls", ".xlsm"):
            form = read_xlsform(read_bytes(file), str(file))
            return form.document, list(form.notices)
        return read_questionnaire(read_text(file), str(file)), []


def _preview(
    file: Path,
    document: QuestionnaireDocument,
    notices: list[Text],
    name: str,
    programme: str | None,
) -> None:
    _print(file, document, notices)
    with told(), reading() as session:
        within = find_programme(session, programme)
        known = session.scalar(_versions(within).where(_same(document)))
        # As it will be done; what is only read is never committed.
        done = bring_in(session, within, document, now=now())
        number, rounds = done.version.number, _named(done)
    if known is not None and not done.rounds:
        tell(
            Text(
                en=f"It is stored already, as version {number}.",
                ru=f"Она уже сохранена: версия {number}.",
            )
        )
        return
    command = f"vmeste monitoring questionnaire import {file} --plan {name}"
    tell(
        Text(
            en=f"It would be version {number}. Rounds that would ask it from now on: {rounds}.",
            ru=f"Это будет версия {number}. Раунды, в которых её зададут: {rounds}.",
        )
    )
    tell(
        Text(
            en=f"This is a preview; nothing has changed. To carry it out: {command}",
            ru=f"Это план, ничего ещё не изменилось. Чтобы его исполнить: {command}",
        )
    )


def _same(document: QuestionnaireDocument) -> ColumnElement[bool]:
    fingerprint = content_hash(canonical(document))
    return (Questionnaire.code == document.questionnaire) & (
        Questionnaire.content_hash == fingerprint
    )


def _print(file: Path, document: QuestionnaireDocument, notices: list[Text]) -> None:
    asked = _asked(document)
    tell(
        Text(
            en=f"{file} is in order: {document.questionnaire}, “{document.title.in_('en')}”, "
            f"{asked} questions.",
            ru=f"{file}: ошибок нет. {document.questionnaire}, «{document.title.ru}», "
            f"вопросов — {asked}.",
        )
    )
    scales = Counter(question.scale for question in document.questions.values())
    parts = [f"{say(words)} — {scales[scale]}" for scale, words in SCALES.items() if scales[scale]]
    console.print(", ".join(parts), style="dim", soft_wrap=True)
    for notice in notices:
        tell(notice, style="yellow")


def _asked(document: QuestionnaireDocument) -> int:
    return sum(question.scale is not None for question in document.questions.values())


def _versions(programme: Programme) -> Select[tuple[Questionnaire]]:
    return (
        select(Questionnaire)
        .where(Questionnaire.programme_id == programme.id)
        .order_by(Questionnaire.code, Questionnaire.number)
    )


def _find(session: Session, programme: Programme, code: str, number: int | None) -> Questionnaire:
    versions: list[Questionnaire] = list(session.scalars(_versions(programme)))
    ours = [each for each in versions if each.code == code]
    found = [each for each in ours if number in (None, each.number)]
    if found:
        return found[-1]
    known = ", ".join(f"{each.code} {each.number}" for each in versions) or "—"
    words = Text(
        en=f"There is no such questionnaire or version. Known: {known}.",
        ru=f"Такой анкеты или версии нет. Есть: {known}.",
    )
    raise NotFound([Blocker("not_found", words)])


def _version(line: Questionnaire) -> dict[str, Any]:
    return {
        "code": line.code,
        "version": line.number,
        "title": as_json(line.title),
        "sha256": line.content_hash,
        "stored_at": line.stored_at.isoformat(),
    }


def _plain(document: QuestionnaireDocument) -> dict[str, Any]:
    return {
        "questionnaire": document.questionnaire,
        "title": as_json(document.title),
        "primary": list(document.primary),
        "by_district": document.by_district,
        "questions": {
            name: str(question.scale)
            for name, question in document.questions.items()
            if question.scale is not None
        },
    }
