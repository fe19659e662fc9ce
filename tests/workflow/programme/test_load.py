"""Loading a programme: the database agrees with the document, and again changes nothing."""

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Base,
    Council,
    CouncilRules,
    District,
    HistoryEntry,
    Initiative,
    LifecycleVersion,
    MonitoringRound,
    Person,
    Problem,
    Programme,
    Role,
    RoleAssignment,
)
from tests import make
from tests.make import NOON, PROGRAMME, ROOT, Competition
from workflow.council.members import members, officer
from workflow.council.rules import rules_of
from workflow.errors import Refusal
from workflow.programme.load import load

SEATED = """\
people:
  - code: ivan
    name: Иван
    email: ivan@example.org
    roles: [{role: expert, constituency: foundation}, {role: chair}]
  - code: anna
    name: Анна
    email: anna@example.org
    roles: [{role: expert, constituency: deputies, until: 2026-11-30}]
  - code: vera
    name: Вера
    email: vera@example.org
    roles: [{role: secretary}, {role: coordinator}]
"""
NOBODY = "people: []\n"
PEOPLE = """\
people:
  - code: ivan
    name: Иван
    email: Ivan@Example.org
    sample: true
    roles: [{role: expert, constituency: foundation, until: 2026-12-31}]
"""


def contents(session: Session) -> dict[str, list[Any]]:
    session.flush()
    return {
        table.name: sorted(map(repr, session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
    }


def reload(session: Session, old: str, new: str) -> Programme:
    assert old in PROGRAMME
    changed = make.document(PROGRAMME.replace(old, new))
    programme = load(session, changed, now=NOON + timedelta(days=1))
    session.flush()
    return programme


def test_loading_again_changes_nothing(session: Session) -> None:
    load(session, make.document(), now=NOON)
    before = contents(session)

    load(session, make.document(), now=NOON + timedelta(days=1))

    assert contents(session) == before


def seated(session: Session) -> Competition:
    """A programme whose document seats the council."""
    programme = load(session, make.document(PROGRAMME.replace(NOBODY, SEATED)), now=NOON)
    district = session.scalars(select(District)).first()
    assert district is not None
    people = {person.email.partition("@")[0]: person for person in session.scalars(select(Person))}
    return Competition(session, programme, district, district, people)


def council_history(session: Session) -> list[tuple[str, dict[str, Any]]]:
    entries = (
        select(HistoryEntry.action, HistoryEntry.facts)
        .join(Council, Council.id == HistoryEntry.subject_id)
        .order_by(HistoryEntry.sequence)
    )
    return [(action, json.loads(facts)) for action, facts in session.execute(entries)]


def test_the_councils_history_says_who_was_seated_and_by_which_rules(session: Session) -> None:
    people = seated(session).people
    ivan, anna, vera = (people[name].id for name in ("ivan", "anna", "vera"))
    term = {"since": "2026-03-01", "until": "2026-12-31"}
    rules = session.scalars(select(CouncilRules)).one()

    assert council_history(session) == [
        ("form", {}),
        ("adopt_rules", {"rules": rules.content_hash}),
        ("appoint_member", term | {"member": ivan, "constituency": "foundation"}),
        (
            "appoint_member",
            {
                "member": anna,
                "constituency": "deputies",
                "since": "2026-03-01",
                "until": "2026-11-30",
            },
        ),
        ("elect_chair", term | {"member": ivan}),
        ("appoint_secretary", term | {"member": vera}),
    ]


def test_loading_again_leaves_the_councils_history_alone(session: Session) -> None:
    seated(session)
    before = contents(session)

    load(
        session,
        make.document(PROGRAMME.replace(NOBODY, SEATED)),
        now=NOON + timedelta(days=1),
    )

    assert contents(session) == before


def test_nobody_who_was_dismissed_comes_back_with_the_document(session: Session) -> None:
    competition = seated(session)
    council = session.scalars(select(Council)).one()
    ivan, anna = (competition.people[name].id for name in ("ivan", "anna"))
    competition.act(council, "dismiss", "vera", reason="Переехал", facts={"member": ivan})
    before = council_history(session)

    later = NOON + timedelta(days=1)
    load(session, make.document(PROGRAMME.replace(NOBODY, SEATED)), now=later)

    assert council_history(session) == before
    seats = members(session, competition.programme.id, make.day(later))
    assert [seat.person_id for seat in seats] == [anna]
    assert officer(session, competition.programme.id, Role.CHAIR, make.day(later)) is None


def test_a_changed_quorum_is_adopted_even_while_experts_review(competition: Competition) -> None:
    session, programme = competition.session, competition.programme
    competition.reviews(competition.at("expert_review"))
    before = council_history(session)

    reload(session, "  rubric:\n", "  quorum: 1/2\n  rubric:\n")

    in_force = session.scalars(select(Council)).one().rules
    assert in_force is not None
    assert council_history(session) == [
        *before,
        ("adopt_rules", {"rules": in_force.content_hash}),
    ]
    assert rules_of(session, programme.id).quorum_share == Fraction(1, 2)
    assert len(session.scalars(select(CouncilRules)).all()) == 2  # the old ones are kept


def test_rules_of_old_are_adopted_again_without_being_stored_again(session: Session) -> None:
    load(session, make.document(), now=NOON)
    first = council_history(session)[1]
    reload(session, "  rubric:\n", "  quorum: 1/2\n  rubric:\n")

    load(session, make.document(), now=NOON + timedelta(days=2))

    assert council_history(session)[-1] == first
    assert len(session.scalars(select(CouncilRules)).all()) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("coefficient: 2", "coefficient: 3"),
        ("code: feasibility", "code: permanence"),
        ("justification_at_least: 20", "justification_at_least: 21"),
        ("10: {ru: большая}", "10: {ru: огромная}"),
    ],
)
def test_a_rubric_stays_once_reviews_began(competition: Competition, old: str, new: str) -> None:
    session = competition.session
    initiative = competition.at("expert_review")
    reload(session, old, new)  # nobody reviews yet
    competition.reviews(initiative)
    before = contents(session)

    with pytest.raises(Refusal) as refused, session.begin_nested():
        load(session, make.document(), now=NOON + timedelta(days=2))

    assert refused.value.codes == ["rubric_stays_once_reviews_began"]
    session.expire_all()
    assert contents(session) == before


