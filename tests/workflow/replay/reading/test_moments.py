from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.workflow.replay.logs import NOW, THERE
from workflow.replay.reading.moments import moment

TEN = datetime(2014, 3, 4, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2014-03-04T15:30:00+07:00",
        "2014-03-04T15:30:00.000+07:00",
        "2014-03-04T08:30Z",
        "2014-03-04 15:30",
        "2014-03-04T15:30:00",
        "04.03.2014 15:30",
        "4.3.2014 15:30:00",
        "04.03.2014, 15:30",
        " 04.03.2014  15:30 ",
    ],
)
def test_a_time_is_read_however_it_is_written(written: str) -> None:
    assert moment(written, THERE, NOW) == TEN


def test_a_day_without_a_time_begins_at_midnight() -> None:
    midnight = datetime(2014, 3, 3, 17, tzinfo=UTC)
    assert moment("04.03.2014", THERE, NOW) == moment("2014-03-04", THERE, NOW) == midnight


def test_an_offset_of_its_own_is_kept() -> None:
    assert moment("2014-03-04T15:30+07:00", None, NOW).isoformat() == "2014-03-04T15:30:00+07:00"


def test_of_a_time_that_came_twice_the_first_is_meant() -> None:
    twice = moment("26.10.2014 01:30", ZoneInfo("Europe/Moscow"), NOW)
    assert twice == datetime(2014, 10, 25, 21, 30, tzinfo=UTC)


def test_a_time_without_an_offset_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="has no offset: say where it is"):
        moment("04.03.2014 15:30", None, NOW)


@pytest.mark.parametrize(
    "written",
    ["yesterday", "31.02.2014", "2014-13-01", "04.03.14", "03/04/2014", "04.03.2014 25:00"],
)
def test_what_is_no_time_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match="cannot be read as a time"):
        moment(written, THERE, NOW)


@pytest.mark.parametrize("written", ["01.01.1969", "2026-03-02T12:00:01Z", "31.12.9999 23:59"])
def test_nothing_happened_before_computers_or_in_the_future(written: str) -> None:
    with pytest.raises(ValueError, match="cannot be when it happened"):
        moment(written, THERE, NOW)
