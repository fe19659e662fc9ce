"""What the database itself refuses, whoever asks it."""

from datetime import datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from models import (
    THE_FUND,
    Account,
    Balance,
    Consultation,
    Donation,
    Feedback,
    Headcount,
    HistoryEntry,
    MediaMention,
    Participation,
)
from models.database import engine_for
from tests.make import NOON, Competition
from workflow.programme.lookup import find_council

CHANGES = {
    "sqlite": (
        "update {table} set {column} = {column}",
        "delete from {table}",
        "insert or replace into {table} select * from {table}",
    ),
    "postgresql": (
        "update {table} set {column} = {column}",
        "delete from {table}",
        "truncate {table} cascade",
    ),
}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("history_entry", "id"),
        ("lifecycle_version", "id"),
        ("council_rules", "id"),
        ("proposal_version", "number"),
        ("ledger_entry", "id"),
    ],
)
def test_append_only_tables_refuse_change(
    competition: Competition, table: str, column: str
) -> None:
    session = competition.session
    competition.initiative()
    for change in CHANGES[session.get_bind().dialect.name]:
        with (
            pytest.raises(DBAPIError, match=f"{table} is append-only"),
            session.begin_nested(),
        ):
            session.execute(text(change.format(table=table, column=column)))


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("update initiative set requested = -1", "requested_positive"),
        ("update initiative set awarded = requested + 1", "awarded_within_request"),
        ("update person set language = 'xx'", "language_known"),
        ("update subject set version = -1", "version_not_negative"),
        ("update subject set head = 'short'", "head_is_a_hash"),
        ("update deadline set outcome = 'met'", "open_unless_missed"),
        ("update deadline set closed_at = due_at, acts_at = null", "closed_with_outcome"),
        ("update deadline set closed_at = due_at, outcome = 'met'", "acts_while_open"),
        ("update deadline set paused_at = due_at", "acts_while_open"),
        ("update deadline set step = -1", "step_not_negative"),
        ("update role_assignment set role = 'king'", "role_known"),
        ("update role_assignment set district_id = null", "deputy_has_district"),
        ("update outbox_message set delivered_at = queued_at, dead_at = queued_at", "one_end"),
    ],
)
def test_the_database_checks_values(
    competition: Competition, statement: str, constraint: str
) -> None:
    competition.at("expert_review")

    with pytest.raises(IntegrityError, match=constraint):
        competition.session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("update agenda_item set motion = 'applaud'", "motion_known"),
        ("update agenda_item set ordinal = 0", "ordinal_positive"),
        ("update vote set choice = 'perhaps'", "choice_known"),
        ("update relation set other_id = member_id", "between_two"),
        ("update review set expert_id = 1", "review.*initiative_id.*expert_id"),
        ("update agenda_item set ordinal = 1", "agenda_item.*meeting_id.*ordinal"),
        (
            "update agenda_item set initiative_id = (select min(initiative_id) from review)",
            "agenda_item.*meeting_id.*initiative_id",
        ),
    ],
)
def test_the_database_checks_what_the_council_leaves(
    competition: Competition, statement: str, constraint: str
) -> None:
    decided_on = [competition.at("approval", code) for code in ("1-01", "1-02")]
    competition.vote(competition.convened(*decided_on).items[0])
    told = {"other": competition.people["friend"].id}
    council = find_council(competition.session, competition.programme)
    competition.act(council, "declare_relation", "expert", reason="Сестра", facts=told)

    with pytest.raises(IntegrityError, match=constraint):
        competition.session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("update programme_event set kind = 'feast'", "kind_known"),
        ("update programme_event set state = 'perhaps'", "state_known"),
        ("update programme_event set state = 'cancelled'", "cancelled_for_reason"),
        ("update programme_event set reason = 'Карантин'", "cancelled_for_reason"),
        ("update programme_event set ends_on = '2026-02-28'", "ends_not_before_start"),
        ("update programme_event set code = 'one'", "programme_event.*programme_id.*code"),
        ("update headcount set number = 0", "number_positive"),
        ("update headcount set audience = 'ghosts'", "audience_known"),
        ("update participation set person_id = 1", "participation.*event_id.*person_id"),
        ("update feedback set usefulness = 6", "usefulness_from_1_to_5"),
        ("update consultation set minutes = 0", "minutes_from_1_to_600"),
        ("update consultation set consultant_id = person_id", "between_two"),
        ("update consultation set topic = 'Смета'", "consultation.*person_id.*held_on.*topic"),
        ("update media_mention set kind = 'rumour'", "kind_known"),
        ("update media_mention set url = 'https://example.org/1'", "media_mention.*url"),
        (
            "update media_mention set initiative_id = (select min(id) from initiative), "
            "event_id = (select min(id) from programme_event)",
            "about_one",
        ),
    ],
)
def test_the_database_checks_what_the_programmes_life_leaves(
    competition: Competition, statement: str, constraint: str
) -> None:
    lively(competition)

    with pytest.raises(IntegrityError, match=f"(?s){constraint}"):
        competition.session.execute(text(statement))