def test_everything_in_the_document_is_stored(session: Session) -> None:
    programme = load(session, make.document(PROGRAMME.replace(NOBODY, PEOPLE)), now=NOON)

    assert [stage.code for stage in programme.calendar][:2] == ["applications", "selection"]
    assert [district.code for district in session.scalars(select(District))] == ["1", "2"]
    assert len(session.scalars(select(Problem)).all()) == 4
    person = session.scalars(select(Person)).one()
    assert (person.name, person.email, person.is_sample) == ("Иван", "ivan@example.org", True)
    role = session.scalars(select(RoleAssignment)).one()
    assert (role.role, role.since) == ("expert", programme.starts_on)


def test_a_round_is_planned_for_the_days_of_its_stage(session: Session) -> None:
    load(session, make.document(), now=NOON)

    round_ = session.scalars(select(MonitoringRound)).one()

    assert (round_.state, round_.version) == ("planned", 1)
    assert round_.opens_at == datetime(2026, 4, 6, 2, tzinfo=UTC)
    assert round_.closes_at == datetime(2026, 4, 17, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slots_per_district: 5", "slots_per_district: 6"),
        ("en: District 1", "en: First district"),
        ("нет площадки", "нет спортивной площадки"),
        ("planned: 50", "planned: 60"),
        ("ends_on: 2026-04-15", "ends_on: 2026-04-16"),
    ],
)
def test_a_correction_changes_only_what_it_corrects(session: Session, old: str, new: str) -> None:
    load(session, make.document(), now=NOON)
    before = contents(session)

    reload(session, old, new)

    changed = {name for name, rows in contents(session).items() if rows != before[name]}
    assert len(changed - {"programme"}) <= 1
    assert {len(rows) for rows in before.values()} == {
        len(before[name]) for name in contents(session)
    }


def test_a_stage_left_out_is_gone_but_a_district_stays(session: Session) -> None:
    load(session, make.document(), now=NOON)
    stage = (
        "  - {code: selection, title: {ru: Отбор}, starts_on: 2026-03-01, ends_on: 2026-04-15}\n"
    )
    other = "Отбор депутатов"

    programme = reload(session, stage, stage.replace("Отбор", other))

    assert {s.title.ru for s in programme.calendar if s.code == "selection"} == {other}
    assert len(session.scalars(select(District)).all()) == 2


def test_a_changed_lifecycle_holds_for_new_subjects_only(competition: Competition) -> None:
    session = competition.session
    old = competition.initiative("1-01")
    text = (ROOT / "programmes/lifecycles/initiative.yaml").read_text(encoding="utf-8")
    changed = text.replace("group_has_at_least: {members: 3}", "group_has_at_least: {members: 9}")

    load(session, make.document(initiative=changed), now=NOON)
    session.flush()
    new = competition.initiative("1-02")

    kinds = session.scalars(select(LifecycleVersion.kind)).all()
    assert sorted(kinds) == sorted([*make.document().lifecycles, "initiative"])
    assert old.lifecycle_version_id != new.lifecycle_version_id
    competition.act(old, "submit", "leader")
    assert session.query(Initiative).filter_by(state="expert_review").count() == 1
