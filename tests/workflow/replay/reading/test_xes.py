from dataclasses import replace

import pytest

from tests.workflow.replay.logs import GIVEN, events, read, xes
from workflow.errors import BadDocument
from workflow.replay.reading import Field

LAUGHS = """\
<?xml version="1.0"?>
<!DOCTYPE log [
<!ENTITY lol "lol">
<!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
]>
<log><trace><string key="concept:name" value="&lol2;"/></trace></log>
"""
OUTSIDE = """\
<!DOCTYPE log [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<log><trace><string key="concept:name" value="1"/>&secret;</trace></log>
"""
PARAMETER = '<!DOCTYPE log [<!ENTITY % far SYSTEM "http://127.0.0.1:1/x.dtd"> %far;]><log/>'
ELSEWHERE = '<!DOCTYPE log SYSTEM "http://127.0.0.1:1/log.dtd"><log/>'
EVENT = (
    '<event><string key="concept:name" value="submit"/>'
    '<date key="time:timestamp" value="2014-03-03T10:00:00+07:00"/></event>'
)


def trace(name: str, inside: str = EVENT) -> str:
    return f'<trace><string key="concept:name" value="{name}"/>{inside}</trace>'


def mistakes(content: str) -> list[str]:
    with pytest.raises(BadDocument) as bad:
        read(content)
    return bad.value.lines


def test_traces_are_cases_and_what_they_tell_is_read() -> None:
    cases = [("1", events("submit", ("comment", "эксперт"))), ("№ 2 & <3>", events("submit"))]
    with read(xes(cases)) as log:
        found = [(name, [(e.activity, e.at, e.role) for e in told]) for name, told in log.cases()]
    assert found == [(name, [(e.activity, e.at, e.role) for e in told]) for name, told in cases]


def test_the_line_of_an_event_is_where_it_begins() -> None:
    with read(xes([("1", events("submit", "comment"))])) as log:
        assert [e.line for _, told in log.cases() for e in told] == [5, 10]


def test_a_group_stands_for_a_role_only_where_there_is_none() -> None:
    group, role = ('<string key="org:group" value="g"/>', '<string key="org:role" value="r"/>')
    both = EVENT.replace("</event>", f"{group}{role}</event>")
    only = EVENT.replace("</event>", f"{group}</event>")
    with read(f"<log>{trace('1', both)}{trace('2', only)}</log>") as log:
        assert [e.role for _, told in log.cases() for e in told] == ["r", "g"]


def test_who_acted_is_not_read() -> None:
    person = EVENT.replace("</event>", '<string key="org:resource" value="Иван"/></event>')
    with read(f"<log>{trace('1', person)}</log>") as log:
        assert "Иван" not in str(list(log.cases()))


def test_attributes_within_attributes_and_globals_are_none_of_the_event() -> None:
    nested = EVENT.replace(
        "</event>",
        '<string key="x" value="y"><string key="org:role" value="inner"/></string></event>',
    )
    declared = '<global scope="event"><string key="concept:name" value="none"/></global>'
    with read(f"<log>{declared}{trace('1', nested)}</log>") as log:
        assert [(e.activity, e.role) for _, told in log.cases() for e in told] == [("submit", None)]


def test_other_prefixes_and_encodings_are_read() -> None:
    prefixed = f"<x:log xmlns:x='http://www.xes-standard.org/'>{trace('дело')}</x:log>".replace(
        "<trace", "<x:trace"
    ).replace("</trace", "</x:trace")
    text = f'<?xml version="1.0" encoding="windows-1251"?>{prefixed}'
    with read(text.encode("cp1251")) as log:
        assert [name for name, _ in log.cases()] == ["дело"]


def test_a_trace_without_events_is_counted() -> None:
    with read(f"<log>{trace('1')}{trace('2', '')}</log>") as log:
        assert (log.without_events(), len(list(log.cases()))) == (1, 1)


def test_every_mistake_is_told_with_its_line() -> None:
    timeless = '<event><string key="concept:name" value="submit"/></event>'
    content = "\n".join(
        ["<log>", trace("1", timeless), trace("2"), trace("2"), EVENT, trace("", ""), "</log>"]
    )
    assert mistakes(content) == [
        "log, line 2, time: is missing",
        "log, line 4, case: 2 is in line 3 already: one case, one trace",
        "log, line 5, event: stands in no trace: it belongs to no case",
        "log, line 6, case: is missing",
    ]


@pytest.mark.parametrize("hostile", [LAUGHS, OUTSIDE, PARAMETER, ELSEWHERE])
def test_a_document_type_is_refused_before_anything_unfolds_or_is_fetched(hostile: str) -> None:
    (told,) = mistakes(hostile)
    assert told.endswith("an event log declares no document type; remove <!DOCTYPE …>")


def test_an_entity_without_a_document_type_is_no_xml() -> None:
    (told,) = mistakes("<log>&lol;</log>")
    assert told == "log, line 1: not readable as XML: undefined entity"


def test_what_is_nested_too_deep_is_refused() -> None:
    (told,) = mistakes("<log>" * 100_000)
    assert told == "log, line 1: more than 50 elements within each other"


def test_a_value_without_end_is_refused() -> None:
    (told,) = mistakes('<log><trace><string key="concept:name" value="' + "a" * 6_000_000)
    assert told == "log, line 1: one value is longer than 4,194,304 bytes"


def test_another_xml_is_refused() -> None:
    (told,) = mistakes("<html><body/></html>")
    assert told == "log, line 1: this is no event log: it begins with <html>, not <log>"


@pytest.mark.parametrize("cut", [20, 100, 200])
def test_a_log_that_was_cut_short_is_refused_whole(cut: int) -> None:
    (told,) = mistakes(xes([("1", events("submit", "comment"))])[:-cut])
    assert "not readable as XML" in told


def test_attributes_called_otherwise_are_named() -> None:
    content = f"<log>{trace('1', EVENT.replace('concept:name', 'activity'))}</log>"
    assert mistakes(content) == ["log, line 1, action: is missing"]
    with read(content, replace(GIVEN, columns={Field.ACTION: "activity"})) as log:
        assert dict(log.activities()) == {"submit": 1}
