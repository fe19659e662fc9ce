"""What people of the play do, each of it safe to do again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Enrolment,
    IdempotencyKey,
    Initiative,
    Money,
    Person,
    ProblemKind,
    Programme,
    RoleAssignment,
    Subject,
)
from workflow import enrolments, initiatives
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.gate.permissions import standing
from workflow.lifecycles.document import Transition
from workflow.lifecycles.machine import runner
from workflow.programme.document import (
    Act,
    ApplicationAct,
    InitiativeAct,
)
from workflow.programme.lookup import find_district, find_person, find_subject
from workflow.work.plans import Plan


@dataclass(frozen=True)
class Cast:
    """Addresses of the people whom the script calls by their codes."""

    emails: Mapping[str, str]

    def find(self, session: Session, code: str) -> Person:
        return find_person(session, self.emails[code])


def apply(
    script: ApplicationAct, cast: Cast, session: Session, programme: Programme, now: datetime
) -> None:
    deputy = cast.find(session, script.deputy)
    district = find_district(session, programme, script.district)
    actor = Actor.person(deputy.id)
    enrolments.apply(session, programme, district, deputy=deputy, actor=actor, now=now)


def propose(
    script: InitiativeAct, cast: Cast, session: Session, programme: Programme, now: datetime
) -> None:
    district = find_district(session, programme, script.district)
    leader = cast.find(session, script.leader)
    addressed = {(ProblemKind.PROBLEM, n) for n in script.problems}
    addressed |= {(ProblemKind.GROWTH_POINT, n) for n in script.growth_points}
    initiatives.propose(
        session,
        programme,
        district,
        code=script.code,
        title=script.title,
        summary=script.summary,
        request=Money(script.requested, programme.currency),
        leader=leader,
        group=[cast.find(session, code) for code in script.group],
        addresses=[p for p in district.problems if (p.kind, p.ordinal) in addressed],
        plan=Plan(
            [(line.title, line.amount) for line in script.budget],
            [(milestone.title, milestone.by) for milestone in script.milestones],
        ),
        actor=Actor.person(leader.id),
        now=now,
        is_sample=True,
    )


def act(
    kind: type[Subject],
    code: str,
    n: int,
    scripted: Act,
    cast: Cast,
    session: Session,
    programme: Programme,
    now: datetime,
) -> None:
    """The n-th thing that happens to a subject, by the person named or by whoever may."""
    subject = find_subject(session, programme, kind, code)
    key = f"play.{programme.code}.{kind.__tablename__}.{code}.{n}"
    if session.get(IdempotencyKey, key) is not None:
        return
    transitions = runner(subject.lifecycle_version).lifecycle.transitions
    transition = next((t for t in transitions if t.trigger == scripted.do), None)
    kinds = transition.facts if transition else {}
    facts = {
        name: cast.find(session, str(value)).id if kinds.get(name) == "person" else value
        for name, value in scripted.facts.items()
    }
    if scripted.by is not None:
        person_id = cast.find(session, scripted.by).id
    else:
        person_id = _whoever_may(session, subject, transition, now)
    actor = Actor.person(person_id)
    if scripted.changes:
        assert isinstance(subject, Initiative), "proposals are revised"
        summary = scripted.changes["summary"]
        initiatives.revise(session, subject, summary=summary, actor=actor, now=now, key=key)
        return
    perform(
        session,
        subject,
        scripted.do,
        actor=actor,
        now=now,
        reason=scripted.reason,
        facts=facts,
        key=key,
    )


def _whoever_may(
    session: Session, subject: Subject, transition: Transition | None, now: datetime
) -> int:
    """The first of the programme's people who has a role the action asks for."""
    candidates = [subject.leader_id] if isinstance(subject, Initiative) else []
    candidates += [subject.deputy_id] if isinstance(subject, Enrolment) else []
    candidates += session.scalars(
        select(RoleAssignment.person_id)
        .where(RoleAssignment.programme_id == subject.programme_id)
        .order_by(RoleAssignment.id)
    )
    allowed = transition.by if transition else ()
    today = timetable_of(session, subject.programme_id).local_day(now)
    for person_id in candidates:
        if standing(session, subject, Actor.person(person_id), today).role_for(allowed):
            return person_id
    return candidates[0]
