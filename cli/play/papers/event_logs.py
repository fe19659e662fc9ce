from pathlib import Path

from sqlalchemy.orm import Session

from cli.history.event_log import export_ocel, export_xes
from cli.output import tell
from config.settings import settings
from models import Programme, Text
from workflow.deadlines.timetable import timetable_of
from workflow.event_log.logged import Telling
from workflow.event_log.scope import Scope


def write_logs(session: Session, programme: Programme, folder: Path) -> None:
    """The histories for process mining."""
    folder.mkdir(parents=True, exist_ok=True)
    scope = Scope(programme, timetable_of(session, programme.id))
    telling = Telling(settings().language)
    export_xes(session, scope, telling, folder / "event-log.xes")
    export_ocel(session, scope, telling, folder / "event-log.ocel.json")
    tell(Text(en=f"Event logs: {folder}", ru=f"Журналы событий: {folder}"))
