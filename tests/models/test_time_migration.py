"""Deadlines and letters from before there were ladders and categories are carried over."""

import pytest
from sqlalchemy import Engine, text

from models import migrations
from tests.models.test_life_migration import PERSON, PROGRAMME, rows

BEFORE, AFTER = "0006", "0007"
SUBJECT = """\
insert into lifecycle_version (id, kind, content_hash, content, stored_at)
values (1, 'initiative', '{hash}', '{{}}', '2026-03-01');
insert into subject (id, kind, code, programme_id, lifecycle_version_id, state, changed_at, version,
  head) values (1, 'initiative', '1-01', 1, 1, 'proposal', '2026-03-01', 1, '{hash}')
"""
DEADLINE = """\
insert into deadline
  (id, subject_id, name, opened_by, opened_at, due_at, action, outcome, closed_at)
values ({id}, 1, 'submission', {id}, '2026-03-01', '2026-03-09 18:00', 'lapse', {outcome}, {closed})
"""
REMINDER = "insert into reminder (id, deadline_id, due_at) values (1, 1, '2026-03-08')"
LETTER = """\
insert into outbox_message (id, key, recipient_id, subject_id, template, queued_at,
  next_attempt_at, attempts, deadline_id)
values ({id}, 'k{id}', 1, 1, '{template}', '2026-03-01', '2026-03-01', 0, 1)
"""


@pytest.fixture
def before(engine: Engine) -> Engine:
    """A database as it was: a deadline that is open and one that was missed, each with a letter."""
    migrations.downgrade(engine, BEFORE)
    missed = {"outcome": "'missed'", "closed": "'2026-03-09 18:00'"}
    statements = [
        PROGRAMME,
        PERSON,
        *SUBJECT.format(hash="0" * 64).split(";\n"),
        DEADLINE.format(id=1, outcome="null", closed="null"),
        DEADLINE.format(id=2, **missed),
        REMINDER,
        LETTER.format(id=1, template="overdue"),
        LETTER.format(id=2, template="reminder"),
    ]
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    return engine


def test_what_is_open_acts_when_it_is_due(before: Engine) -> None:
    migrations.upgrade(before, AFTER)

    asked = (
        "select id, outcome, step, acts_at = due_at, closed_at is null from deadline order by id"
    )
    found = [tuple(map(str, row)) for row in rows(before, asked)]
    assert [row[:3] for row in found] == [("1", "None", "0"), ("2", "missed", "1")]
    assert [row[3] in ("1", "True") for row in found] == [True, False]
    assert rows(before, "select deadline_id from reminder") == [("1",)]


def test_letters_know_their_programme_and_category(before: Engine) -> None:
    migrations.upgrade(before, AFTER)

    asked = "select id, programme_id, category from outbox_message order by id"
    assert rows(before, asked) == [("1", "1", "obligation"), ("2", "1", "reminder")]


def test_the_way_back_keeps_deadlines_and_letters(before: Engine) -> None:
    migrations.upgrade(before, AFTER)
    migrations.downgrade(before, BEFORE)

    assert rows(before, "select id, outcome from deadline order by id") == [
        ("1", "None"),
        ("2", "missed"),
    ]
    assert rows(before, "select count(*) from outbox_message") == [("2",)]
