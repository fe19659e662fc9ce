from pathlib import Path

from sqlalchemy.orm import Session

from cli.files import write_files
from cli.output import tell
from config.clock import now
from models import Programme, Text
from papers.process.files import process_files
from papers.typography import LANGUAGES
from workflow.process.views import process_views


def write_process(session: Session, programme: Programme, folder: Path) -> None:
    views = process_views(session, programme, as_of=programme.ends_on, now=now())
    for language in LANGUAGES:
        write_files(folder, process_files(views, language))
    tell(
        Text(
            en=f"How initiatives went their way: {folder / 'process.en.html'}",
            ru=f"Как инициативы прошли свой путь: {folder / 'process.ru.html'}",
        )
    )
