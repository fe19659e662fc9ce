"""The one set of factories: a small competition, and initiatives on any step of their way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models import (
    District,
    Donation,
    Enrolment,
    Initiative,
    Money,
    Person,
    Problem,
    Programme,
    Role,
    RoleAssignment,
)
from notifications.templates import catalogue
from workflow import enrolments, initiatives
from workflow.actor import Actor
from workflow.gate import Move, perform
from workflow.programme.lint import CheckedProgramme, read_programme
from workflow.programme.load import load

ROOT = Path(__file__).resolve().parent.parent
LIFECYCLES = ROOT / "programmes"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday. The small competition is open from the day before until the year's end."""

PROGRAMME = """\
programme: small
title: {ru: Малая программа, en: Small programme}
place: {ru: Город}
foundation: {ru: Фонд, en: Foundation}
time_zone: Asia/Novosibirsk
country: RU
starts_on: 2026-03-01
ends_on: 2026-12-31
fund_target: 700 000
slots_per_district: 5
lifecycles:
  initiative: lifecycles/initiative.yaml
  enrolment: lifecycles/enrolment.yaml
  monitoring_round: lifecycles/monitoring_round.yaml
constituencies:
  - {code: foundation, title: {ru: Фонд}}
targets:
  - {indicator: deputies_interested, title: {ru: Депутаты}, planned: 2}
  - {indicator: residents_taking_part, title: {ru: Жители}}
  - {indicator: initiatives_supported, title: {ru: Инициативы}, planned: 5}
  - {indicator: consultations_given, title: {ru: Консультации}, planned: 50}
  - {indicator: positive_experience, title: {ru: Позитивный опыт}}
calendar:
  - {code: applications, title: {ru: Заявки депутатов}, starts_on: 2026-03-01, ends_on: 2026-12-31}
  - {code: selection, title: {ru: Отбор}, starts_on: 2026-03-01, ends_on: 2026-04-15}
  - {code: proposals, title: {ru: Заявки}, starts_on: 2026-03-01, ends_on: 2026-04-30}
  - {code: support, title: {ru: Поддержка}, starts_on: 2026-04-01, ends_on: 2026-10-31}
  - {code: creative_reports, title: {ru: Отчёты}, starts_on: 2026-09-01, ends_on: 2026-11-30}
  - {code: baseline, title: {ru: Замер до}, starts_on: 2026-04-06, ends_on: 2026-04-17}
monitoring:
  - {code: baseline, title: {ru: Замер «до»}, stage: baseline}
districts:
  - code: "1"
    title: {ru: Округ 1, en: District 1}
    problems: [{n: 1, ru: нет площадки}, {n: 2, ru: нет клуба}]
    growth_points: [{n: 1, ru: люди}]
  - code: "2"
    title: {ru: Округ 2, en: District 2}
    problems: [{n: 1, ru: нет дороги}]
people: []
"""
SUMMARY = "Жители вместе поставят во дворе спортивную площадку и будут сами за ней ухаживать. " * 2


def day(moment: datetime) -> date:
    """The day that the moment falls on where the small programme is."""
    return moment.astimezone(ZoneInfo("Asia/Novosibirsk")).date()


def document(text: str = PROGRAMME, **files: str) -> CheckedProgramme:
    """The programme in `text`; `files` stand in for lifecycles by kind."""

    def open_beside(name: str) -> str:
        return files.get(Path(name).stem) or (LIFECYCLES / name).read_text(encoding="utf-8")

    return read_programme(text, "small.yaml", open_beside, catalogue())


