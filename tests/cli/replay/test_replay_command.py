import gzip
from csv import reader
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Vmeste
from tests.make import ROOT

pytestmark = pytest.mark.long

FOLDER = ROOT / "programmes" / "examples" / "old-competition"
LIFECYCLE = ("--lifecycle", str(FOLDER / "lifecycle.yaml"))
THROUGH = (*LIFECYCLE, "--map", str(FOLDER / "words.yaml"))
HERE = ("--zone", "Asia/Novosibirsk")
XES, TABLE = str(FOLDER / "log.xes"), str(FOLDER / "log.csv")
KEPT = ("--keep", "old-2014", "--title", "Конкурс 2014 года", *HERE)
CONFORMING = {"2014-01", "2014-02", "2014-03", "2014-04", "2014-06", "2014-11", "2014-12"}


def test_the_headline_says_how_many_conform(vmeste: Vmeste) -> None:
    assert vmeste.refused("replay", TABLE, *THROUGH, *HERE).startswith(
        "Cases that conform: 7 of 12 (58 %); ended 6, still open 1. "
        "Events replayed: 69 of 87 (79 %). Left aside, events that are no actions: 10."
    )


def test_the_headline_is_there_in_russian(vmeste: Vmeste, russian: None) -> None:
    assert vmeste.refused("replay", XES, *THROUGH).startswith(
        "Дел соответствует: 7 из 12 (58 %); завершено 6, не завершено 1. "
        "Событий пройдено: 69 из 87 (79 %). "
        "Не в счёт события, которые ещё не завершены: 4 (start 4). "
    )


def test_a_break_is_told_with_its_event_its_state_and_what_was_possible(vmeste: Vmeste) -> None:
    said = vmeste.refused("replay", TABLE, *THROUGH, *HERE)
    assert (
        "2014-05 event 7 (line 64), 28.03.2014 14:10: Платёж, Бухгалтерия "
        "not possible in this state; state: Supported "
        "possible there: Sign the agreement, Withdraw the application"
    ) in said
    assert (
        "earlier than the event before; state: Implementation "
        "the event before was on 10.04.2014 15:15"
    ) in said


def test_somebody_else_is_told_with_who_may(vmeste: Vmeste, russian: None) -> None:
    assert (
        "сделал не тот, кто должен; этап: У экспертов "
        "это делает: председатель совета, руководитель программы"
    ) in vmeste.refused("replay", XES, *THROUGH, "--check-roles")


def test_words_without_a_meaning_are_listed(vmeste: Vmeste) -> None:
    said = vmeste.refused("replay", XES, *LIFECYCLE)
    assert "Words of the log that mean nothing here: “Заключение эксперта” (23), " in said
    assert "Say what they mean: --map FILE." in said


def test_the_same_log_in_both_forms_is_the_same(vmeste: Vmeste) -> None:
    told = [vmeste.told("replay", log, *THROUGH, *HERE) for log in (XES, TABLE)]
    for report in told:
        assert {r["case"] for r in report["results"] if r["break"] is None} == CONFORMING
    found = [{(r["case"], (r["break"] or {}).get("kind")) for r in t["results"]} for t in told]
    assert found[0] == found[1]


def test_a_script_gets_every_case(vmeste: Vmeste) -> None:
    told = vmeste.told("replay", TABLE, *THROUGH, *HERE)
    assert told["cases"] == {
        **{"judged": 12, "conforming": 7, "ended": 6, "open": 1, "breaks": 5, "empty": 0},
    }
    assert told["events"] == {"judged": 87, "replayed": 69, "ignored": 10, "not_complete": {}}
    assert set(told["breaks"].values()) == {1}
    (late,) = (r["break"] for r in told["results"] if r["case"] == "2014-09")
    assert (late["kind"], late["event"], late["at"]) == (
        *("out_of_order", 9, "2014-02-14T15:52:00+07:00"),
    )


def test_a_file_lists_every_case(vmeste: Vmeste, tmp_path: Path) -> None:
    for name in ("cases.csv", "cases.xlsx"):
        option = f"--{name[-4:].strip('.')}"
        vmeste.refused("replay", TABLE, *THROUGH, *HERE, option, str(tmp_path / name))
    lines = list(reader(StringIO((tmp_path / "cases.csv").read_text("utf-8-sig")), delimiter=";"))
    assert len(lines) == 13
    assert lines[5][:6] == [
        *("2014-05", "breaks", "Supported", "9", "5", "not possible in this state"),
    ]
    assert (tmp_path / "cases.xlsx").read_bytes().startswith(b"PK")


