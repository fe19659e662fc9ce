"""What a play leaves to open, in a folder beside the database."""

from cli.play.papers.dossiers import write_dossiers
from cli.play.papers.event_logs import write_logs
from cli.play.papers.monitoring import write_monitoring
from cli.play.papers.oversight import write_oversight
from cli.play.papers.process import write_process
from config.settings import settings
from models.database import reading
from workflow.programme.lookup import find_programme


def leave_papers(code: str) -> None:
    """Write everything, and say where it is."""
    folder = settings().home / "reports" / code
    with reading() as session:
        programme = find_programme(session, code)
        for leave in (
            write_dossiers,
            write_oversight,
            write_process,
            write_logs,
            write_monitoring,
        ):
            leave(session, programme, folder)