@dataclass
class Competition:
    """A programme with its people, and the first district in it with a curator."""

    session: Session
    programme: Programme
    district: District
    other_district: District
    people: Mapping[str, Person]
    now: datetime = NOON

    def actor(self, name: str) -> Actor:
        return Actor.person(self.people[name].id)

    def later(self, **units: int) -> datetime:
        self.now += timedelta(**units)
        return self.now

    def resident(self, name: str) -> Person:
        person = Person(name=name, email=f"{name}@example.org", language="ru")
        self.session.add(person)
        self.session.flush()
        return person

    def donation(self, roubles: int, agreement: str = "1") -> Donation:
        given = Donation(
            programme_id=self.programme.id,
            agreement=agreement,
            amount=roubles * 100,
            currency="RUB",
            received_on=date(2026, 3, 1),
        )
        self.session.add(given)
        self.session.flush()
        return given

    def initiative(self, code: str = "1-01", **given: Any) -> Initiative:
        """A complete proposal, begun by its leader."""
        leader = given.pop("leader", self.people["leader"])
        fields: dict[str, Any] = {
            "title": "Площадка",
            "summary": SUMMARY,
            "request": Money(50_000_00),
            "group": [self.people["neighbour"], self.people["friend"]],
            "addresses": [self.session.get_one(Problem, 1)],
        }
        return initiatives.propose(
            self.session,
            self.programme,
            given.pop("district", self.district),
            code=code,
            leader=leader,
            actor=Actor.person(leader.id),
            now=self.now,
            **fields | given,
        )

    def act(self, initiative: Initiative, trigger: str, name: str, **given: Any) -> Move:
        return perform(
            self.session,
            initiative,
            trigger,
            actor=given.pop("actor", None) or self.actor(name),
            now=given.pop("now", self.now),
            **given,
        )

    def at(self, state: str, code: str = "1-01", **given: Any) -> Initiative:
        """An initiative that went the straight way to `state`."""
        initiative = self.initiative(code, **given)
        for reached, trigger, name, told in STRAIGHT_WAY:
            if initiative.state == state:
                break
            self.act(initiative, trigger, name, **told)
            assert initiative.state == reached
        assert initiative.state == state
        return initiative


STRAIGHT_WAY: list[tuple[str, str, str, dict[str, Any]]] = [
    ("expert_review", "submit", "leader", {}),
    ("approval", "conclude_review", "expert", {"reason": "Полезно и выполнимо"}),
    ("funding", "approve", "chair", {}),
    ("implementation", "pay", "treasurer", {"facts": {"payment_order": "№ 7"}}),
    (
        "creative_report",
        "submit_report",
        "leader",
        {"facts": {"report": "https://example.org/r", "participants": 40}},
    ),
    ("completed", "accept_report", "coordinator", {}),
]


def competition(session: Session) -> Competition:
    programme = load(session, document(), now=NOON)
    districts = list(session.query(District).order_by(District.code))
    people = {}
    for name in (*Role, "leader", "neighbour", "friend", "other_deputy"):
        people[name] = Person(name=name.title(), email=f"{name}@example.org", language="ru")
    session.add_all(people.values())
    session.flush()
    for role in Role:
        _assign(session, programme, people[role], role, districts[0])
    _assign(session, programme, people["other_deputy"], Role.DEPUTY, districts[1])
    made = Competition(session, programme, districts[0], districts[1], people)
    enrol(made, districts[0], "deputy")
    made.donation(roubles=900_000)
    return made


def enrol(made: Competition, district: District, deputy: str) -> Enrolment:
    enrolment = enrolments.apply(
        made.session,
        made.programme,
        district,
        deputy=made.people[deputy],
        actor=made.actor(deputy),
        now=made.now,
    )
    coordinator = made.actor("coordinator")
    perform(made.session, enrolment, "select", actor=coordinator, now=made.now)
    facts = {"curator": made.people["curator"].id}
    perform(made.session, enrolment, "assign_curator", actor=coordinator, now=made.now, facts=facts)
    return enrolment


def _assign(
    session: Session, programme: Programme, person: Person, role: Role, district: District
) -> None:
    session.add(
        RoleAssignment(
            programme_id=programme.id,
            person_id=person.id,
            role=role,
            district_id=district.id if role in (Role.DEPUTY, Role.RESIDENT) else None,
            since=programme.starts_on,
        )
    )
    session.flush()
