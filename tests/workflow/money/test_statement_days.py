"""Days: the day comes first, and there is such a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.money.statement.cells.days import day
from workflow.money.statement.cells.text import Unreadable

STYLES = ("%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y", "%d.%m.%Y %H:%M:%S", "%Y-%m-%dT%H:%M")


@pytest.mark.parametrize("style", STYLES)
@given(meant=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_back_from_every_style(style: str, meant: date) -> None:
    assert day(meant.strftime(style)) == meant


@pytest.mark.parametrize(
    "written",
    [
        "01.02.2017",
        "1.2.2017",
        "01.02.17",
        "2017-02-01",
        "01/02/2017",
        "01/02/17",
        "01.02.2017 9:05",
        "01.02.2017 23:59:59",
        "01.02.2017\u00a010:15",
        "2017-02-01T10:15:00.123",
        " 01.02.2017\n",
    ],
)
def test_the_day_comes_before_the_month_and_a_time_is_left_out(written: str) -> None:
    assert day(written) == date(2017, 2, 1)


NO_DATE = "cannot be read as a date: write it like 24.03.2017."
NO_DAY = "(the day comes first, then the month): correct the date."


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "The date is empty: write the day on which the money came."),
        ("31.02.2017", f"There is no such day as 31.02.2017 {NO_DAY}"),
        ("29.02.2017", f"There is no such day as 29.02.2017 {NO_DAY}"),
        ("02/13/2017", f"There is no such day as 02/13/2017 {NO_DAY}"),
        ("2017-13-01", f"There is no such day as 2017-13-01 {NO_DAY}"),
        ("00.01.2017", f"There is no such day as 00.01.2017 {NO_DAY}"),
        ("01.02", f"“01.02” {NO_DATE}"),
        ("01.02/2017", f"“01.02/2017” {NO_DATE}"),
        ("01.02.217", f"“01.02.217” {NO_DATE}"),
        ("01.02.0017", f"“01.02.0017” {NO_DATE}"),
        ("20170201", f"“20170201” {NO_DATE}"),
        ("42767", f"“42767” {NO_DATE}"),
        ("1 февраля 2017", f"“1 февраля 2017” {NO_DATE}"),
        ("01.02.2017 вечером", f"“01.02.2017 вечером” {NO_DATE}"),
        ("2017-02-01T23:30Z", f"“2017-02-01T23:30Z” {NO_DATE}"),
    ],
)
def test_day_says_why_it_is_not_read(written: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        day(written)
    assert caught.value.why.in_("en") == reason
