"""Reports on effectiveness."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cli.files import write_files
from cli.options import Folder, ProgrammeCode, typed_day
from cli.output import tell, told
from config.clock import now
from models import Programme, Text
from models.database import reading
from models.monitoring.evaluation import EvaluationStage
from papers.typography import LANGUAGES
from workflow.deadlines.timetable import timetable_of
from workflow.monitoring.evaluation.effectiveness import effectiveness
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def report(
    stage: Annotated[EvaluationStage, typer.Argument(help="interim or final.")],
    folder: Folder = Path(),
    on: Annotated[
        date | None,
        typer.Option("--on", parser=typed_day, metavar="DAY", help="As of a day; else today."),
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Write the report on effectiveness as page, PDF and DOCX, in Russian and English."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        day = on or timetable_of(session, within.id).local_day(now())
        files = report_files(session, within, stage, day)
    write_files(folder, files)
    for name in files:
        tell(Text(en=f"{folder / name} is written.", ru=f"{folder / name}: готово."))


def report_files(
    session: Session, programme: Programme, stage: EvaluationStage, on: date
) -> Mapping[str, bytes]:
    """By name, in every language. Raises NotFound, Refusal."""
    # It brings charts, templates and typesetting, which no other command should wait for.
    from papers.effectiveness.files import effectiveness_files  # noqa: PLC0415

    found = effectiveness(session, programme, stage, on=on)
    return {
        name: content
        for language in LANGUAGES
        for name, content in effectiveness_files(found, language).items()
    }
