"""Who may record what the programme does."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Enrolment, Role, Text
from workflow.actor import Actor
from workflow.errors import Blocker
from workflow.gate.permissions import OTHER_DISTRICT, Standing, assigned
from workflow.lifecycles.document import CLOCK

HOSTS = (Role.COORDINATOR, Role.DEPUTY, Role.CURATOR)
"""Those who hold an event: the coordinator anywhere, deputy and curator in their own district."""


def standing_in(
    session: Session, programme_id: int, district_id: int | None, actor: Actor, today: date
) -> Standing:
    """Roles that `actor` has in a district, or (without one) in the whole programme.

    A role given in one district does not reach beyond it. A curator's districts are those whose
    enrolment names them.
    """
    if actor.person_id is None:
        return Standing(frozenset({CLOCK}), {})
    roles, withheld = set[str](), dict[str, Blocker]()
    for role, of_district in assigned(session, programme_id, actor.person_id, today):
        here = of_district is None or of_district == district_id
        if role == Role.CURATOR:
            here = district_id is not None and (
                of_district == district_id
                or _curates(session, programme_id, district_id, actor.person_id)
            )
        if here:
            roles.add(role)
        else:
            withheld[role] = OTHER_DISTRICT if district_id else _WHOLE_PROGRAMME
    return Standing(frozenset(roles), {r: b for r, b in withheld.items() if r not in roles})


def _curates(session: Session, programme_id: int, district_id: int, person_id: int) -> bool:
    named = select(Enrolment.id).where(
        Enrolment.programme_id == programme_id,
        Enrolment.district_id == district_id,
        Enrolment.curator_id == person_id,
    )
    return session.scalar(named) is not None


_WHOLE_PROGRAMME = Blocker(
    "whole_programme",
    Text(
        en="This concerns the whole programme: leave it to the coordinator.",
        ru="Это касается всей программы: передайте руководителю программы.",
    ),
)
