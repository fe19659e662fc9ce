"""Loading a programme: the database agrees with the document, and again changes nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Base,
    District,
    Initiative,
    LifecycleVersion,
    MonitoringRound,
    Person,
    Problem,
    Programme,
    RoleAssignment,
)
from tests import make
from tests.make import NOON, PROGRAMME, ROOT, Competition
from workflow.programme.load import load

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


def test_everything_in_the_document_is_stored(session: Session) -> None:
    programme = load(session, make.document(PROGRAMME.replace("people: []\n", PEOPLE)), now=NOON)

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
    assert sorted(kinds) == ["enrolment", "initiative", "initiative", "monitoring_round"]
    assert old.lifecycle_version_id != new.lifecycle_version_id
    competition.act(old, "submit", "leader")
    assert session.query(Initiative).filter_by(state="expert_review").count() == 1
