from dataclasses import replace

import pytest

from tests.workflow.replay.logs import GIVEN, NOW, read
from workflow.errors import BadDocument
from workflow.replay.reading import Field, Given, Log
from workflow.replay.reading.log import _AS_WRITTEN

ROWS = "Заявка;Действие;Время;Роль\n1;Подать;04.03.2014 15:30;лидер\n1;Вернуть;05.03.2014;\n"
AT = "2014-03-04T15:30Z"


def mistakes(content: bytes | str, given: Given = GIVEN) -> list[str]:
    with pytest.raises(BadDocument) as bad:
        read(content, given)
    return bad.value.lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_however_it_was_saved(encoding: str, separator: str, end: str) -> None:
    content = ROWS.replace(";", separator).replace("\n", end).encode(encoding)
    with read(content) as log:
        ((name, told),) = log.cases()
    assert name == "1"
    assert [(e.line, e.activity, e.role) for e in told] == [
        (2, "Подать", "лидер"),
        (3, "Вернуть", None),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "case:concept:name,concept:name,time:timestamp",
        "Case_ID,Activity,Timestamp",
        "case,ACTION,time",
        "номер  заявки,действие,дата и время",
    ],
)
def test_columns_are_known_by_their_usual_names(header: str) -> None:
    with read(f"{header}\n1,submit,{AT}\n") as log:
        assert dict(log.activities()) == {"submit": 1}


def test_columns_called_otherwise_are_named() -> None:
    content = f"who,case,what,when\n7,no,submit,{AT}\n"
    columns = {Field.CASE: "Who", Field.ACTION: "what", Field.TIME: "when"}
    with read(content, replace(GIVEN, columns=columns)) as log:
        assert [name for name, _ in log.cases()] == ["7"]


def test_columns_that_are_not_there_are_told_with_those_that_are() -> None:
    there = "no column is called so; name it, as with"
    assert mistakes("a;case;c\n1;2;3\n") == [
        f"log, line 1, action: {there} --action COLUMN; there are: a, case, c",
        f"log, line 1, time: {there} --time COLUMN; there are: a, case, c",
    ]
    named = replace(GIVEN, columns={Field.CASE: "b"})
    assert mistakes("case,action,time\n", named) == [
        "log, line 1, case: there is no column “b”; there are: case, action, time"
    ]


def test_two_columns_of_one_name_are_refused() -> None:
    assert mistakes("case,action,time,Time\n") == [
        "log, line 1, time: two columns are called “time”; rename one"
    ]


def test_every_mistake_is_told_with_its_line() -> None:
    content = f'case,action,time\n1,a,{AT}\n,b,{AT}\n"1",,soon\n1,a\n\n1,a,{AT},more\n"1"x,a,{AT}\n'
    assert mistakes(content) == [
        "log, line 3, case: is missing",
        "log, line 4, action: is missing",
        "log, line 4, time: “soon” cannot be read as a time: write it like "
        "2017-03-04T15:30:00+07:00 or 04.03.2017 15:30",
        "log, line 5: has 2 cells, and the header has 3",
        "log, line 7: has 4 cells, and the header has 3",
        "log, line 8: cannot be cut into cells: ',' expected after '\"'",
    ]


def test_a_cell_with_a_break_of_the_line_does_not_shift_the_lines_after_it() -> None:
    with read(f'case,action,time\n"1\nsecond",a,{AT}\n2,b,{AT}\n') as log:
        assert [(name, told[0].line) for name, told in log.cases()] == [("1 second", 2), ("2", 4)]


def test_of_a_thousand_mistakes_a_hundred_are_listed() -> None:
    told = mistakes("case,action,time\n" + "1,a,soon\n" * 1000)
    assert told[0] == "log: 1,000 mistakes; the first 100 are listed"
    assert len(told) == 101


def test_cases_come_in_the_order_of_the_log_and_events_in_the_order_of_their_case() -> None:
    rows = [("b", "2"), ("a", "3"), ("b", "1")]
    content = "case,action,time\n" + "".join(f"{c},{n},2014-03-0{n}T00:00Z\n" for c, n in rows)
    with read(content) as log:
        as_written = [(name, [e.activity for e in told]) for name, told in log.cases()]
        by_time = [(name, [e.activity for e in told]) for name, told in log.cases(by_time=True)]
    assert as_written == [("b", ["2", "1"]), ("a", ["3"])]
    assert by_time == [("b", ["1", "2"]), ("a", ["3"])]


def test_times_with_different_offsets_are_ordered_by_the_moment() -> None:
    content = "case,action,time\n1,late,2014-03-04T10:00+00:00\n1,early,2014-03-04T12:00+07:00\n"
    with read(content) as log:
        ((_, told),) = log.cases(by_time=True)
    assert [event.activity for event in told] == ["early", "late"]


def test_what_was_written_is_read_only_if_its_column_is_named() -> None:
    content = f"case,action,time,reason\n1,a,{AT},потому что\n"
    for columns, reason in (({}, None), ({Field.REASON: "reason"}, "потому что")):
        with read(content, Given(NOW, columns=columns)) as log:
            assert [e.reason for _, told in log.cases() for e in told] == [reason]


def test_a_quotation_mark_that_never_closes_does_not_swallow_memory() -> None:
    content = f'case,action,time\n"1,a,{AT}\n' + f"1,a,{AT}\n" * 20_000
    assert mistakes(content)[0].startswith("log, line 2: cannot be cut into cells: field larger")


def test_a_line_without_end_is_refused() -> None:
    (told,) = mistakes("case,action,time\n" + "1" * 2_000_000)
    assert told == "log, line 2: a line of more than 1,000,000 characters"


@pytest.mark.parametrize(
    ("sign", "words"), [("\x01", "signs that are no text"), ("a" * 201, "200")]
)
def test_names_that_could_not_be_kept_are_refused(sign: str, words: str) -> None:
    (told,) = mistakes(f"case,action,time\n1{sign},a,{AT}\n")
    assert words in told


def test_a_long_log_is_sorted_without_looking_through_it_for_each_case() -> None:
    with Log() as log:
        plan = str(log._kept.execute(f"explain query plan {_AS_WRITTEN}").fetchall())
    assert "SEARCH event USING INDEX event_of_case" in plan
