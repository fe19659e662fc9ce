"""`vmeste event`."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import event
from typer.core import TyperGroup
from typer.main import get_command

from cli.main import app
from models.database import engine
from tests import make
from tests.cli.conftest import Clock, Vmeste, plain

Prepared = Callable[[], AbstractContextManager[make.Competition]]
COORDINATOR = ("--as", "coordinator@example.org")
PLAN = (
    *("event", "plan", "table", "--kind", "round_table", "--title", "Круглый стол"),
    *("--from", "2026-03-02", "--place", "Зал фонда", *COORDINATOR),
)
SHEET = """\
Полезность;Рекомендую;Позитивный опыт
5;да;да
4;да;да
5;да;нет
3;нет;
5;да;да
5;да;да
"""


@pytest.fixture
def held(vmeste: Vmeste, prepared: Prepared) -> None:
    """A round table that was held with the leader, a deputy and ten others."""
    with prepared():
        pass
    vmeste.said(*PLAN)
    vmeste.said("event", "hold", "table", *COORDINATOR)
    people = ("leader@example.org", "deputy@example.org")
    heads = ("--unnamed", "residents=8", "--unnamed", "media=2")
    said = vmeste.said("event", "attend", "table", *people, *heads, *COORDINATOR)
    assert said == "At table: 2 by name, 10 more."


def sheet(folder: Path, text: str = SHEET) -> tuple[str, str]:
    path = folder / "forms.csv"
    path.write_text(text, encoding="utf-8")
    return "--file", str(path)


@pytest.mark.parametrize("group", ["event", "consultation", "media"])
def test_every_command_has_help(vmeste: Vmeste, group: str) -> None:
    top = get_command(app)
    assert isinstance(top, TyperGroup)
    below = top.commands[group]
    assert isinstance(below, TyperGroup)

    for name in below.commands:
        assert "Usage:" in vmeste.said(group, name, "--help")


def test_an_event_is_planned_once(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    assert vmeste.said(*PLAN) == "On the list: table, Круглый стол, 02.03.2026."
    assert vmeste.said(*PLAN) == "On the list: table, Круглый стол, 02.03.2026."
    assert len(vmeste.told("event", "list")) == 1


def test_a_district_and_a_last_day_are_kept(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    vmeste.said(*PLAN, "--district", "1", "--to", "2026-03-03")

    (line,) = vmeste.told("event", "list")
    assert (line["starts_on"], line["ends_on"]) == ("2026-03-02", "2026-03-03")
    assert line["district"] == {"en": "District 1", "ru": "Округ 1"}
    assert (line["state"], line["people"], line["sample"]) == ("planned", 0, False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--to", "2026-03-01"), "It ends before it starts"),
        (("--from", "2025-03-02"), "02.03.2025 is outside the programme"),
        (("--district", "9"), "There is no district 9"),
        (("--as", "leader@example.org"), "Only the coordinator or deputy of the district"),
        (("--as", "deputy@example.org"), "This concerns the whole programme"),
    ],
)
def test_planning_is_refused_in_words(
    vmeste: Vmeste, prepared: Prepared, arguments: tuple[str, ...], words: str
) -> None:
    with prepared():
        pass

    assert words in vmeste.refused(*PLAN, *arguments)
    assert vmeste.told("event", "list") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "2026-13-01"), "write a day like 2017-03-24"),
        (("--kind", "party"), "is not one of 'seminar'"),
    ],
)
def test_what_is_no_day_and_no_kind_is_bad_input(
    vmeste: Vmeste, arguments: tuple[str, ...], words: str
) -> None:
    result = vmeste(*PLAN, *arguments)

    assert result.exit_code == 2
    assert words in plain(result).replace("│ ", "")


def test_a_future_event_is_not_held(vmeste: Vmeste, prepared: Prepared, now: Clock) -> None:
    with prepared():
        pass
    vmeste.said(*PLAN, "--to", "2026-03-03")

    assert "03.03.2026 has not come yet" in vmeste.refused("event", "hold", "table", *COORDINATOR)
    now.at = now.at.replace(day=3)
    assert "table was held" in vmeste.said("event", "hold", "table", *COORDINATOR)


def test_a_cancelled_event_shows_its_reason(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass
    vmeste.said(*PLAN)
    reason = ("--reason", "Карантин")

    said = vmeste.said("event", "cancel", "table", *reason, *COORDINATOR)

    assert said == "table is cancelled: Карантин"
    assert "State: cancelled: Карантин" in vmeste.said("event", "show", "table")


def test_show_says_who_was_there(vmeste: Vmeste, held: None) -> None:
    shown = vmeste.said("event", "show", "table")

    assert "table Круглый стол Kind: round table State: held Days: 02.03.2026" in shown
    assert "For: the whole programme By name: Deputy, Leader" in shown
    assert "More: media 2, residents 8 Feedback: —" in shown


def test_show_reads_in_russian(vmeste: Vmeste, held: None, russian: None) -> None:
    shown = vmeste.said("event", "show", "table")

    assert "Вид: круглый стол Состояние: проведено Дни: 02.03.2026 Место: Зал фонда" in shown
    assert "Для кого: вся программа По именам: Deputy, Leader Ещё: СМИ 2, жители 8" in shown


def test_who_was_not_there_is_taken_back(vmeste: Vmeste, held: None) -> None:
    mistaken = ("--not-there", "deputy@example.org", "--unnamed", "media=0")

    assert vmeste.said("event", "attend", "table", *mistaken, *COORDINATOR) == (
        "At table: 1 by name, 8 more."
    )


@pytest.mark.parametrize("heads", ["residents", "residents=-1", "residents=many", "cats=2", "=2"])
def test_a_number_that_is_none_is_bad_input(vmeste: Vmeste, held: None, heads: str) -> None:
    result = vmeste("event", "attend", "table", f"--unnamed={heads}", *COORDINATOR)

    assert result.exit_code == 2
    known = "known: residents, deputies, administration, media"
    assert plain(result) == f"--unnamed: write residents=12; {known}"


def test_a_sheet_of_forms_is_kept_once(vmeste: Vmeste, held: None, tmp_path: Path) -> None:
    bring = ("event", "feedback", "table", *sheet(tmp_path), *COORDINATOR)

    assert vmeste.said(*bring) == "table: 6 forms are kept."
    assert vmeste.said(*bring) == "table: 6 forms are kept."
    told = "Feedback: 6; usefulness 4.5 of 5; would recommend 83%; positive experience: 80%"
    assert told in vmeste.said("event", "show", "table")


def test_few_forms_are_not_shown(vmeste: Vmeste, held: None, russian: None) -> None:
    form = ("--usefulness", "5", "--recommends", "--positive", "--comment", "Хорошо")

    said = vmeste.said("event", "feedback", "table", *form, *COORDINATOR)

    assert said.startswith("table: отзывов всего — 1. Итог виден, когда отзывов станет 5")
    shown = vmeste.said("event", "show", "table")
    assert "Отзывы: 1, слишком мало ответов, чтобы показать" in shown
    assert "Хорошо" not in shown
    assert vmeste.told("event", "show", "table")["feedback"] == {
        "forms": 1,
        "usefulness": None,
        "recommend": None,
        "positive": None,
        "comments": [],
    }


def test_a_form_with_the_same_key_is_kept_once(vmeste: Vmeste, held: None) -> None:
    form = ("--usefulness", "5", "--no-recommends", "--key", "a", *COORDINATOR)

    for _ in range(2):
        assert vmeste.said("event", "feedback", "table", *form).startswith("table: 1 forms")


def test_feedback_of_nothing_is_bad_input(vmeste: Vmeste, held: None) -> None:
    result = vmeste("event", "feedback", "table", *COORDINATOR)

    assert (result.exit_code, "Give --file FORMS" in plain(result)) == (2, True)


def test_a_bad_sheet_is_named_with_its_lines(vmeste: Vmeste, held: None, tmp_path: Path) -> None:
    bring = sheet(tmp_path, SHEET.replace("4;да", "7;может быть"))
    result = vmeste("event", "feedback", "table", *bring, *COORDINATOR)

    assert result.exit_code == 2
    assert "forms.csv, line 3, forms.1.recommends" in plain(result)
    assert "forms.csv, line 3, forms.1.usefulness" in plain(result)
    assert vmeste.told("event", "show", "table")["feedback"]["forms"] == 0


def test_an_empty_list_says_so(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    assert vmeste.said("event", "list") == "No event is planned yet."


def test_the_list_takes_as_many_statements_for_three_events_as_for_one(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    def asked(codes: Collection[str]) -> int:
        with prepared() as competition:
            for code in codes:
                competition.event(code)
        seen: list[object] = []

        def note(*given: object) -> None:
            seen.append(given[2])

        event.listen(engine(), "before_cursor_execute", note)
        vmeste.said("event", "list")
        event.remove(engine(), "before_cursor_execute", note)
        return len(seen)

    one, three = asked(["one"]), asked(["two", "three"])
    assert three == one > 0
