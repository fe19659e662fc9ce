from pathlib import Path

from sqlalchemy.orm import Session

from cli.files import write_files
from cli.output import tell
from models import Programme, Text
from papers.oversight.files import oversight_files
from papers.typography import LANGUAGES
from workflow.deadlines.timetable import timetable_of
from workflow.oversight.month import Month
from workflow.oversight.proof import verified_now
from workflow.oversight.report import report


def write_oversight(session: Session, programme: Programme, folder: Path) -> None:
    """On the last month, with names and as outside evaluators get it."""
    times, month = timetable_of(session, programme.id), Month.of(programme.ends_on)
    moment, verified = month.reported_at(times), verified_now(session)
    for names, place in ((True, folder), (False, folder / "without-names")):
        made = report(session, programme, month, now=moment, names=names, verified=verified)
        for language in LANGUAGES:
            write_files(place, oversight_files(made, language))
    tell(Text(en=f"Oversight report: {folder}", ru=f"Отчёт о надзоре: {folder}"))
