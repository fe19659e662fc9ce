"""Facts of a history's entry in one line; the words are those of the papers."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.settings import settings
from models import Constituency, Person, Programme, Text
from papers.history.facts import Naming, facts_told
from workflow.deadlines.timetable import timetable_of
from workflow.gate.effects import RECORDS
from workflow.lifecycles.document import Transition


def facts_line(
    session: Session, programme: Programme, transition: Transition, facts: Mapping[str, Any]
) -> str:
    """All that an entry tells, in one line."""
    kinds = {**RECORDS, **transition.facts}
    return " · ".join(facts_told(kinds, facts, _naming(session, programme)))


def _naming(session: Session, programme: Programme) -> Naming:
    def side(code: str) -> Text | None:
        return session.scalar(
            select(Constituency.title).where(
                Constituency.programme_id == programme.id, Constituency.code == code
            )
        )

    return Naming(
        settings().language,
        programme.currency,
        timetable_of(session, programme.id).zone,
        lambda person_id: session.get_one(Person, person_id).name,
        side,
    )
