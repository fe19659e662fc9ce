"""`vmeste oversight`, and overrides where people look anyway."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste, by
from workflow.reviews.settling import act_on_review


@pytest.fixture
def reopened(prepared: Prepared, now: Clock) -> None:
    """A review was given back to its expert in March."""
    with prepared() as competition:
        review = competition.reviews(competition.at("expert_review"))[0]
        competition.submit(review)
        act_on_review(
            competition.session,
            review,
            "reopen",
            actor=competition.actor("coordinator"),
            now=competition.now,
            reason="Перепутаны заявки",
        )


def test_month_is_shown_with_what_to_look_at_first(
    vmeste: Vmeste, reopened: None, russian: None
) -> None:
    said = vmeste.said("oversight", "--month", "2026-03", *by("coordinator"))

    assert said.index("На что обратить внимание") < said.index("Отступлений от решённого: 1.")
    assert "Coordinator, " in said
    assert "Перепутаны заявки" in said
    assert "Месяц ещё идёт" in said


def test_month_before_is_shown_if_none_is_given(vmeste: Vmeste, reopened: None, now: Clock) -> None:
    now.at += timedelta(days=31)

    assert "Oversight report: March 2026" in vmeste.said("oversight")


def test_script_gets_findings_and_all_else(vmeste: Vmeste, reopened: None) -> None:
    told = vmeste.told("oversight", "--month", "2026-03")

    assert told["month"] == "2026-03"
    assert told["findings"][0]["code"] == "overrides"
    assert told["standing_out"][0]["reference"] == "review/1-01.1"
    assert told["proof"]["sound"] is True


def test_roles_only_are_shown_where_names_are_not_wanted(vmeste: Vmeste, reopened: None) -> None:
    said = vmeste.said("oversight", "--month", "2026-03", "--without-names")

    assert "Coordinator" not in said
    assert "coordinator" in said


def test_page_and_pdf_are_written(vmeste: Vmeste, reopened: None, tmp_path: Path) -> None:
    page, paper = tmp_path / "o.html", tmp_path / "o.pdf"

    said = vmeste.said("oversight", "--month", "2026-03", "--html", str(page), "--pdf", str(paper))

    assert "o.html is written." in said
    assert "o.pdf is written." in said
    assert "Oversight report: March 2026" in page.read_text("utf-8")
    assert paper.read_bytes().startswith(b"%PDF")


def test_what_is_no_month_is_refused(vmeste: Vmeste, reopened: None) -> None:
    assert vmeste.refused("oversight", "--month", "May") == "Write the month like 2017-05."


def test_history_marks_what_stands_out(vmeste: Vmeste, reopened: None, russian: None) -> None:
    shown = vmeste.said("history", "show", "review/1-01.1")
    told = vmeste.told("history", "show", "review/1-01.1")

    assert shown.count("ОТСТУПЛЕНИЕ") == 1
    assert [entry["remark"] for entry in told] == [None, None, "overridden"]


def test_history_marks_what_was_done_on_behalf_of_others(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    with prepared() as competition:
        competition.initiative()
    vmeste.said(
        *("initiative", "advance", "1-01", "submit", *by("coordinator")),
        *("--on-behalf-of", "leader@example.org"),
    )

    assert vmeste.said("history", "show", "1-01").count("ON BEHALF") == 1


def test_programme_says_how_many_overrides_there_were_this_month(
    vmeste: Vmeste, reopened: None, now: Clock
) -> None:
    line = "Overrides this month: 1. What they are: vmeste oversight --month 2026-03"
    assert line in vmeste.said("programme", "show")
    assert vmeste.told("programme", "show")["overrides"] == 1

    now.at += timedelta(days=31)

    assert "Overrides" not in vmeste.said("programme", "show")
    assert line in vmeste.said("programme", "show", "--as-of", "2026-03-31")
    assert "Overrides" not in vmeste.said("programme", "show", "--as-of", "2026-03-01")
