"""Accepted reports are published: pages and papers for everybody."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.files import store, write_files
from cli.options import ProgrammeCode
from cli.output import tell, told
from models import CreativeReport, Initiative, Programme, Text
from models.database import reading
from papers.report.files import report_files
from papers.typography import LANGUAGES
from workflow.programme.lookup import find_programme, find_subject
from workflow.work.published_report import published_report

app = typer.Typer()
ALL = "all"


@app.command()
def publish(
    code: Annotated[
        str, typer.Argument(help="The initiative's code, or “all” for every accepted report.")
    ],
    folder: Annotated[Path, typer.Option(help="Where a folder for each report is made.")],
    programme: ProgrammeCode = None,
) -> None:
    """Write reports for everybody, in Russian and English: a page and a PDF, with the photos.

    Who is in the group is never told, nor a donor who asked not to be named.
    """
    with told(), reading() as session:
        chosen = _chosen(session, find_programme(session, programme), code)
        for initiative in chosen:
            report = published_report(session, initiative)
            for language in LANGUAGES:
                files = report_files(report, store().get, language)
                write_files(folder / initiative.code, files)
            _tell_written(folder, initiative.code, len(report.photos))
    if not chosen:
        words = Text(
            en="No report is accepted yet: there is nothing to publish.",
            ru="Ни один отчёт ещё не принят: публиковать нечего.",
        )
        tell(words)


def _chosen(session: Session, programme: Programme, code: str) -> Sequence[Initiative]:
    if code != ALL:
        return [find_subject(session, programme, Initiative, code)]
    accepted = (
        select(Initiative)
        .join(CreativeReport, CreativeReport.initiative_id == Initiative.id)
        .where(Initiative.programme_id == programme.id, CreativeReport.rating.is_not(None))
    )
    return session.scalars(accepted.order_by(Initiative.code)).all()


def _tell_written(folder: Path, code: str, photos: int) -> None:
    place = folder / code
    tell(
        Text(
            en=f"{place}: page and PDF in two languages, photos — {photos}.",
            ru=f"{place}: страница и PDF на двух языках, фотографий — {photos}.",
        )
    )
