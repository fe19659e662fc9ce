from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Appointment:
    """A moment to keep in mind."""

    uid: str
    """Stays the same when the moment changes, so that a calendar moves what it has."""
    title: str
    at: datetime
    written_at: datetime
    """Of two with the same `uid`, the one written later holds."""
    place: str = ""


def invitation(appointment: Appointment) -> bytes:
    """The appointment as any calendar program opens it (RFC 5545)."""
    event = Event()
    event.add("uid", appointment.uid)
    event.add("summary", appointment.title)
    event.add("dtstart", appointment.at.astimezone(UTC))
    event.add("dtstamp", appointment.written_at.astimezone(UTC))
    if appointment.place:
        event.add("location", appointment.place)
    calendar = Calendar()
    calendar.add("prodid", "-//Vmeste//Vmeste//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
