from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import District, Enrolment, Person, Programme
from workflow.actor import Actor
from workflow.gate import perform
from workflow.programme.lookup import lifecycle_version


def apply(
    session: Session,
    programme: Programme,
    district: District,
    *,
    deputy: Person,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Enrolment:
    """Apply to enter the district into the programme; a district applies once, and a repeat is
    answered with the enrolment there is. Raises Refusal."""
    known = session.scalar(
        select(Enrolment).where(
            Enrolment.programme_id == programme.id, Enrolment.district_id == district.id
        )
    )
    if known is not None:
        return known
    enrolment = Enrolment(
        programme_id=programme.id,
        district_id=district.id,
        code=district.code,
        deputy_id=deputy.id,
        lifecycle_version=lifecycle_version(session, programme, "enrolment"),
        changed_at=now,
    )
    session.add(enrolment)
    perform(session, enrolment, "apply", actor=actor, now=now, key=key)
    return enrolment
