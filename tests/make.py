"""The one set of factories: a small competition, and initiatives on any step of their way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    THE_FUND,
    Account,
    AgendaItem,
    Balance,
    District,
    Donation,
    Enrolment,
    EventKind,
    Expense,
    Initiative,
    Invitation,
    Meeting,
    Money,
    MonitoringRound,
    Motion,
    Person,
    Problem,
    Programme,
    ProgrammeEvent,
    Review,
    Role,
    RoleAssignment,
    Subject,
    Tranche,
)
from notifications.templates import catalogue
from workflow import enrolments, initiatives
from workflow.actor import Actor
from workflow.council.ballot import ballot_on
from workflow.deadlines.sweep import enforce
from workflow.gate import Move, perform
from workflow.life.events import EventPlan, hold_event, plan_event
from workflow.meetings.agenda import convene
from workflow.meetings.decisions import announce
from workflow.meetings.session import act_on_item, close_vote
from workflow.money import donations
from workflow.money.donations import Giver, Restriction
from workflow.money.expenses import report_expense
from workflow.money.ledger import balance
from workflow.monitoring.questionnaires.answers import Checked
from workflow.monitoring.rounds.answers.answering import hand_in
from workflow.monitoring.rounds.inviting import invitations
from workflow.programme.council import APPOINTMENTS, appoint, council_of
from workflow.programme.lint import CheckedProgramme, read_programme
from workflow.programme.load import load
from workflow.reviews.planning import assign_experts
from workflow.reviews.settling import act_on_review
from workflow.reviews.writing import rubric_of, save_draft
from workflow.work.creative_reports import save_report
from workflow.work.parts import Part, act_on_part
from workflow.work.plans import Plan

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
tranche_shares: [60, 40]
lifecycles:
  initiative: lifecycles/initiative.yaml
  enrolment: lifecycles/enrolment.yaml
  monitoring_round: lifecycles/monitoring_round.yaml
  council: lifecycles/council.yaml
  review: lifecycles/review.yaml
  meeting: lifecycles/meeting.yaml
  agenda_item: lifecycles/agenda_item.yaml
  fund: lifecycles/fund.yaml
  tranche: lifecycles/tranche.yaml
  expense: lifecycles/expense.yaml
  change_request: lifecycles/change_request.yaml
  consent: lifecycles/consent.yaml
constituencies:
  - {code: foundation, title: {ru: Фонд, en: Foundation}}
  - {code: deputies, title: {ru: Депутаты, en: Deputies}}
council:
  reviews_per_proposal: 2
  most_reviews_per_proposal: 3
  further_expert_above: 3
  constituencies_at_quorum: [foundation, deputies]
  rubric:
    justification_at_least: 20
    criteria:
      - code: benefit
        title: {ru: Польза, en: Benefit}
        coefficient: 2
        anchors: {0: {ru: нет}, 10: {ru: большая}}
      - code: feasibility
        title: {ru: Выполнимость, en: Feasibility}
        coefficient: 1
        anchors: {0: {ru: нет}, 10: {ru: полная}}
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
  - {code: baseline, title: {ru: Замер «до»}, stage: baseline, asks: [{questionnaire: residents}]}
districts:
  - code: "1"
    title: {ru: Округ 1, en: District 1}
    problems: [{n: 1, ru: нет площадки}, {n: 2, ru: нет клуба}]
    growth_points: [{n: 1, ru: люди}]
  - code: "2"
    title: {ru: Округ 2, en: District 2}
    problems: [{n: 1, ru: нет дороги}]
people: []
questionnaires: {residents: questionnaires/tiny.yaml}
"""
QUESTIONNAIRE = """\
questionnaire: residents
title: {ru: Анкета, en: Questionnaire}
items:
  - name: link
    type: select_one
    appearance: likert
    label: {ru: Как связь с властью?, en: How is the link?}
    required: true
    options:
      - {code: poor, label: {ru: Плохая, en: Poor}}
      - {code: middling, label: {ru: Средняя, en: Middling}}
      - {code: good, label: {ru: Хорошая, en: Good}, favourable: true}
  - name: times
    type: integer
    label: {ru: Сколько раз вы обращались?, en: How often did you turn to it?}
    months: 6
  - name: words
    type: text
    label: {ru: Что добавить?, en: Anything else?}
"""
SECRET = "the installation's secret"
ROUND = next(line for line in PROGRAMME.splitlines(keepends=True) if "asks:" in line)
TWO_ROUNDS = PROGRAMME.replace(
    ROUND,
    ROUND
    + "  - {code: endline, title: {ru: Замер «после»}, stage: creative_reports, "
    + "compared_with: baseline, asks: [{questionnaire: residents}]}\n",
)
COUNCIL = {
    "expert": "foundation",
    "chair": "foundation",
    "second": "deputies",
    "third": "deputies",
}
"""The small council's members, with their constituencies."""
BECAUSE = "Посчитано и проверено на месте"
SUMMARY = "Жители вместе поставят во дворе спортивную площадку и будут сами за ней ухаживать. " * 2


