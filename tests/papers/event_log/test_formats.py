"""Both formats: valid, whole, and the same in as out, whatever people write."""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Programme, Text
from papers.event_log.ocel import Types, write_ocel
from papers.event_log.xes import write_xes
from papers.typography import printable
from tests.event_logs import KNOWN, TELLING, cases, lived, ocel, xes
from tests.make import Competition
from tests.papers.event_log.checks import loaded, ocel_mistakes, xes_mistakes
from tests.papers.samples import HOSTILE
from workflow.deadlines.timetable import Timetable
from workflow.event_log.logged import Attribute, LoggedEvent, LoggedObject, Place, Telling, Trace
from workflow.event_log.scope import Scope

pytestmark = pytest.mark.long

EVERYTHING = Telling("ru", KNOWN, comments=True, scores=True, money=True, hashes=True)
AT = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=7)))
SCOPE = Scope(
    Programme(code="small", title=Text(ru="«Малая» <программа> & друзья"), time_zone="Asia/Tomsk"),
    Timetable("Asia/Tomsk", "RU"),
)
TOUCHED = [("initiative/1-01", "subject")]
OBJECT = LoggedObject("initiative/1-01", "initiative", [], [])


def event(**given: Any) -> LoggedEvent:
    known: dict[str, Any] = {
        "initiative_id": 1,
        "kind": "initiative",
        "code": "1-01",
        "sequence": 1,
        "action": "submit",
        "title": "Подать",
        "at": AT,
        "from_state": "proposal",
        "to_state": "expert_review",
        "resource": "p-0000000000000000",
        "role": "leader",
        "group": "leader",
        "actor_id": 1,
        "on_behalf_of": None,
        "follows_from": None,
        "remark": None,
        "hours_late": None,
        "lifecycle": "a" * 64,
        "further": {},
        "place": Place("1-01", "1", None, None),
    }
    return LoggedEvent(**known | given)


def written_xes(*events: LoggedEvent, further: Mapping[str, Any] | None = None) -> bytes:
    file = BytesIO()
    trace = Trace("1-01", "1", "expert_review", None, further or {}, iter(events))
    write_xes(file, iter([trace]), SCOPE, TELLING)
    return file.getvalue()


def written_ocel(*events: LoggedEvent, **further: type) -> Any:
    file = BytesIO()
    types = Types(["initiative.submit"], {"initiative": {"state": str, "requested": int}}, further)
    write_ocel(file, types, iter([OBJECT]), ((each, TOUCHED) for each in events))
    return loaded(file.getvalue())


@pytest.fixture
def completed(competition: Competition) -> Competition:
    lived(competition)
    return competition


@pytest.mark.parametrize("telling", [TELLING, EVERYTHING], ids=["silent", "everything"])
@pytest.mark.parametrize("only_initiatives", [False, True])
def test_logs_are_valid(completed: Competition, telling: Telling, only_initiatives: bool) -> None:
    asked: dict[str, Any] = {"telling": telling, "only_initiatives": only_initiatives}

    assert xes_mistakes(xes(completed, **asked)) == []
    assert ocel_mistakes(ocel(completed, **asked)) == []


@pytest.mark.parametrize("which", ["district", "other_district"])
def test_logs_of_a_part_are_valid(completed: Competition, which: str) -> None:
    part: dict[str, Any] = {"district": getattr(completed, which)}

    assert xes_mistakes(xes(completed, **part)) == []
    assert ocel_mistakes(ocel(completed, **part)) == []


def test_logs_of_every_evening_are_valid(completed: Competition) -> None:
    """Wherever a period is cut, nothing refers to what is not in it."""
    last = completed.now.date()
    for days in range(8):
        evening = last - timedelta(days=days)
        assert xes_mistakes(xes(completed, until=evening)) == []
        assert ocel_mistakes(ocel(completed, until=evening)) == []
        assert ocel_mistakes(ocel(completed, since=evening)) == []


def test_a_log_without_anything_is_valid(competition: Competition) -> None:
    assert xes_mistakes(xes(competition)) == []
    assert ocel_mistakes(ocel(competition, only_initiatives=True)) == []


def test_the_same_histories_make_the_same_bytes(completed: Competition) -> None:
    assert xes(completed) == xes(completed)
    assert ocel(completed) == ocel(completed)


def test_both_formats_tell_the_same(completed: Competition) -> None:
    by_case = {
        (e["concept:instance"], e["vmeste:sequence"]): (
            e["time:timestamp"],
            e["org:resource"],
            e["vmeste:to_state"],
        )
        for case in cases(xes(completed)).values()
        for e in case.events
    }
    by_object: dict[tuple[str, int], tuple[datetime, str, str]] = {}
    for each in ocel(completed)["events"]:
        told = {a["name"]: a["value"] for a in each["attributes"]}
        if told["kind"] not in ("meeting", "enrolment"):
            place = each["id"].rpartition("#")[0], int(told["sequence"])
            at = datetime.fromisoformat(each["time"])
            by_object[place] = at, told["resource"], told["to_state"]

    assert by_case == by_object


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_out_as_they_went_in(text: str) -> None:
    told = event(further={"text_reason": text})

    written = written_xes(told, further={"initiative_title": text})
    log = written_ocel(told, text_reason=str)

    assert xes_mistakes(written) == []
    assert ocel_mistakes(log) == []
    case = cases(written)["1-01"]
    assert case.attributes["vmeste:initiative_title"] == printable(text)
    assert case.of("submit")["vmeste:text_reason"] == printable(text)
    assert log["events"][0]["attributes"][-1] == {"name": "text_reason", "value": printable(text)}


