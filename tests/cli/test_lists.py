"""Every list as a file: the same columns whichever command lists them."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models import Money
from tests import make
from tests.cli.conftest import Vmeste, plain
from workflow.events.announcing import announced, unannounced
from workflow.events.event import new_events
from workflow.events.webhooks import add_webhook

Prepared = Callable[[], AbstractContextManager[make.Competition]]
LISTS = {
    "initiative list": "Code Initiative District State Asked-for Awarded",
    "council ranking --resamples 10": "Rank Code Initiative Asked-for Reviews Plain-mean "
    "With-coefficients Adjusted Apart Disputed Above-the-cut In-this-part-of-the-trials",
    "council reserve": "No. Code Initiative District Asked-for Waits-for",
    "council conflicts 1-01": "Member Represents Keeps-out-because To-lift-it,-name",
    "review list --as chair@example.org": "Review Initiative State Due",
    "meeting list": "Code Held Place State Items",
    "money donations": "Code Donor Not-to-be-named Agreement Agreed Pledged Received Free "
    "Given-for",
    "money tranches": "Tranche Initiative Amount State",
    "money expense list": "Expense Initiative Day Line-of-the-budget What Paid-to Amount State",
    "webhook list": "ID Address Events Since Stopped Taken Waiting Given-up",
    "webhook calls": "ID Webhook Queued Event Subject State Attempts Error",
    "webhook events": "Event After",
    "money budget 1-02": "Line For Planned Spent Waits-for-the-treasurer Left",
}


@pytest.fixture
def filled(prepared: Prepared) -> None:
    with prepared() as competition:
        competition.at("reserve", "1-01", title="=Двор", request=Money(60_000_50))
        competition.expense(competition.at("implementation", "1-02"), 100_50)
        competition.reviews(competition.at("expert_review", "1-03"))
        session, url = competition.session, "https://example.org/"
        add_webhook(session, competition.programme, url, ["*"], secret="whsec_", now=make.NOON)
        announced(session, new_events(session, unannounced(session, 99)), now=make.NOON)


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


@pytest.mark.parametrize(("command", "titles"), LISTS.items())
def test_every_list_is_written_both_ways(
    vmeste: Vmeste, filled: None, tmp_path: Path, command: str, titles: str
) -> None:
    table, book = tmp_path / "list.csv", tmp_path / "list.xlsx"
    said = vmeste.said(*command.split(), "--csv", str(table), "--xlsx", str(book))

    heads, *lines = rows(table)
    assert [head.replace(" ", "-") for head in heads] == titles.split()
    assert lines != []
    (sheet,) = load_workbook(book).worksheets
    assert [cell.value for cell in sheet[1]] == heads
    assert sheet.max_row == 1 + len(lines)
    assert said.count(f"{len(lines)} lines.") == 2


def test_initiatives_are_text_and_amounts_numbers(
    vmeste: Vmeste, filled: None, tmp_path: Path
) -> None:
    vmeste.said("initiative", "list", "--csv", str(tmp_path / "i.csv"))
    vmeste.said("initiative", "list", "--xlsx", str(tmp_path / "i.xlsx"))

    first = ["1-01", "'=Двор", "District 1", "Reserve list", "60000,50", ""]
    assert rows(tmp_path / "i.csv")[1] == first
    (sheet,) = load_workbook(tmp_path / "i.xlsx").worksheets
    assert [cell.value for cell in sheet[2]] == [
        *("1-01", "=Двор", "District 1", "Reserve list", 60_000.5, None)
    ]
    assert sheet["B2"].data_type == "s"


def test_a_list_is_written_as_it_was_asked_for(
    vmeste: Vmeste, filled: None, tmp_path: Path
) -> None:
    file = tmp_path / "i.csv"
    vmeste.said("initiative", "list", "--state", "implementation", "--csv", str(file))

    assert [row[0] for row in rows(file)] == ["Code", "1-02"]


def test_a_meeting_has_the_time_there(vmeste: Vmeste, filled: None, tmp_path: Path) -> None:
    file = tmp_path / "m.xlsx"
    vmeste.said("meeting", "list", "--xlsx", str(file))

    (sheet,) = load_workbook(file).worksheets
    assert sheet["B2"].value == datetime(2026, 3, 2, 20)  # noqa: DTZ001


def test_a_list_of_nothing_is_a_file_with_its_titles(
    vmeste: Vmeste, prepared: Prepared, tmp_path: Path
) -> None:
    with prepared():
        pass
    file = tmp_path / "r.csv"
    vmeste.said("council", "reserve", "--csv", str(file))

    assert len(rows(file)) == 1


def test_the_titles_are_in_the_language_of_the_command_line(
    vmeste: Vmeste, filled: None, tmp_path: Path, russian: None
) -> None:
    file = tmp_path / "r.csv"
    vmeste.said("council", "reserve", "--csv", str(file))

    assert rows(file)[0] == ["№", "Код", "Инициатива", "Округ", "Запрошено", "Ждёт"]
    assert rows(file)[1][5] == "ничего: она следующая"


def test_a_file_that_cannot_be_written_is_said(
    vmeste: Vmeste, filled: None, tmp_path: Path
) -> None:
    for file in (tmp_path / "none" / "i.csv", tmp_path):
        before = sorted(tmp_path.iterdir())
        result = vmeste("initiative", "list", "--csv", str(file))

        assert (result.exit_code, "not written" in plain(result)) == (2, True)
        assert sorted(tmp_path.iterdir()) == before
