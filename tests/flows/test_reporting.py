"""What a coordinator sees on Prefect's pages: a table of what a sweep did, and nothing of one that
did nothing; and a letter when a flow fails."""

from datetime import timedelta
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from sqlalchemy import select

import flows.deadlines
from flows.deadlines import enforce_deadlines
from flows.reporting import MOST_ROWS, Report
from models import OutboxMessage
from models.database import reading
from tests.flows.test_deadlines import AFTER_SUBMISSION
from tests.make import NOON, Competition


def artifacts() -> list[Any]:
    with get_client(sync_client=True) as client:
        return client.read_artifacts()


def test_a_sweep_leaves_a_table_of_what_it_did(kept: Competition) -> None:
    before = len(artifacts())

    enforce_deadlines(as_of=AFTER_SUBMISSION)

    left = artifacts()
    assert len(left) == before + 1
    (latest,) = [a for a in left if a.description == "2 as of 2026-04-30 18:00 UTC+07:00"][-1:]
    assert latest.key == "enforce-deadlines"
    lines = str(latest.data).splitlines()
    assert lines[0] == "| What | Step | From | To |"
    assert "| initiative/1-01 | lapse | proposal | withdrawn |" in lines
    assert "| initiative/1-02 | note_overdue | expert_review | expert_review |" in lines


def test_a_sweep_that_found_nothing_leaves_none(kept: Competition) -> None:
    before = len(artifacts())

    enforce_deadlines(as_of=NOON)

    assert len(artifacts()) == before


def test_a_long_table_says_how_much_is_left_out() -> None:
    report = Report("x", NOON, ("What",))
    for n in range(MOST_ROWS + 3):
        report.add(f"a|{n}")

    lines = report.markdown().splitlines()
    assert lines[2] == "| a\\|0 |"
    assert len(lines) == 2 + MOST_ROWS + 2
    assert lines[-1] == "… and 3 more, in the histories."


def test_a_flow_that_fails_is_told_to_the_coordinator_once_a_day(
    kept: Competition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(flows.deadlines, "due_programmes", broken)

    for _ in range(2):
        with pytest.raises(OSError, match="no space left"):
            enforce_deadlines(as_of=AFTER_SUBMISSION + timedelta(days=1))

    with reading() as session:
        letters = session.scalars(
            select(OutboxMessage).where(OutboxMessage.template == "flow_failed")
        ).all()
        assert [letter.recipient_id for letter in letters] == [kept.people["coordinator"].id]
        (letter,) = letters
        assert letter.told is not None
        assert letter.told["flow"] == "enforce-deadlines"
        assert "no space left on device" in letter.told["error"]
