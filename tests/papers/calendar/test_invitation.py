from datetime import UTC, datetime, timedelta, timezone

from icalendar import Calendar

from papers.calendar.invitation import Appointment, invitation

AT = datetime(2026, 3, 9, 19, tzinfo=timezone(timedelta(hours=7)))
WRITTEN = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_any_calendar_program_reads_it() -> None:
    title = "Заседание; совета, 2026-03-09 " * 5
    (event,) = Calendar.from_ical(
        invitation(Appointment("meeting-7@vmeste", title, AT, WRITTEN, "Зал; фонда,\n2-й этаж"))
    ).walk("VEVENT")

    assert (event["UID"], event["SUMMARY"]) == ("meeting-7@vmeste", title)
    assert (event.decoded("DTSTART"), event.decoded("DTSTAMP")) == (AT, WRITTEN)
    assert event["LOCATION"] == "Зал; фонда,\n2-й этаж"


def test_it_is_written_as_calendars_want_it() -> None:
    made = invitation(Appointment("x@vmeste", "Срок: заявка " * 10, AT, WRITTEN))

    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART:20260309T120000Z\r\n" in made
    assert b"LOCATION" not in made
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