@dataclass(frozen=True)
class Taken:
    """What rules know of a file."""

    name: str
    media_type: str
    sha256: str
    size: int


RECEIPT = Taken("чек.pdf", "application/pdf", "a" * 64, 1000)


ZONE = ZoneInfo("Asia/Novosibirsk")
"""Where the small programme is."""


def day(moment: datetime) -> date:
    """The day that the moment falls on there."""
    return moment.astimezone(ZONE).date()


@cache  # nearly every test needs it, and reading YAML takes longer than most of them
def document(text: str = PROGRAMME, **files: str) -> CheckedProgramme:
    """The programme in `text`; `files` stand in for lifecycles by kind, and for its questionnaire
    as `tiny`."""
    files = {"tiny": QUESTIONNAIRE} | files

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

    def name_of(self, person_id: int) -> str:
        return next(name for name, person in self.people.items() if person.id == person_id)

    def later(self, **units: int) -> datetime:
        self.now += timedelta(**units)
        return self.now

    def enforce(self, deadline_id: int, now: datetime | None = None) -> Move | None:
        """The clock's next step about a deadline, if it is time for one. Raises Refusal."""
        actor = Actor.clock("enforce_deadlines")
        for done in enforce(self.session, [deadline_id], actor=actor, now=now or self.now):
            if done.refusal:
                raise done.refusal
            return done.move
        return None

    def resident(self, name: str) -> Person:
        person = Person(name=name, email=f"{name}@example.org", language="ru")
        self.session.add(person)
        self.session.flush()
        return person

    def pledge(self, roubles: int, **given: Any) -> Donation:
        """Promised, and no more."""
        return donations.pledge(
            self.session,
            self.programme,
            Giver(given.pop("donor", "ООО «Пример»"), anonymous=given.pop("anonymous", False)),
            Money(roubles * 100),
            actor=self.actor("treasurer"),
            now=self.now,
            code=given.pop("code", None),
            restriction=Restriction(**given),
        )

    def agree(self, donation: Donation, agreement: str) -> Move:
        done: dict[str, Any] = {"actor": self.actor("treasurer"), "now": self.now}
        return donations.agree(self.session, donation, agreement, date(2026, 3, 1), **done)

    def donation(self, roubles: int, agreement: str = "1", **given: Any) -> Donation:
        """Promised, agreed on and received."""
        donation = self.pledge(roubles, **given)
        self.agree(donation, agreement)
        donations.receive(
            self.session,
            donation,
            donation.pledged,
            date(2026, 3, 1),
            f"№ {agreement}",
            actor=self.actor("treasurer"),
            now=self.now,
        )
        return donation

    def has_only(self, roubles: int) -> None:
        """What is free goes back to its donors, and so much comes instead."""
        for donation in self.session.scalars(select(Donation)).all():
            row = self.session.get(Balance, (donation.id, Account.FREE, THE_FUND))
            if row is not None and row.amount:
                donations.refund(
                    self.session,
                    donation,
                    row.amount,
                    "№ 0",
                    actor=self.actor("treasurer"),
                    now=self.now,
                    reason="Не понадобилось",
                )
        if roubles:
            self.donation(roubles, f"only {roubles}")

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
        asked = (fields | given)["request"].minor
        fields["plan"] = Plan(
            [("Материалы", asked - asked // 5), ("Доставка", asked // 5)] if asked > 5 else [],
            [("Площадка стоит", date(2026, 8, 31)), ("Праздник двора", date(2026, 9, 15))],
        )
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

    def event(self, code: str = "seminar", held: bool = True, **given: Any) -> ProgrammeEvent:
        """An event of the first day, on record as held unless it is only planned."""
        first = self.programme.starts_on
        fields: dict[str, Any] = {
            "kind": EventKind.SEMINAR,
            "title": "Семинар",
            "starts_on": first,
            "ends_on": given.get("starts_on", first),
            "place": "Зал фонда",
            "district": self.district,
        }
        coordinator, plan = self.actor("coordinator"), EventPlan(code=code, **fields | given)
        event = plan_event(self.session, self.programme, plan, actor=coordinator, now=self.now)
        if held:
            hold_event(self.session, event, actor=coordinator, now=self.now)
        return event

    def round(self, state: str = "planned", code: str = "baseline") -> MonitoringRound:
        """A monitoring round, brought as far as `state` by the clock; time goes on with it."""
        rounds = select(MonitoringRound).where(MonitoringRound.code == code)
        round_ = self.session.scalars(rounds).one()
        states = [before for before, _, _ in ROUNDS_WAY]
        wanted = states.index(state) if state in states else len(states)
        for before, trigger, field in ROUNDS_WAY[:wanted]:
            if round_.state == before:
                self.now = max(self.now, round_.attribute(field))
                self.act(round_, trigger, "", actor=Actor.clock("monitoring_round"))
        return round_

    def invite(
        self, round_: MonitoringRound, *names: str, district: District | None = None
    ) -> list[Invitation]:
        """Residents of these names are asked."""
        people = [self.resident(name) for name in names]
        coordinator = self.actor("coordinator")
        invitations.invite(
            self.session,
            round_,
            "residents",
            people=people,
            district=district,
            actor=coordinator,
            now=self.now,
        )
        ours = select(Invitation).where(Invitation.round_id == round_.id)
        by_person = {each.person_id: each for each in self.session.scalars(ours)}
        return [by_person[person.id] for person in people]

    def answer(self, invitation: Invitation, link: str = "good", **given: str) -> Checked:
        """Handed in by the personal link."""
        asked = {"link": link} | given
        return hand_in(self.session, invitation.id, asked, secret=SECRET, now=self.now)

    def act(self, initiative: Subject, trigger: str, name: str, **given: Any) -> Move:
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
        way = iter(STRAIGHT_WAY)
        while initiative.state != state:
            if initiative.state == "expert_review":
                self.reviewed(initiative)
            elif initiative.state == "approval":
                self.meeting(initiative, Motion(MOTIONS.get(state, "approve")))
            elif initiative.state == "funding":
                self.paid(initiative)
            elif initiative.state == "implementation":
                self.reported(initiative)
            elif initiative.state == "creative_report":
                self.accounted(initiative)
                self.act(initiative, "accept_report", "coordinator", facts={"rating": "successful"})
            else:
                reached, trigger, name, told = next(way)
                self.act(initiative, trigger, name, **told)
                assert initiative.state == reached
        return initiative

    def signed(self, initiative: Initiative) -> list[Tranche]:
        """The agreement is signed; the tranches it is paid in."""
        files = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}
        self.act(initiative, "draw_up_agreement", "coordinator", facts=files)
        told = {"signed_on": day(self.now).isoformat()}
        self.act(initiative, "sign_agreement", "coordinator", facts=told)
        ours = select(Tranche).where(Tranche.initiative_id == initiative.id)
        return list(self.session.scalars(ours.order_by(Tranche.ordinal)))

    def pay(self, tranche: Tranche) -> Move:
        """The tranche is released and paid."""
        self.on_part(tranche, "release", "coordinator")
        told = {"payment_order": "№ 7", "paid_on": day(self.now).isoformat()}
        return self.on_part(tranche, "pay", "treasurer", facts=told)

    def on_part(self, part: Part, trigger: str, name: str, **given: Any) -> Move:
        return act_on_part(
            self.session, part, trigger, actor=self.actor(name), now=self.now, **given
        )

    def paid(self, initiative: Initiative) -> Tranche:
        """The agreement is signed and the first tranche paid; it is the one returned."""
        first, *_ = self.signed(initiative)
        self.pay(first)
        return first

    def expense(self, initiative: Initiative, amount: int | Money, **given: Any) -> Expense:
        """Reported with its document; `amount` in kopecks."""
        fields: dict[str, Any] = {
            "line": 1,
            "spent_on": day(self.now),
            "payee": "ООО «Пример»",
            "what": "Доски",
        }
        return report_expense(
            self.session,
            initiative,
            amount=amount if isinstance(amount, Money) else Money(amount),
            document=given.pop("document", RECEIPT),
            actor=Actor.person(initiative.leader_id),
            now=self.now,
            **fields | given,
        )

    def accounted(self, initiative: Initiative) -> None:
        """All that was paid is returned."""
        told = {
            "payment_order": "№ 8",
            "amount": balance(self.session, Account.PAID, initiative.id),
        }
        self.act(initiative, "return_money", "treasurer", facts=told)

    def reported(self, initiative: Initiative) -> None:
        """The creative report is written and submitted."""
        save_report(
            self.session,
            initiative,
            done=SUMMARY * 2,
            results=SUMMARY * 2,
            participants=40,
            actor=Actor.person(initiative.leader_id),
            now=self.now,
        )
        self.act(initiative, "submit_report", "leader")

    def reviews(self, initiative: Initiative) -> list[Review]:
        """The initiative's reviews, their experts assigned."""
        assign_experts(self.session, self.programme, actor=self.actor("coordinator"), now=self.now)
        found = select(Review).where(Review.initiative_id == initiative.id).order_by(Review.code)
        return list(self.session.scalars(found))

    def draft(self, review: Review, **scores: int) -> None:
        """All of the rubric filled in; scores not given are 7."""
        codes = [criterion.code for criterion in rubric_of(review).criteria]
        save_draft(
            self.session,
            review,
            actor=Actor.person(review.expert_id),
            now=self.now,
            scores=dict.fromkeys(codes, 7) | scores,
            justifications=dict.fromkeys(codes, BECAUSE),
        )

    def submit(self, review: Review, **scores: int) -> Move:
        self.draft(review, **scores)
        return act_on_review(
            self.session, review, "submit", actor=Actor.person(review.expert_id), now=self.now
        )

    def reviewed(self, initiative: Initiative, *benefits: int) -> None:
        """Every expert has submitted a review; `benefits` are their scores for the benefit."""
        for n, review in enumerate(self.reviews(initiative)):
            self.submit(review, benefit=benefits[n] if n < len(benefits) else 7)

    def convened(self, *initiatives: Initiative, absent: Collection[str] = ()) -> Meeting:
        """A meeting in session, with these on its agenda and all members but the absent present."""
        secretary = self.actor("secretary")
        meeting = convene(
            self.session,
            self.programme,
            held_at=self.now + timedelta(hours=1),
            place="Зал фонда",
            actor=secretary,
            now=self.now,
            only=[initiative.code for initiative in initiatives],
        )
        for name in COUNCIL:
            if name not in absent:
                facts = {"member": self.people[name].id}
                self.act(meeting, "mark_present", "secretary", facts=facts)
        self.act(meeting, "open", "chair")
        return meeting

    def vote(self, item: AgendaItem, motion: Motion = Motion.APPROVE, **choices: str) -> None:
        """The motion is put and everyone who may votes for it, but for `choices`; not closed."""
        self.on_item(item, "put", "chair", facts={"motion": motion})
        ballot = ballot_on(self.session, item, day(self.now))
        names = {self.people[name].id: name for name in COUNCIL}
        for member in ballot.not_voted:
            name = names[member]
            self.on_item(item, "vote", name, facts={"choice": choices.get(name, "for")})

    def on_item(self, item: AgendaItem, trigger: str, name: str, **given: Any) -> Move:
        return act_on_item(
            self.session, item, trigger, actor=self.actor(name), now=self.now, **given
        )

    def close_vote(self, item: AgendaItem, reason: str | None = "Так решили") -> Move:
        actor = self.actor("secretary")
        return close_vote(self.session, item, actor=actor, now=self.now, reason=reason)

    def finish(self, meeting: Meeting) -> None:
        """Close the meeting, sign its minutes, announce its decisions."""
        minutes = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}
        self.act(meeting, "close", "chair")
        self.act(meeting, "draw_up", "secretary", facts=minutes)
        self.act(meeting, "sign", "chair", facts=minutes)
        announce(self.session, meeting, actor=self.actor("coordinator"), now=self.now)

    def meeting(self, initiative: Initiative, motion: Motion = Motion.APPROVE) -> Meeting:
        """A meeting that decided on one initiative, and was announced."""
        meeting = self.convened(initiative)
        (item,) = meeting.items
        self.vote(item, motion)
        self.close_vote(item)
        self.finish(meeting)
        return meeting


