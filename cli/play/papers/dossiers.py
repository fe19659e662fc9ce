from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.files import write_files
from cli.output import tell
from config.clock import now
from models import Initiative, Programme, Text
from papers.dossier.files import dossier_files
from papers.typography import LANGUAGES
from workflow.dossier import dossier
from workflow.history.as_of import AsOf

ENDS = ("completed", "terminated")
"""Ends of a way of which a dossier is left: an ordinary one and an odd one."""


def write_dossiers(session: Session, programme: Programme, folder: Path) -> None:
    for end in ENDS:
        initiative = session.scalars(
            select(Initiative)
            .where(Initiative.programme_id == programme.id, Initiative.state == end)
            .order_by(Initiative.version.desc(), Initiative.id)
            .limit(1)
        ).first()
        if initiative is None:
            continue
        found = dossier(session, initiative, AsOf(), now=now())
        for language in LANGUAGES:
            write_files(folder / "dossiers", dossier_files(found, language))
        said = f"{initiative.code} {initiative.title}: {folder / 'dossiers'}"
        tell(Text(en=f"Dossier of {said}", ru=f"Досье {said}"))
