"""Answers on paper, typed in."""

import csv
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer

from cli.files import read_text, write
from cli.monitoring.words import QuestionnaireCode, RoundCode
from cli.options import As, ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from config.clock import now
from config.secret import secret
from models import MonitoringRound, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.answers.paper import LINK, import_answers
from workflow.monitoring.rounds.inviting.asked import find_asked
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer(help="Answers on paper.", no_args_is_help=True)


@app.command("import")
def import_(
    round_: RoundCode,
    questionnaire: QuestionnaireCode,
    file: Annotated[
        Path, typer.Argument(help="CSV: a column “link” (link or slip's code), one a question.")
    ],
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Keep the answers in a table, all of them or none; every mistake is told with its line."""
    _keep(round_, questionnaire, read_text(file), str(file), as_, programme)


@app.command()
def paper(
    round_: RoundCode,
    questionnaire: QuestionnaireCode,
    link: Annotated[str, typer.Argument(help="The slip's code, or the personal link.")],
    answers: Annotated[
        list[str], typer.Argument(metavar="NAME=ANSWER…", help="Such as trust=high times=3.")
    ],
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Type in one sheet of paper."""
    given = dict(answer.partition("=")[::2] for answer in answers)
    if not all("=" in answer for answer in answers) or len(given) < len(answers):
        words = Text(
            en="Write each answer once, as NAME=ANSWER; several choices as NAME='A B'.",
            ru="Пишите каждый ответ один раз: ИМЯ=ОТВЕТ; несколько вариантов: ИМЯ='А Б'.",
        )
        fail(say(words), Exit.BAD_INPUT)
    written = StringIO()
    csv.writer(written).writerows([[LINK, *given], [link, *given.values()]])
    _keep(round_, questionnaire, written.getvalue(), link, as_, programme)


@app.command()
def form(
    round_: RoundCode,
    questionnaire: QuestionnaireCode,
    file: Annotated[Path, typer.Argument(help="The table to fill in, such as answers.csv.")],
    programme: ProgrammeCode = None,
) -> None:
    """Write an empty table with the right columns."""
    with told(), reading() as session:
        found = find_subject(session, find_programme(session, programme), MonitoringRound, round_)
        document = document_of(find_asked(found, questionnaire).questionnaire)
    names = [name for name, question in document.questions.items() if question.scale is not None]
    write(file, ",".join([LINK, *names]).encode() + b"\r\n")
    tell(Text(en=f"{file} is written.", ru=f"{file}: готово."))


def _keep(
    round_: str, questionnaire: str, text: str, name: str, as_: str, programme: str | None
) -> None:
    with told(), transaction() as session:
        found = find_subject(session, find_programme(session, programme), MonitoringRound, round_)
        find_asked(found, questionnaire)
        kept = import_answers(
            session,
            found,
            questionnaire,
            text,
            name=name,
            secret=secret(),
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
        )
    tell(Text(en=f"Kept: {kept}.", ru=f"Сохранено анкет: {kept}."))
