"""Histories from before texts were kept apart are chained anew, and lose nothing."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models import migrations
from tests.models.test_life_migration import PERSON, PROGRAMME, rows
from workflow.history.verify import verify

BEFORE, AFTER = "0008", "0009"
GENESIS = "0" * 64
TITLE = {"ru": "Так", "en": "So"}
LIFECYCLE = json.dumps(
    {
        "lifecycle": "initiative",
        "title": TITLE,
        "initial": "new",
        "states": {"new": {"title": TITLE}, "proposal": {"title": TITLE}},
        "transitions": [
            {"trigger": "propose", "title": TITLE, "from": ["new"], "to": "proposal", "by": ["x"]},
            {"trigger": "revise", "title": TITLE, "from": ["proposal"], "to": "same", "by": ["x"]},
        ],
    }
)
FINGERPRINT = sha256(LIFECYCLE.encode()).hexdigest()
REASONS = {1: [None, "Просил совет: «уточните»", ""], 2: ["Новая", None]}
"""Subject → the reasons of its entries."""
ASKED = "select subject_id, sequence, reason from history_entry order by subject_id, sequence"


def chained(subject_id: int) -> list[dict[str, Any]]:
    """The entries of a subject by the formula that held before, which covers the reason."""
    entries: list[dict[str, Any]] = []
    for place, reason in enumerate(REASONS[subject_id]):
        at = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(minutes=place)
        entry = {
            "subject_id": subject_id,
            "sequence": place + 1,
            "action": "revise" if place else "propose",
            "from_state": "proposal" if place else "new",
            "to_state": "proposal",
            "actor_id": 1,
            "flow": None,
            "on_behalf_of_id": None,
            "at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "reason": reason,
            "facts": "{}",
            "lifecycle_hash": FINGERPRINT,
            "previous_hash": entries[-1]["hash"] if entries else GENESIS,
        }
        told = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        hashed = sha256(told.encode()).hexdigest()
        entries.append(entry | {"at": at.strftime("%Y-%m-%d %H:%M:%S.%f"), "hash": hashed})
    return entries


@pytest.fixture
def before(engine: Engine) -> Engine:
    migrations.downgrade(engine, BEFORE)
    utc = "+00" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.execute(text(PROGRAMME))
        connection.execute(text(PERSON))
        connection.execute(
            text(
                "insert into lifecycle_version (id, kind, content_hash, content, stored_at) "
                "values (1, 'initiative', :hash, :content, '2026-03-01')"
            ),
            {"hash": FINGERPRINT, "content": LIFECYCLE},
        )
        for subject_id in REASONS:
            entries = chained(subject_id)
            connection.execute(
                text(
                    "insert into subject (id, kind, code, programme_id, lifecycle_version_id, "
                    "state, changed_at, version, head, announced) values (:id, 'initiative', "
                    ":code, 1, 1, 'proposal', '2026-03-02', :version, :head, 0)"
                ),
                {
                    "id": subject_id,
                    "code": f"1-0{subject_id}",
                    "version": len(entries),
                    "head": entries[-1]["hash"],
                },
            )
            names = list(entries[0])
            connection.execute(
                text(
                    f"insert into history_entry ({', '.join(names)}) "  # noqa: S608
                    f"values ({', '.join(f':{name}' for name in names)})"
                ),
                [entry | {"at": entry["at"] + utc} for entry in entries],
            )
    return engine


def told(engine: Engine) -> list[tuple[str, ...]]:
    return rows(engine, ASKED)


def test_chains_made_anew_are_sound(before: Engine) -> None:
    migrations.upgrade(before, AFTER)

    with Session(before) as session:
        result = verify(session)
    assert (result.faults, result.subjects, result.entries) == ([], 2, 5)
    heads = rows(before, "select head from subject order by id")
    assert heads != [(chained(subject_id)[-1]["hash"],) for subject_id in REASONS]


def test_reasons_are_kept_apart_from_then_on(before: Engine) -> None:
    migrations.upgrade(before, AFTER)

    asked = "select subject_id, sequence, name, text from entry_text order by subject_id, sequence"
    assert rows(before, asked) == [
        (str(subject_id), str(place), "reason", reason)
        for subject_id, reasons in REASONS.items()
        for place, reason in enumerate(reasons, 1)
        if reason is not None
    ]


def test_the_way_back_keeps_the_reasons_and_the_old_chains(before: Engine) -> None:
    reasons = told(before)
    migrations.upgrade(before, AFTER)
    migrations.downgrade(before, BEFORE)

    assert told(before) == reasons
    hashes = rows(before, "select hash from history_entry order by subject_id, sequence")
    assert hashes == [(entry["hash"],) for n in REASONS for entry in chained(n)]
