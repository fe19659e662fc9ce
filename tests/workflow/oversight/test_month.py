from datetime import UTC, date, datetime

import pytest

from workflow.deadlines.timetable import Timetable
from workflow.errors import Refusal
from workflow.oversight.month import Month

BERDSK = Timetable("Asia/Novosibirsk", "RU")


def test_month_begins_and_ends_where_the_programme_is() -> None:
    since, until = Month(2017, 5).span(BERDSK)

    assert since == datetime(2017, 4, 30, 17, tzinfo=UTC)
    assert until == datetime(2017, 5, 31, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "before", "after", "last"),
    [
        (Month(2017, 5), Month(2017, 4), Month(2017, 6), date(2017, 5, 31)),
        (Month(2017, 1), Month(2016, 12), Month(2017, 2), date(2017, 1, 31)),
        (Month(2016, 12), Month(2016, 11), Month(2017, 1), date(2016, 12, 31)),
        (Month(2016, 2), Month(2016, 1), Month(2016, 3), date(2016, 2, 29)),
    ],
)
def test_month_knows_its_neighbours(month: Month, before: Month, after: Month, last: date) -> None:
    assert (month.before, month.after, month.last) == (before, after, last)


def test_month_is_read_as_it_is_written() -> None:
    assert Month.parse(" 2017-05 ") == Month(2017, 5)
    assert str(Month(2017, 5)) == "2017-05"


@pytest.mark.parametrize("written", ["2017-13", "2017-5", "05.2017", "0000-01", "", "2017-05-01"])
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        Month.parse(written)
    assert "2017-05" in str(refused.value)


def test_month_has_a_title_in_both_languages() -> None:
    assert Month(2017, 5).title.ru == "май 2017 г."
    assert Month(2017, 5).title.in_("en") == "May 2017"


def test_report_is_made_on_the_morning_after() -> None:
    assert Month(2017, 5).reported_at(BERDSK) == datetime(2017, 6, 1, 2, tzinfo=UTC)
