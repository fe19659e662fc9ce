from datetime import datetime

from sqlalchemy.orm import Session

from cli.play.acts import Cast
from cli.play.council import in_office
from models import Programme, Role
from workflow.deadlines.timetable import timetable_of
from workflow.people.consents import give, register
from workflow.programme.document import InitiativeAct


def sign(
    script: InitiativeAct, cast: Cast, session: Session, programme: Programme, now: datetime
) -> None:
    """Whoever is in a new group consents on paper, which the coordinator writes down: once,
    however many groups they are in."""
    asked = {cast.emails[code] for code in (script.leader, *script.group)}
    coordinator = in_office(session, programme, now, Role.COORDINATOR)
    today = timetable_of(session, programme.id).local_day(now)
    for each in register(session, programme):
        if each.is_missing and each.person.email in asked:
            give(
                session,
                programme,
                each.person,
                given_on=today,
                document=f"Согласие на бумаге, папка {script.code} (пример)",
                actor=coordinator,
                now=now,
            )
