"""A report names nobody, not even where people wrote a name into a title."""

from collections.abc import Callable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import (
    Consultation,
    Initiative,
    Invitation,
    MonitoringRound,
    Participation,
    Person,
    ProgrammeEvent,
    RoleAssignment,
)
from models.initiative import initiative_group
from workflow.open_data.personal import without_personal_data

_SHORTEST_STEM = 3
"""Letters of a word of a name that a text has in any case form."""


def naming_nobody(session: Session, programme_id: int) -> Callable[[str], str]:
    """Leaves out of a text addresses, telephone numbers and everybody the programme knows."""
    names = _names(session, programme_id)

    def cleaned(text: str) -> str:
        plain = _plain(text)
        there = [name for name in names if any(stem in plain for stem in _stems(name))]
        return without_personal_data(text, there)

    return cleaned


def _names(session: Session, programme_id: int) -> list[str]:
    """Of all who have a part in the programme."""
    initiatives = select(Initiative.id).where(Initiative.programme_id == programme_id)
    events = select(ProgrammeEvent.id).where(ProgrammeEvent.programme_id == programme_id)
    parts = (
        select(RoleAssignment.person_id).where(RoleAssignment.programme_id == programme_id),
        select(Initiative.leader_id).where(Initiative.programme_id == programme_id),
        select(initiative_group.c.person_id).where(
            initiative_group.c.initiative_id.in_(initiatives)
        ),
        select(Participation.person_id).where(Participation.event_id.in_(events)),
        select(Consultation.person_id).where(Consultation.programme_id == programme_id),
        select(Invitation.person_id)
        .join(MonitoringRound, MonitoringRound.id == Invitation.round_id)
        .where(MonitoringRound.programme_id == programme_id),
    )
    found = select(Person.name).where(or_(*(Person.id.in_(part) for part in parts)))
    return sorted(set(session.scalars(found)))


def _stems(name: str) -> list[str]:
    """A quick look before the exact one: compiling a pattern for each name takes long."""
    return [_plain(word)[:_SHORTEST_STEM] for word in name.split()]


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")
