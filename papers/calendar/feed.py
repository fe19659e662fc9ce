"""An agenda as the bytes of a feed. The same agenda makes the same bytes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from models import CalendarStage, EventState, Meeting, Programme, ProgrammeEvent
from models.text import Language
from papers.calendar import identity, phrases
from papers.calendar.description import description, summary
from papers.typography import one_line, printable, say
from workflow.deadlines.calendar import Agenda
from workflow.deadlines.register import OpenDeadline
from workflow.life.titles import EVENT_KINDS

SHOWN = timedelta(minutes=30)
"""A deadline is the end of half an hour, so that it stands on its day and nothing follows it."""
SITTING = timedelta(hours=2)
"""How long a meeting is taken to be: nobody knows before."""
DAY_BEFORE = timedelta(days=-1)
REFRESH = timedelta(hours=1)


def person_feed(agenda: Agenda, language: Language) -> bytes:
    """What a person answers for and the meetings they come to."""
    titles = ", ".join(programme.title.in_(language) for programme in _programmes(agenda))
    name = say(phrases.OWN, language, programmes=titles)
    return _feed(agenda, name if titles else phrases.OWN_ALONE.in_(language), language)


def programme_feed(agenda: Agenda, language: Language) -> bytes:
    """All that has its day in a programme. It names nobody."""
    (programme,) = agenda.programmes.values()
    title = programme.title.in_(language)
    return _feed(agenda, say(phrases.OF_PROGRAMME, language, programme=title), language)


def _feed(agenda: Agenda, name: str, language: Language) -> bytes:
    feed = Calendar()
    feed.add("prodid", "-//Vmeste//Calendars//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    for property_ in ("name", "x-wr-calname"):
        feed.add(property_, one_line(name))
    feed.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "PT1H")
    for event in _events(agenda, language):
        feed.add_component(event)
    return bytes(feed.to_ical())


def _events(agenda: Agenda, language: Language) -> Iterator[Event]:
    for deadline in agenda.deadlines:
        programme = agenda.programmes[deadline.deadline.subject.programme_id]
        yield _deadline(programme, deadline, language)
    for meeting in agenda.meetings:
        yield _meeting(agenda.programmes[meeting.programme_id], meeting, language)
    for programme in _programmes(agenda):
        yield from (_event(programme, event, language) for event in agenda.events)
        yield from (_stage(programme, stage, language) for stage in agenda.stages)


def _deadline(programme: Programme, line: OpenDeadline, language: Language) -> Event:
    deadline, subject = line.deadline, line.deadline.subject
    event = _new(
        identity.of_deadline(programme, deadline),
        summary(line, language),
        subject.changed_at,
        subject.version - deadline.opened_by,
    )
    event.add("created", deadline.opened_at)
    event.add("dtstart", deadline.due_at - SHOWN)
    event.add("dtend", deadline.due_at)
    event.add("transp", "TRANSPARENT")
    event.add("description", printable(description(line, language)))
    _remind(event, language)
    return event


def _meeting(programme: Programme, meeting: Meeting, language: Language) -> Event:
    is_cancelled = meeting.state == "cancelled"
    event = _new(
        identity.of_meeting(programme, meeting),
        _unless_cancelled(phrases.MEETING.in_(language), is_cancelled, language),
        meeting.changed_at,
        meeting.version,
    )
    event.add("dtstart", meeting.held_at)
    event.add("dtend", meeting.held_at + SITTING)
    event.add("location", one_line(meeting.place))
    event.add("description", programme.title.in_(language))
    event.add("transp", "TRANSPARENT" if is_cancelled else "OPAQUE")
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if not is_cancelled:
        _remind(event, language)
    return event


def _event(programme: Programme, held: ProgrammeEvent, language: Language) -> Event:
    is_cancelled = held.state == EventState.CANCELLED
    kind = EVENT_KINDS[held.kind].in_(language).capitalize()
    title = say(phrases.EVENT, language, kind=kind, title=held.title)
    words = _unless_cancelled(title, is_cancelled, language)
    event = _all_day(programme, ("event", held.code), words, held.starts_on, held.ends_on)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if held.place:
        event.add("location", one_line(held.place))
    return event


def _stage(programme: Programme, stage: CalendarStage, language: Language) -> Event:
    title = say(phrases.STAGE, language, title=stage.title.in_(language))
    return _all_day(programme, ("stage", stage.code), title, stage.starts_on, stage.ends_on)


def _all_day(
    programme: Programme, what: tuple[str, str], title: str, first: date, last: date
) -> Event:
    """Nothing says when it was last changed: programs that subscribe take the feed as it is."""
    stamp = datetime.combine(programme.starts_on, time(), UTC)
    event = _new(identity.uid(programme, *what), title, stamp, 0)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _new(uid: str, title: str, changed_at: datetime, sequence: int) -> Event:
    """An event that programs recognise when it comes again, and as newer when it has changed."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", sequence)
    event.add("summary", one_line(title))
    return event


def _remind(event: Event, language: Language) -> None:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", DAY_BEFORE)
    alarm.add("description", say(phrases.TOMORROW, language, summary=event["summary"]))
    event.add_component(alarm)


def _unless_cancelled(title: str, is_cancelled: bool, language: Language) -> str:
    return say(phrases.CANCELLED, language, summary=title) if is_cancelled else title


def _programmes(agenda: Agenda) -> list[Programme]:
    return sorted(agenda.programmes.values(), key=lambda programme: programme.id)