def lively(competition: Competition) -> None:
    """Two of everything that is recorded beside the competition."""
    competition.initiative()
    session, people = competition.session, competition.people
    event, other = competition.event("one"), competition.event("two")
    day, ours = event.starts_on, {"programme_id": competition.programme.id}
    for person in (people["leader"], people["friend"]):
        session.add(Participation(event_id=event.id, person_id=person.id))
    session.add(Headcount(event_id=other.id, audience="media", number=1))
    session.add(Feedback(event_id=event.id, received_on=day, usefulness=5, recommends=True))
    for n, topic in enumerate(("Смета", "Отчёт")):
        session.add(
            Consultation(
                **ours, person_id=people["leader"].id, held_on=day, topic=topic, minutes=30
            )
        )
        session.add(
            MediaMention(
                **ours,
                kind="site",
                outlet="Портал",
                title="Вместе",
                url=f"https://example.org/{n}",
                published_on=day,
            )
        )
    session.flush()


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("update donation set pledged = 0", "pledged_positive"),
        ("update donation set agreement = '1'", "donation.*programme_id.*agreement"),
        ("update donation set code = 'D1'", "donation.*programme_id.*code"),
        ("update donor set kind = 'ghost'", "kind_known"),
        ("update balance set amount = -1", "amount_not_negative"),
        ("update slot set number = 0", "number_positive"),
        ("update slot set number = 1", "slot"),
        ("update slot set initiative_id = (select max(id) from initiative)", "slot"),
        ("update tranche set amount = 0", "amount_positive"),
        ("update tranche set ordinal = 1", "tranche.*initiative_id.*ordinal"),
        ("update expense set amount = -1", "amount_positive"),
        ("update budget_line set planned = 0", "planned_positive"),
        ("update creative_report set rating = 'excellent'", "rating_known"),
        ("update creative_report set participants = -1", "participants_not_negative"),
    ],
)
def test_the_database_checks_what_the_money_leaves(
    competition: Competition, statement: str, constraint: str
) -> None:
    competition.donation(1, "2")
    for code in ("1-01", "1-02"):
        initiative = competition.at("implementation", code)
        competition.expense(initiative, 1)
    competition.reported(initiative)

    with pytest.raises(IntegrityError, match=constraint):
        competition.session.execute(text(statement))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ("'free', 'free', 1", "goes_somewhere"),
        ("'free', 'pocket', 1", "target_known"),
        ("'pocket', 'free', 1", "source_known"),
        ("'outside', 'free', 0", "amount_positive"),
    ],
)
def test_the_database_checks_entries_of_the_ledger(
    competition: Competition, values: str, constraint: str
) -> None:
    columns = "donation_id, source, target, amount, at, subject_id, sequence"
    others = f"donation_id, {values}, at, subject_id, sequence"
    insert = f"insert into ledger_entry ({columns}) select {others} from ledger_entry"  # noqa: S608

    with pytest.raises(IntegrityError, match=constraint):
        competition.session.execute(text(insert))


def test_a_history_entry_belongs_to_a_subject(competition: Competition) -> None:
    entry = competition.session.query(HistoryEntry).first()
    assert entry is not None
    row = {c.name: getattr(entry, c.name) for c in HistoryEntry.__table__.columns if c.name != "id"}

    competition.session.add(HistoryEntry(**row | {"subject_id": 10**6}))
    with pytest.raises(IntegrityError):
        competition.session.flush()


def test_two_entries_cannot_have_the_same_place(competition: Competition) -> None:
    entry = competition.session.query(HistoryEntry).first()
    assert entry is not None
    row = {c.name: getattr(entry, c.name) for c in HistoryEntry.__table__.columns if c.name != "id"}

    competition.session.add(HistoryEntry(**row))
    with pytest.raises(IntegrityError):
        competition.session.flush()


def test_an_amount_larger_than_32_bits_is_kept(competition: Competition) -> None:
    competition.donation(roubles=10**9, agreement="large")
    competition.session.expire_all()

    donation = competition.session.query(Donation).filter_by(agreement="large").one()
    kept = competition.session.get_one(Balance, (donation.id, Account.FREE, THE_FUND))
    assert (donation.pledged, kept.amount) == (10**11, 10**11)


def test_times_come_back_in_utc(competition: Competition) -> None:
    entry = competition.session.query(HistoryEntry).first()
    assert entry is not None
    competition.session.refresh(entry)

    assert (entry.at, entry.at.utcoffset()) == (NOON, NOON.utcoffset())


def test_a_time_without_zone_is_a_fault(competition: Competition) -> None:
    initiative = competition.initiative()
    initiative.changed_at = datetime(2026, 3, 2)  # noqa: DTZ001 — the fault itself

    with pytest.raises(StatementError, match="naive datetime"):
        competition.session.flush()


def test_sqlite_waits_for_another_writer_and_keeps_its_promises(tmp_path: object) -> None:
    engine: Engine = engine_for(f"sqlite:///{tmp_path}/pragmas.db")
    with Session(engine) as session:
        pragmas = {
            name: session.execute(text(f"pragma {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    engine.dispose()

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }
