"""`vmeste work`."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste, by
from tests.files import samples

LEADER, COORDINATOR, TREASURER = by("leader"), by("coordinator"), by("treasurer")
BECAUSE = ("--reason", "Поставщик задерживает")
CHANGE = ("work", "change", "1-01")
NEWS = ("work", "news", "1-01", "--text", "Залили фундамент", "--link", "https://example.org/n")


@pytest.fixture
def under_way(prepared: Prepared) -> None:
    """An initiative with 30,000 roubles of its 50,000 paid."""
    with prepared() as competition:
        competition.at("implementation", title="Двор")


def plan(vmeste: Vmeste) -> Any:
    return vmeste.told("work", "plan", "1-01")


def test_the_plan_shows_what_is_reached_and_what_is_overdue(
    vmeste: Vmeste, under_way: None, now: Clock
) -> None:
    reach = ("work", "reach", "1-01", "1", "--on", "2026-03-02", *LEADER, "--key", "k")

    said = vmeste.said(*reach)
    assert said == vmeste.said(*reach) == "1-01: milestone 1 reached on 02.03.2026."
    assert "1 Площадка стоит 31.08.2026 02.03.2026 2 Праздник двора 15.09.2026 —" in vmeste.said(
        "work", "plan", "1-01"
    )
    now.at += timedelta(days=250)

    assert "2 Праздник двора 15.09.2026 overdue" in vmeste.said("work", "plan", "1-01")
    assert [point["overdue"] for point in plan(vmeste)["milestones"]] == [False, True]
    assert [line["planned"]["minor"] for line in plan(vmeste)["budget"]] == [40_000_00, 10_000_00]


def test_nothing_of_a_finished_plan_is_overdue(
    vmeste: Vmeste, prepared: Prepared, now: Clock
) -> None:
    with prepared() as competition:
        competition.at("completed")
    now.at += timedelta(days=250)

    assert [point["overdue"] for point in plan(vmeste)["milestones"]] == [False, False]


def test_news_go_with_a_photo(vmeste: Vmeste, under_way: None, tmp_path: Path) -> None:
    photo = tmp_path / "двор.jpg"
    photo.write_bytes(samples.telling_jpeg())

    said = vmeste.said(*NEWS, "--photo", str(photo), "--caption", "Фундамент", *LEADER)

    assert said == "1-01: the news are on record."
    (shown,) = vmeste.told("report", "show", "1-01")["photos"]
    assert (shown["name"], shown["caption"]) == ("двор.jpg", "Фундамент")
    kept = tmp_path / "files" / shown["sha256"][:2] / shown["sha256"][2:4] / shown["sha256"]
    assert samples.SECRET not in kept.read_bytes()
    assert "link: https://example.org/n · news: Залили фундамент" in vmeste.said(
        "history", "show", "1-01"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((*NEWS, "--caption", "Подпись", *LEADER), 2, "--caption goes with --photo."),
        ((*NEWS, "--photo", "nowhere.jpg", *LEADER), 2, "nowhere.jpg: cannot be read"),
        ((*NEWS[:-1], "example.org", *LEADER), 1, "begins with https://"),
        ((*NEWS, *by("neighbour")), 1, "Only the leader of the group"),
        (("work", "reach", "1-01", "3", "--on", "2026-03-02", *LEADER), 1, "no open milestone 3"),
        (("work", "reach", "1-01", "1", "--on", "2026-03-03", *LEADER), 1, "is still to come"),
        ((*CHANGE, *BECAUSE, *LEADER), 1, "Nothing is asked to be changed."),
        ((*CHANGE, "--milestone", "2", *BECAUSE, *LEADER), 2, "write NUMBER=DAY, such as"),
        ((*CHANGE, "--milestone", "b=2026-09-01", *BECAUSE, *LEADER), 2, "write NUMBER=DAY"),
        ((*CHANGE, "--milestone", "2=1.9.2026", *BECAUSE, *LEADER), 2, "a day like 2017-03-24"),
        ((*CHANGE, "--line", "1=1", "--line", "1=2", *BECAUSE, *LEADER), 2, "once for each"),
        ((*CHANGE, "--line", "1=ten", *BECAUSE, *LEADER), 2, "“ten” is not an amount of money."),
        ((*CHANGE, "--line", "1=41 000", *BECAUSE, *LEADER), 1, "The lines would make 51,000 RUB"),
        ((*CHANGE, "--line", "1=40000", *BECAUSE, *LEADER), 1, "The plan says so already"),
        ((*CHANGE, "--milestone", "2=2026-10-01", *BECAUSE, *COORDINATOR), 1, "Only the leader"),
        ((*CHANGE, "--milestone", "2=2026-10-01", *LEADER), 2, "Missing option '--reason'"),
    ],
)
def test_what_cannot_be_is_said_in_words(
    vmeste: Vmeste, under_way: None, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = len(vmeste.told("history", "show", "1-01"))

    assert words in vmeste.failed(code, *arguments)

    assert len(vmeste.told("history", "show", "1-01")) == before
    assert vmeste.told("work", "changes") == []


def test_a_change_is_asked_for_and_accepted(vmeste: Vmeste, under_way: None) -> None:
    assert vmeste.said("work", "changes") == "Nobody asked to change a plan."
    lines = ("--line", "1=35 000,50", "--line", "2=14 999,50")
    ask = (*CHANGE, "--milestone", "2=2026-10-01", *lines, *BECAUSE, *LEADER, "--key", "k")

    assert vmeste.said(*ask) == vmeste.said(*ask)
    assert vmeste.said("work", "changes") == (
        "1-01.c1 Двор · Requested "
        "milestone 2 by 01.10.2026; line 1: 35,000.50 RUB; line 2: 14,999.50 RUB "
        "Поставщик задерживает"
    )
    assert "Only the coordinator" in vmeste.refused("work", "accept-change", "1-01.c1", *LEADER)
    accepted = vmeste.said("work", "accept-change", "1-01.c1", *COORDINATOR)

    assert accepted == "1-01.c1: Accepted 1-01 Двор: Implementation"
    assert [m["planned_on"] for m in plan(vmeste)["milestones"]] == ["2026-08-31", "2026-10-01"]
    assert [line["planned"]["minor"] for line in plan(vmeste)["budget"]] == [35_000_50, 14_999_50]
    assert vmeste.told("work", "changes", "1-01", "--state", "requested") == []


def test_changes_are_declined_and_withdrawn(vmeste: Vmeste, under_way: None) -> None:
    for day in ("01", "02"):
        vmeste.said(*CHANGE, "--milestone", f"2=2026-10-{day}", *BECAUSE, *LEADER)

    declined = vmeste.said("work", "decline-change", "1-01.c1", *COORDINATOR, *BECAUSE)
    withdrawn = vmeste.said("work", "withdraw-change", "1-01.c2", *LEADER)

    assert declined.startswith("1-01.c1: Declined")
    assert withdrawn.startswith("1-01.c2: Withdrawn")
    assert plan(vmeste)["milestones"][1]["planned_on"] == "2026-09-15"


def test_the_history_of_a_change_tells_days_and_amounts(
    vmeste: Vmeste, under_way: None, russian: None
) -> None:
    lines = ("--line", "1=30000", "--line", "2=20000")
    vmeste.said(*CHANGE, "--milestone", "2=2026-10-01", *lines, *BECAUSE, *LEADER)
    vmeste.said("work", "accept-change", "1-01.c1", *COORDINATOR)

    asked = vmeste.said("history", "show", "change_request/1-01.c1")
    done = vmeste.said("history", "show", "1-01")

    assert (
        "смета: строка 1: 30 000 ₽, строка 2: 20 000 ₽ · план: контрольная точка 2 — к 01.10.2026"
    ) in asked
    assert "по просьбе: 1-01.c1 · версия заявки: 2" in done


def test_work_is_suspended_resumed_and_terminated(vmeste: Vmeste, under_way: None) -> None:
    def do(action: str, *given: str) -> str:
        return vmeste.said("work", action, "1-01", *given)

    assert do("suspend", *COORDINATOR, *BECAUSE) == "1-01: Suspended"
    assert do("resume", *COORDINATOR, *BECAUSE) == "1-01: Implementation"
    assert do("terminate", *COORDINATOR, *BECAUSE) == "1-01: Winding up"
    close = ("close-books", "1-01", *TREASURER)
    assert "30,000 RUB is neither accounted for nor returned" in vmeste.refused("work", *close)
    vmeste.said("money", "return", "1-01", "30000", "--order", "5", *TREASURER)
    assert do("close-books", *TREASURER) == "1-01: Terminated"
    assert "RUB + 0 RUB + 0 RUB + 0 RUB The books balance" in vmeste.said("money", "check")
