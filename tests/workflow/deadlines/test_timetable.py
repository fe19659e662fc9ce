"""How a programme counts time. National calendars are real; the days stand in the law."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.deadlines.timetable import Timetable
from workflow.lifecycles.document import Due, Wait

BERDSK = Timetable(
    "Asia/Novosibirsk",
    "RU",
    transfers={date(2017, 4, 15): True, date(2017, 4, 17): False},
    stages={"proposals": (date(2017, 3, 1), date(2017, 3, 31))},
)
BERLIN = Timetable("Europe/Berlin", "DE")

DAYS = st.dates(date(2016, 1, 1), date(2018, 12, 31))
MOMENTS = st.datetimes(datetime(2016, 1, 1), datetime(2018, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "reached"),
    [
        ("2017-03-13", 0, "2017-03-13"),
        ("2017-03-13", 1, "2017-03-14"),
        ("2017-03-13", 4, "2017-03-17"),
        ("2017-03-13", 5, "2017-03-20"),
        ("2017-03-17", 1, "2017-03-20"),
        ("2017-03-18", 1, "2017-03-20"),
        ("2017-03-19", 5, "2017-03-24"),
        ("2016-12-29", 1, "2016-12-30"),
        ("2016-12-30", 1, "2017-01-09"),
        ("2016-12-29", 5, "2017-01-12"),
        ("2017-02-22", 1, "2017-02-27"),
        ("2017-02-21", 2, "2017-02-27"),
        ("2017-05-05", 1, "2017-05-10"),
        ("2017-05-08", 1, "2017-05-10"),
        ("2017-11-03", 1, "2017-11-07"),
        ("2018-04-27", 1, "2018-04-28"),
        ("2018-04-28", 1, "2018-05-03"),
        ("2017-04-14", 1, "2017-04-15"),
        ("2017-04-15", 1, "2017-04-18"),
        ("2017-04-14", 2, "2017-04-18"),
    ],
    ids=lambda value: str(value),
)
def test_add_working_days_skips_what_is_off(start: str, count: int, reached: str) -> None:
    assert BERDSK.add_working_days(day(start), count) == day(reached)


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("2017-02-23", False),  # Defender of the Fatherland
        ("2017-02-24", False),  # instead of Sunday, 1 January
        ("2017-05-08", False),  # instead of Saturday, 7 January
        ("2016-02-20", True),  # a Saturday, instead of Monday, 22 February
        ("2016-02-22", False),
        ("2017-04-15", True),  # the programme's own list
        ("2017-04-17", False),
        ("2017-04-22", False),
        ("2017-04-24", True),
    ],
)
def test_is_working_knows_transferred_days(text: str, working: bool) -> None:
    assert BERDSK.is_working(day(text)) is working


def test_a_transfer_of_one_programme_does_not_concern_another() -> None:
    other = Timetable("Asia/Novosibirsk", "RU")
    assert [other.is_working(day(text)) for text in ("2017-04-15", "2017-04-17")] == [False, True]


@pytest.mark.parametrize(
    ("due", "entered", "reached"),
    [
        ({"days": 3}, "2017-03-17 05:00", "2017-03-20 11:00"),
        ({"days": 1}, "2017-03-17 05:00", "2017-03-18 11:00"),
        ({"days": 10}, "2016-12-25 05:00", "2017-01-04 11:00"),
        ({"days": 1, "at": "00:00"}, "2017-03-17 05:00", "2017-03-17 17:00"),
        ({"days": 1, "at": "23:59"}, "2017-03-17 05:00", "2017-03-18 16:59"),
        ({"days": 1}, "2017-03-17 16:59", "2017-03-18 11:00"),
        ({"days": 1}, "2017-03-17 17:00", "2017-03-19 11:00"),
        ({"days": 1}, "2016-07-22 05:00", "2016-07-23 12:00"),
        ({"days": 2}, "2016-07-22 05:00", "2016-07-24 11:00"),
        ({"working_days": 1}, "2017-03-17 05:00", "2017-03-20 11:00"),
        ({"working_days": 1}, "2017-03-19 17:30", "2017-03-21 11:00"),
        ({"working_days": 1}, "2016-12-30 05:00", "2017-01-09 11:00"),
        ({"working_days": 2, "at": "09:30"}, "2017-02-21 05:00", "2017-02-27 02:30"),
        ({"working_days": 1}, "2017-05-05 05:00", "2017-05-10 11:00"),
        ({"working_days": 1}, "2017-04-14 05:00", "2017-04-15 11:00"),
        ({"end_of": "proposals"}, "2017-03-17 05:00", "2017-03-31 11:00"),
        ({"end_of": "proposals", "at": "12:00"}, "2017-03-17 05:00", "2017-03-31 05:00"),
        ({"end_of": "proposals"}, "2017-04-17 05:00", "2017-03-31 11:00"),
        ({"end_of": "proposals", "at_least": 5}, "2017-03-20 05:00", "2017-03-31 11:00"),
        ({"end_of": "proposals", "at_least": 5}, "2017-03-24 05:00", "2017-03-31 11:00"),
        ({"end_of": "proposals", "at_least": 5}, "2017-03-29 05:00", "2017-04-05 11:00"),
        ({"end_of": "proposals", "at_least": 5}, "2017-05-05 05:00", "2017-05-16 11:00"),
    ],
    ids=lambda value: str(value),
)
def test_due_at_counts_from_the_day_there(due: dict[str, Any], entered: str, reached: str) -> None:
    assert BERDSK.due_at(Due(**due), utc(entered)) == utc(reached)


def test_due_at_takes_a_moment_of_the_subject_as_it_is() -> None:
    moment = utc("2017-03-31 10:11:12")
    assert BERDSK.due_at(Due(field="closes_at", at="18:00"), utc("2017-03-17"), moment) is moment


@pytest.mark.parametrize(
    ("due", "given", "reached"),
    [
        ({}, "2017-03-31", "2017-03-31 11:00"),
        ({"at": "09:00"}, "2017-03-31", "2017-03-31 02:00"),
        ({"days": 3}, "2017-03-31", "2017-04-03 11:00"),
        ({"working_days": 10}, "2017-03-31", "2017-04-14 11:00"),
        ({"working_days": 1}, "2017-04-14", "2017-04-15 11:00"),
        ({"working_days": 1, "at_least": 5}, "2017-03-10", "2017-03-24 11:00"),
        ({"working_days": 10, "at_least": 5}, "2017-03-31", "2017-04-14 11:00"),
        ({"at_least": 5}, "2017-01-01", "2017-03-24 11:00"),
    ],
    ids=lambda value: str(value),
)
def test_due_at_counts_from_a_day_of_the_subjects_own(
    due: dict[str, Any], given: str, reached: str
) -> None:
    """It was entered on Friday, the seventeenth of March."""
    entered = utc("2017-03-17 05:00")

    assert BERDSK.due_at(Due(field="ends_on", **due), entered, day(given)) == utc(reached)


def test_due_at_counts_from_the_day_of_a_moment_of_the_subjects_own() -> None:
    moment = utc("2017-03-31 17:30")  # the first of April there
    due = Due(field="closes_at", days=1)

    assert BERDSK.due_at(due, utc("2017-03-17"), moment) == utc("2017-04-02 11:00")


@pytest.mark.parametrize(
    ("timetable", "text", "clock", "moment"),
    [
        (BERDSK, "2016-07-23", time(18), "2016-07-23 12:00"),
        (BERDSK, "2016-07-24", time(1, 59), "2016-07-23 19:59"),
        (BERDSK, "2016-07-24", time(2, 30), "2016-07-23 20:30"),  # skipped: 03:30 by the new time
        (BERDSK, "2016-07-24", time(3), "2016-07-23 20:00"),
        (BERDSK, "2016-07-24", time(18), "2016-07-24 11:00"),
        (BERDSK, "2017-01-01", time(0), "2016-12-31 17:00"),
        (BERLIN, "2017-03-26", time(1, 59), "2017-03-26 00:59"),
        (BERLIN, "2017-03-26", time(2, 30), "2017-03-26 01:30"),  # skipped: 03:30 in summer
        (BERLIN, "2017-03-26", time(3), "2017-03-26 01:00"),
        (BERLIN, "2017-10-29", time(2, 30), "2017-10-29 00:30"),  # twice: the first, in summer
        (BERLIN, "2017-10-29", time(3), "2017-10-29 02:00"),
    ],
)
def test_at_is_the_time_of_day_there(
    timetable: Timetable, text: str, clock: time, moment: str
) -> None:
    at = timetable.at(day(text), clock)
    assert (at, at.utcoffset()) == (utc(moment), timedelta(0))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2016-07-23 17:59", "2016-07-23"),
        ("2016-07-23 18:00", "2016-07-24"),
        ("2016-07-24 16:59", "2016-07-24"),
        ("2016-07-24 17:00", "2016-07-25"),
        ("2016-12-31 16:59", "2016-12-31"),
        ("2016-12-31 17:00", "2017-01-01"),
    ],
)
def test_local_day_turns_at_midnight_there(moment: str, text: str) -> None:
    assert BERDSK.local_day(utc(moment)) == day(text)


@pytest.mark.parametrize(
    ("due", "days", "entered", "moments"),
    [
        ("2017-03-31 11:00", (), "2017-03-01", []),
        ("2017-03-31 11:00", (1,), "2017-03-01", ["2017-03-30 02:00"]),
        ("2017-03-31 11:00", (1, 7), "2017-03-01", ["2017-03-24 02:00", "2017-03-30 02:00"]),
        ("2017-03-31 11:00", (7, 1, 7), "2017-03-01", ["2017-03-24 02:00", "2017-03-30 02:00"]),
        ("2017-03-31 11:00", (7, 1), "2017-03-24 02:00", ["2017-03-30 02:00"]),
        ("2017-03-31 11:00", (7, 1), "2017-03-24 01:59", ["2017-03-24 02:00", "2017-03-30 02:00"]),
        ("2017-03-31 11:00", (7, 1), "2017-03-30 05:00", []),
        ("2017-01-02 11:00", (3,), "2016-12-01", ["2016-12-30 02:00"]),
        ("2016-07-25 11:00", (1, 2), "2016-07-01", ["2016-07-23 03:00", "2016-07-24 02:00"]),
    ],
    ids=lambda value: str(value),
)
def test_reminders_go_out_at_nine_some_days_before(
    due: str, days: tuple[int, ...], entered: str, moments: list[str]
) -> None:
    expected = [utc(moment) for moment in moments]
    assert BERDSK.reminders(utc(due), days, utc(entered)) == expected


@pytest.mark.parametrize(
    ("due", "due_at", "paused", "resumed", "reached"),
    [
        ({"working_days": 10}, "2017-03-31 11:00", "2017-03-20 05:00", "2017-03-27 05:00", "04-07"),
        # over a week-end, a long holiday, the year's end
        ({"working_days": 3}, "2017-03-22 11:00", "2017-03-21 05:00", "2017-03-24 05:00", "03-27"),
        ({"working_days": 3}, "2017-05-03 11:00", "2017-05-02 05:00", "2017-05-05 05:00", "05-10"),
        ({"working_days": 5}, "2016-12-30 11:00", "2016-12-28 05:00", "2017-01-03 05:00", "01-10"),
        # paused on the very day: that day is over, at_least gives some
        ({"working_days": 5}, "2017-03-22 11:00", "2017-03-22 05:00", "2017-03-24 05:00", "03-24"),
        (
            {"working_days": 5, "at_least": 3},
            "2017-03-22 11:00",
            "2017-03-22 05:00",
            "2017-03-24 05:00",
            "03-29",
        ),
        ({"days": 10}, "2017-03-31 11:00", "2017-03-20 05:00", "2017-03-27 05:00", "04-07"),
        ({"days": 10}, "2017-03-20 11:00", "2017-03-20 15:00", "2017-03-27 05:00", "03-27"),
    ],
    ids=lambda value: str(value),
)
def test_resumed_has_as_many_days_left_as_when_it_was_paused(
    due: dict[str, Any], due_at: str, paused: str, resumed: str, reached: str
) -> None:
    at = BERDSK.resumed(Due(**due), utc(due_at), utc(paused), utc(resumed))

    assert f"{at:%m-%d %H:%M}" == f"{reached} 11:00"


def test_a_pause_over_a_change_of_the_clocks_keeps_the_time_of_day() -> None:
    due = Due(days=5, at="18:00")

    at = BERDSK.resumed(due, utc("2016-07-22 12:00"), utc("2016-07-20"), utc("2016-07-23"))

    assert at == utc("2016-07-25 11:00")  # seven hours ahead now, not six


@pytest.mark.parametrize(
    ("wait", "moment", "reached"),
    [
        ({"days": 2}, "2017-03-17 11:00", "2017-03-19 11:00"),
        ({"working_days": 2}, "2017-03-17 11:00", "2017-03-21 11:00"),
        ({"working_days": 1}, "2016-12-30 11:00", "2017-01-09 11:00"),
        ({"days": 1}, "2016-07-23 12:00", "2016-07-24 11:00"),
        ({"days": 1}, "2017-03-17 17:30", "2017-03-19 11:00"),  # it is the next day there
    ],
    ids=lambda value: str(value),
)
def test_after_waits_whole_days_to_a_time_of_day(
    wait: dict[str, int], moment: str, reached: str
) -> None:
    assert BERDSK.after(Wait(**wait), utc(moment), time(18)) == utc(reached)


NIGHT = (time(21), time(8))


@pytest.mark.parametrize(
    ("quiet", "moment", "goes"),
    [
        (NIGHT, "2017-03-17 12:00", "2017-03-17 12:00"),  # seven in the evening there
        (NIGHT, "2017-03-17 13:59", "2017-03-17 13:59"),
        (NIGHT, "2017-03-17 14:00", "2017-03-18 01:00"),
        (NIGHT, "2017-03-17 17:00", "2017-03-18 01:00"),  # midnight
        (NIGHT, "2017-03-17 00:59", "2017-03-17 01:00"),
        (NIGHT, "2017-03-17 01:00", "2017-03-17 01:00"),
        ((time(12), time(14)), "2017-03-17 06:00", "2017-03-17 07:00"),
        ((time(12), time(14)), "2017-03-17 07:00", "2017-03-17 07:00"),
        ((time(0), time(0)), "2017-03-17 17:00", "2017-03-17 17:00"),
        (NIGHT, "2016-07-23 19:30", "2016-07-24 01:00"),  # the night in which the clocks change
    ],
    ids=lambda value: str(value),
)
def test_waking_is_the_end_of_the_quiet_hours(
    quiet: tuple[time, time], moment: str, goes: str
) -> None:
    assert replace(BERDSK, quiet=quiet).waking(utc(moment)) == utc(goes)


@given(st.sampled_from([BERDSK, BERLIN]), MOMENTS, st.times(), st.times())
def test_waking_is_never_in_quiet_hours_and_never_a_day_late(
    timetable: Timetable, moment: datetime, begins: time, ends: time
) -> None:
    timetable = replace(timetable, quiet=(begins, ends))

    goes = timetable.waking(moment)

    assert timedelta(0) <= goes - moment <= timedelta(hours=25)
    assert timetable.waking(goes) == goes


@pytest.mark.parametrize(
    ("moment", "latest"),
    [
        ("2017-03-17 02:29", "2017-03-16 02:30"),
        ("2017-03-17 02:30", "2017-03-17 02:30"),
        ("2017-03-17 16:59", "2017-03-17 02:30"),
        ("2017-03-17 17:00", "2017-03-17 02:30"),
        ("2016-07-24 02:29", "2016-07-23 03:30"),
    ],
)
def test_the_latest_digest_is_of_this_morning_or_of_the_last(moment: str, latest: str) -> None:
    assert BERDSK.latest_digest(utc(moment)) == utc(latest)


@settings(deadline=None)
@given(DAYS, st.integers(1, 40))
def test_adding_working_days_counts_exactly_the_working_ones(start: date, count: int) -> None:
    reached = BERDSK.add_working_days(start, count)
    after = [start + timedelta(days=n + 1) for n in range((reached - start).days)]
    assert BERDSK.is_working(reached)
    assert [BERDSK.is_working(one) for one in after].count(True) == count


@settings(deadline=None)
@given(DAYS, st.integers(0, 40))
def test_one_more_working_day_is_always_later(start: date, count: int) -> None:
    assert BERDSK.add_working_days(start, count) < BERDSK.add_working_days(start, count + 1)


@settings(deadline=None)
@given(st.sampled_from([BERDSK, BERLIN]), DAYS, st.times())
def test_a_time_of_day_is_on_that_day_there(timetable: Timetable, text: date, clock: time) -> None:
    assert timetable.local_day(timetable.at(text, clock)) == text


@settings(deadline=None)
@given(
    st.sampled_from([BERDSK, BERLIN]),
    MOMENTS,
    st.timedeltas(timedelta(0), timedelta(days=60)),
    st.lists(st.integers(1, 90)).map(tuple),
)
def test_reminders_lie_between_opening_and_due_and_are_in_order(
    timetable: Timetable, entered: datetime, length: timedelta, days: tuple[int, ...]
) -> None:
    due = entered + length
    reminders = timetable.reminders(due, days, entered)
    assert reminders == sorted(set(reminders))
    assert [moment for moment in reminders if not entered < moment < due] == []
    assert {moment.astimezone(timetable.zone).time() for moment in reminders} <= {time(9)}
