from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    CalendarStage,
    Constituency,
    DayTransfer,
    District,
    Person,
    Problem,
    ProblemKind,
    Programme,
    ProgrammeLifecycle,
    RoleAssignment,
    Target,
)
from workflow.actor import Actor
from workflow.documents import canonical, content_hash
from workflow.lifecycles.versions import store
from workflow.money.donations import fund_of
from workflow.monitoring.evaluation.plan import store_plan
from workflow.monitoring.rounds.planning import plan_rounds
from workflow.programme.council import APPOINTMENTS, adopt, appoint, council_of
from workflow.programme.document import (
    DistrictEntry,
    NumberedText,
    PersonEntry,
    ProgrammeDocument,
    RoleEntry,
)
from workflow.programme.lint import CheckedProgramme
from workflow.programme.lookup import find_person

R = TypeVar("R")

LOADER = "programme load"
"""Who planned the monitoring rounds, as the history names it."""


def load(session: Session, checked: CheckedProgramme, *, now: datetime) -> Programme:
    """Make the database agree with the programme's document; loading it again changes nothing.

    Districts, problems, people and monitoring rounds are added and corrected, never removed, for
    histories refer to them; rounds only until they open. A changed lifecycle holds for new
    subjects; those under way keep the version they are pinned to. Deadlines already open keep
    their moment.

    Raises Refusal where a round would ask what cannot be compared: see `plan_rounds`.
    """
    document = checked.document
    programme = _programme(session, document)
    _calendar(programme, document)
    for kind, lifecycle in checked.lifecycles.items():
        version = store(session, lifecycle, now=now)
        session.merge(
            ProgrammeLifecycle(
                programme_id=programme.id, kind=kind, lifecycle_version_id=version.id
            )
        )
    districts = {d.code: _district(session, programme, d) for d in document.districts}
    session.flush()
    for person in document.people:
        _person(session, programme, person, districts)
    session.flush()
    fund_of(session, programme, actor=Actor.clock(LOADER), now=now)
    _council(session, programme, document, now)
    plan_rounds(
        session,
        programme,
        document,
        checked.questionnaires,
        actor=Actor.clock(LOADER),
        now=now,
    )
    store_plan(session, programme, document.evaluation)
    return programme


def _programme(session: Session, document: ProgrammeDocument) -> Programme:
    programme = session.scalar(select(Programme).where(Programme.code == document.programme))
    if programme is None:
        programme = Programme(code=document.programme)
        session.add(programme)
    for name in (
        "title",
        "place",
        "foundation",
        "time_zone",
        "country",
        "starts_on",
        "ends_on",
        "currency",
        "fund_target",
        "slots_per_district",
        "news_within_days",
    ):
        setattr(programme, name, getattr(document, name))
    programme.tranche_shares = list(document.tranche_shares)
    for field, value in document.letters:
        setattr(programme, field, value)
    programme.content_hash = content_hash(canonical(document))
    session.flush()
    return programme


def _calendar(programme: Programme, document: ProgrammeDocument) -> None:
    stages = {stage.code: stage for stage in programme.calendar}
    programme.calendar = [
        _set(stages.get(s.code) or CalendarStage(code=s.code), s, "title", "starts_on", "ends_on")
        for s in document.calendar
    ]
    targets = {target.indicator: target for target in programme.targets}
    programme.targets = [
        _set(targets.get(t.indicator) or Target(indicator=t.indicator), t, "title", "planned")
        for t in document.targets
    ]
    for ordinal, target in enumerate(programme.targets):
        target.ordinal = ordinal
    transfers = {transfer.day: transfer for transfer in programme.transfers}
    programme.transfers = [
        transfers.get(t.day) or DayTransfer(day=t.day) for t in document.transferred_days
    ]
    for transfer, given in zip(programme.transfers, document.transferred_days, strict=True):
        transfer.is_working = given.working
    councils = {council.code: council for council in programme.constituencies}
    programme.constituencies = [
        _set(councils.get(c.code) or Constituency(code=c.code), c, "title")
        for c in document.constituencies
    ]


def _district(session: Session, programme: Programme, entry: DistrictEntry) -> District:
    known = session.scalar(
        select(District).where(District.programme_id == programme.id, District.code == entry.code)
    )
    district = known or District(programme_id=programme.id, code=entry.code)
    district.title = entry.title
    session.add(district)
    _problems(district, ProblemKind.PROBLEM, entry.problems)
    _problems(district, ProblemKind.GROWTH_POINT, entry.growth_points)
    return district


def _problems(district: District, kind: ProblemKind, given: Iterable[NumberedText]) -> None:
    known = {problem.ordinal: problem for problem in district.problems if problem.kind == kind}
    for entry in given:
        if entry.n in known:
            known[entry.n].text = entry.text
        else:
            district.problems.append(Problem(kind=kind, ordinal=entry.n, text=entry.text))


def _person(
    session: Session, programme: Programme, entry: PersonEntry, districts: dict[str, District]
) -> None:
    known = session.scalar(select(Person).where(Person.email == entry.email.lower()))
    person = known or Person(email=entry.email.lower())
    _set(person, entry, "name", "language", "organisation")
    person.is_sample = entry.sample
    session.add(person)
    session.flush()
    for role in entry.roles:
        if role.role not in APPOINTMENTS:
            _assign(session, programme, person, role, districts)


def _assign(
    session: Session,
    programme: Programme,
    person: Person,
    entry: RoleEntry,
    districts: dict[str, District],
) -> None:
    district_id = districts[entry.district].id if entry.district else None
    known = session.scalar(
        select(RoleAssignment).where(
            RoleAssignment.programme_id == programme.id,
            RoleAssignment.person_id == person.id,
            RoleAssignment.role == entry.role,
            RoleAssignment.district_id.is_(None)
            if district_id is None
            else RoleAssignment.district_id == district_id,
        )
    )
    assignment = known or RoleAssignment(
        programme_id=programme.id, person_id=person.id, role=entry.role, district_id=district_id
    )
    assignment.since = entry.since or programme.starts_on
    assignment.until = entry.until
    session.add(assignment)


def _council(
    session: Session, programme: Programme, document: ProgrammeDocument, now: datetime
) -> None:
    """The council, its rules and its seats."""
    actor = Actor.clock(LOADER)
    council = council_of(session, programme, actor=actor, now=now)
    adopt(session, council, document.council, actor=actor, now=now)
    for office in APPOINTMENTS:
        for entry in document.people:
            for role in entry.roles:
                if role.role == office:
                    appoint(
                        session,
                        council,
                        office,
                        find_person(session, entry.email).id,
                        constituency=role.constituency,
                        since=role.since or programme.starts_on,
                        until=role.until or programme.ends_on,
                        actor=actor,
                        now=now,
                    )


def _set(row: R, given: object, *names: str) -> R:
    for name in names:
        setattr(row, name, getattr(given, name))
    return row
