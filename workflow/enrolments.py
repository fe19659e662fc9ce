from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import District, Enrolment, Person, Programme, Text
from workflow.actor import Actor
from workflow.errors import Blocker, Refusal
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
) -> Enrolment:
    """Apply to enter the district into the programme. A district applies once: the same deputy's
    repeat is answered with the enrolment there is. Raises Refusal."""
    known = session.scalar(
        select(Enrolment).where(
            Enrolment.programme_id == programme.id, Enrolment.district_id == district.id
        )
    )
    if known is not None and known.deputy_id == deputy.id:
        return known
    if known is not None:
        raise Refusal([_APPLIED])
    enrolment = Enrolment(
        programme_id=programme.id,
        district_id=district.id,
        code=district.code,
        deputy_id=deputy.id,
        lifecycle_version=lifecycle_version(session, programme, "enrolment"),
        changed_at=now,
    )
    session.add(enrolment)
    perform(session, enrolment, "apply", actor=actor, now=now)
    return enrolment


_APPLIED = Blocker(
    "applied_already",
    Text(
        en="This district has applied already, by another deputy.",
        ru="Этот округ уже подал заявку через другого депутата.",
    ),
)
