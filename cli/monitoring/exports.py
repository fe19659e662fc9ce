"""Answers as files for those who compute with them."""

from pathlib import Path
from typing import Annotated

import typer

from cli.files import write
from cli.monitoring.words import QuestionnaireCode, RoundCode
from cli.options import ProgrammeCode, Viewer
from cli.output import Exit, fail, say, tell
from cli.watched import of_subject, watched
from config.settings import settings
from models import MonitoringRound, Text
from papers.survey.answers import answers_csv
from papers.survey.codebook import codebook_csv, codebook_xlsx
from papers.survey.sav import answers_sav
from workflow.monitoring.microdata.reading import microdata
from workflow.people.access import What

app = typer.Typer()


@app.command()
def export(
    round_: RoundCode,
    questionnaire: QuestionnaireCode,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="The answers as a table of codes.")
    ] = None,
    sav: Annotated[
        Path | None, typer.Option("--sav", help="The answers with labels, as SPSS and R read them.")
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", help="What the codes mean: .xlsx or .csv.")
    ] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
) -> None:
    """Write the answers to a questionnaire, row by row, so that nobody is given away.

    What fewer than five people share is hidden; free answers, names and the order of answering are
    left out. With those of the round that it is compared with, in one file.
    """
    targets = [file for file in (csv, sav, codebook) if file is not None]
    if not targets:
        words = Text(
            en="Say what to write: --csv FILE, --sav FILE, --codebook FILE.",
            ru="Укажите, что записать: --csv ФАЙЛ, --sav ФАЙЛ, --codebook ФАЙЛ.",
        )
        fail(say(words), Exit.BAD_INPUT)
    asked = of_subject(programme, MonitoringRound, round_)
    with watched(What.ANSWERS, viewer, asked) as (session, of):
        found = microdata(session, of, questionnaire)
    language = settings().language
    if csv is not None:
        write(csv, answers_csv(found))
    if sav is not None:
        write(sav, answers_sav(found, language))
    if codebook is not None:
        table = codebook_csv if codebook.suffix.lower() == ".csv" else codebook_xlsx
        write(codebook, table(found, language))
    written, rows = ", ".join(map(str, targets)), len(found.rows)
    tell(Text(en=f"{written}: {rows} rows.", ru=f"{written}: строк — {rows}."))