ROUNDS_WAY = [
    ("planned", "open", "opens_at"),
    ("open", "close", "closes_at"),
    ("closed", "analyse", "closes_at"),
]
"""State of a monitoring round, what the clock does in it, and when."""
MOTIONS = {"reserve": "put_on_reserve", "rejected": "reject", "returned": "return_for_revision"}
"""State → the motion that leads to it from approval; to all others it is to approve."""
STRAIGHT_WAY: list[tuple[str, str, str, dict[str, Any]]] = [
    ("expert_review", "submit", "leader", {}),
    (
        "completed",
        "present",
        "coordinator",
        {"facts": {"presented_on": "2026-03-01", "link": "https://example.org/r"}},
    ),
]


NAMES = (*Role, "second", "third", "leader", "neighbour", "friend", "other_deputy")


def competition(session: Session) -> Competition:
    """The small competition that the database has, or else a new one."""
    programme = session.scalar(select(Programme).where(Programme.code == "small"))
    if programme is None:
        return _new_competition(session)
    by_email = {person.email: person for person in session.scalars(select(Person))}
    people = {name: by_email[f"{name}@example.org"] for name in NAMES}
    first, second = _districts(session)
    return Competition(session, programme, first, second, people)


def _districts(session: Session) -> list[District]:
    return list(session.scalars(select(District).order_by(District.code)))


def _new_competition(session: Session) -> Competition:
    programme = load(session, document(), now=NOON)
    districts = _districts(session)
    people = {
        name: Person(name=name.title(), email=f"{name}@example.org", language="ru")
        for name in NAMES
    }
    session.add_all(people.values())
    session.flush()
    for role in Role:
        if role not in APPOINTMENTS:
            _assign(session, programme, people[role], role, districts[0])
    _seat_council(session, programme, people)
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


def _seat_council(session: Session, programme: Programme, people: Mapping[str, Person]) -> None:
    clock = Actor.clock("test")
    council = council_of(session, programme, actor=clock, now=NOON)
    offices = [(Role.EXPERT, name) for name in COUNCIL]
    offices += [(Role.CHAIR, "chair"), (Role.SECRETARY, "secretary")]
    for role, name in offices:
        appoint(
            session,
            council,
            role,
            people[name].id,
            constituency=COUNCIL[name] if role == Role.EXPERT else None,
            since=programme.starts_on,
            until=programme.ends_on,
            actor=clock,
            now=NOON,
        )


def appointed(made: Competition, person: Person, role: Role) -> None:
    """One more who has a role that is not the council's."""
    _assign(made.session, made.programme, person, role, made.district)


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