def test_where_all_conform_the_command_succeeds(vmeste: Vmeste, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("case,action,time\n1,submit,2014-03-04T15:30Z\n", encoding="utf-8")
    assert vmeste.said("replay", str(good), *LIFECYCLE) == (
        "Cases that conform: 1 of 1 (100 %); ended 0, still open 1. "
        "Events replayed: 1 of 1 (100 %)."
    )


def test_more_breaks_than_anybody_reads_are_counted(vmeste: Vmeste, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    rows = "".join(f"{n},reject,2014-03-04T15:30Z\n" for n in range(25))
    bad.write_text(f"case,action,time\n{rows}", encoding="utf-8")
    said = vmeste.refused("replay", str(bad), *LIFECYCLE)
    assert said.count("(line ") == 20
    assert said.endswith("More cases that break: 5; --csv FILE lists them all.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.xes", *THROUGH), "nowhere.xes: cannot be read (No such file or directory)"),
        ((TABLE, *THROUGH), "has no offset: say where it is, as with --zone Asia/Novosibirsk"),
        ((TABLE, *THROUGH, *HERE, "--case", "x"), "case: there is no column “x”"),
        ((TABLE, "--lifecycle", TABLE), "the file is empty or has no fields"),
        ((TABLE, *LIFECYCLE, "--map", LIFECYCLE[1]), "is not a field known here"),
        ((TABLE, *THROUGH, "--zone", "Berdsk"), "there is no such time zone"),
        ((TABLE, *THROUGH, *KEPT[:2], *HERE), "Say what the archive is called and where it was"),
        ((TABLE, *THROUGH, "--keep", "Old 2014"), "is no name for a programme"),
    ],
)
def test_bad_input_is_told_with_what_to_do(
    vmeste: Vmeste, arguments: tuple[str, ...], words: str
) -> None:
    assert words in vmeste.failed(2, "replay", *arguments)


def test_nothing_is_replayed_where_the_log_has_a_mistake(vmeste: Vmeste, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(Path(TABLE).read_bytes() + "2014-13;Договор;потом;\r\n;;;\r\n1;2\r\n".encode())
    said = vmeste.failed(2, "replay", str(bad), *THROUGH, *KEPT)
    assert "bad.csv, line 99, time: “потом” cannot be read as a time" in said
    assert "bad.csv, line 101: has 2 cells, and the header has 4" in said
    assert "Cases" not in said
    assert vmeste.refused("history", "show", "case/2014-01").startswith("No programme is loaded")


def test_a_look_needs_no_database(vmeste: Vmeste, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.replay.command.transaction", None)
    vmeste.refused("replay", TABLE, *THROUGH, *HERE)
    assert vmeste.refused("history", "show", "case/2014-01").startswith("No programme is loaded")


def test_what_is_brought_in_has_a_history_to_show_and_to_verify(vmeste: Vmeste) -> None:
    said = vmeste.refused("replay", XES, *THROUGH, *KEPT)
    assert said.endswith(
        "Brought in as old-2014: cases — 7, entries — 49. See one: "
        "vmeste history show case/2014-01 -p old-2014"
    )
    assert vmeste.said("history", "show", "case/2014-02").startswith(
        "case/2014-02 1 04.03.2014 10:07 Submit the application → Submitted "
        "from the log of another system event of the case: 1 · log: "
    )
    assert "49 entries" in vmeste.said("history", "verify")


def test_the_same_log_again_says_so_and_changes_nothing(vmeste: Vmeste) -> None:
    vmeste.refused("replay", XES, *THROUGH, *KEPT)
    again = ("--keep", "old-again", *KEPT[2:])
    assert vmeste.refused("replay", XES, *THROUGH, *again) == (
        "This log was brought in already, as old-2014: nothing has changed."
    )
    assert "49 entries" in vmeste.said("history", "verify")


def test_with_strict_nothing_is_brought_in(vmeste: Vmeste) -> None:
    assert vmeste.refused("replay", XES, *THROUGH, *KEPT, "--strict").endswith(
        "Nothing was brought in: with --strict every case must conform, and without it at least "
        "one."
    )
    assert vmeste.refused("history", "show", "case/2014-01").startswith("No programme is loaded")


def test_a_packed_log_is_read(vmeste: Vmeste, tmp_path: Path) -> None:
    packed = tmp_path / "log.xes.gz"
    packed.write_bytes(gzip.compress(Path(XES).read_bytes()))
    assert vmeste.told("replay", str(packed), *THROUGH)["cases"]["conforming"] == 7


def test_the_lifecycle_of_initiatives_is_taken_by_its_ways(vmeste: Vmeste, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    ways = ("propose", "submit", "conclude_review", "approve", "begin", "submit_report")
    rows = "".join(f"15-01,{way},2017-03-{n:02}T12:00Z\n" for n, way in enumerate(ways, 1))
    log.write_text(f"case,action,time\n{rows}", encoding="utf-8")
    lifecycle = str(ROOT / "programmes" / "lifecycles" / "initiative.yaml")
    assert (
        "Of the lifecycle of initiative only its ways are replayed, without guards, effects, "
        "cascades, letters, facts, demanded reasons, marks of overrides, deadlines, pauses"
    ) in vmeste.said("replay", str(log), "--lifecycle", lifecycle)