anything = st.text(st.characters(codec=None), max_size=60)
moments = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n))),
)


@given(
    st.lists(
        st.builds(
            event,
            title=anything,
            at=moments,
            sequence=st.integers(1, 2**31),
            hours_late=st.none() | st.integers(0, 10**6),
            remark=st.sampled_from([None, "late", "overridden", "by_hand"]),
            role=st.none() | st.just("leader"),
            further=st.dictionaries(st.sampled_from(["text_reason", "text_news"]), anything),
        ),
        max_size=5,
        unique_by=lambda each: each.sequence,
    )
)
def test_what_is_written_is_read_back(events: list[LoggedEvent]) -> None:
    events.sort(key=lambda each: each.at)
    written = written_xes(event(), *events)
    log = written_ocel(*events, text_reason=str, text_news=str)

    assert xes_mistakes(written) == []
    read = cases(written)["1-01"].events[1:]
    assert [_told(each) for each in events] == [
        (e["vmeste:title"], e["time:timestamp"], e["vmeste:sequence"], e.get("vmeste:hours_late"))
        for e in read
    ]
    assert [_told(each) for each in events] == list(_read(log))


def _told(each: LoggedEvent) -> tuple[Any, ...]:
    """As precise as a log is."""
    at = each.at.replace(microsecond=each.at.microsecond // 1000 * 1000)
    return printable(each.title), at, each.sequence, each.hours_late


def _read(log: Any) -> Iterator[tuple[Any, ...]]:
    for each in log["events"]:
        told = {a["name"]: a["value"] for a in each["attributes"]}
        late = told.get("hours_late")
        yield (
            told["title"],
            datetime.fromisoformat(each["time"]),
            int(told["sequence"]),
            None if late is None else int(late),
        )


def test_what_was_always_so_has_the_standards_first_moment() -> None:
    file = BytesIO()
    told = replace(
        OBJECT, attributes=[Attribute("requested", 5), Attribute("state", "proposal", AT)]
    )
    write_ocel(file, Types([], {"initiative": {"state": str, "requested": int}}), [told], [])

    (found,) = json.loads(file.getvalue())["objects"]

    assert found["attributes"] == [
        {"name": "requested", "value": "5", "time": "1970-01-01T00:00:00Z"},
        {"name": "state", "value": "proposal", "time": "2026-03-02T12:00:00.000+07:00"},
    ]


def test_a_time_in_utc_has_its_offset_too() -> None:
    written = written_xes(event(at=datetime(2026, 3, 2, tzinfo=UTC)))

    assert b'"2026-03-02T00:00:00.000+00:00"' in written


BROKEN = {
    "an id twice": lambda log: log["events"].append(copy.deepcopy(log["events"][-1])),
    "no such object": lambda log: log["events"][0]["relationships"].append(
        {"objectId": "initiative/9", "qualifier": "about"}
    ),
    "nothing touched": lambda log: log["events"][0].update(relationships=[]),
    "a type that is not declared": lambda log: log["events"][0].update(type="x"),
    "an attribute that is not declared": lambda log: log["events"][0]["attributes"].append(
        {"name": "x", "value": "1"}
    ),
    "a number as a number": lambda log: log["events"][0]["attributes"].append(
        {"name": "hours_late", "value": 1}
    ),
    "a time without an offset": lambda log: log["events"][0].update(time="2026-03-02T12:00:00"),
    "out of order": lambda log: log["events"].reverse(),
    "an object's type": lambda log: log["objects"][0].update(type="x"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_checks_find(competition: Competition, what: str) -> None:
    """The checks of the tests see what they are for."""
    competition.later(days=1)
    competition.at("expert_review")
    log = ocel(competition)
    assert ocel_mistakes(log) == []

    BROKEN[what](log)

    assert ocel_mistakes(log) != []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"+07:00", b""),
        (b'key="org:resource"', b'key="other:resource"'),
        (b'xes.version="2.0"', b""),
        (b'<int key="vmeste:sequence" value="1"', b'<int key="vmeste:sequence" value="one"'),
        (b'keys="concept:name"', b'keys="concept:nothing"'),
    ],
)
def test_the_checks_of_xes_find(right: bytes, wrong: bytes) -> None:
    written = written_xes(event())
    assert right in written
    assert xes_mistakes(written) == []

    assert xes_mistakes(written.replace(right, wrong)) != []
