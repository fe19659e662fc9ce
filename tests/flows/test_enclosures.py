"""What goes with a letter."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from icalendar import Calendar, Event
from sqlalchemy import select

from flows.enclosures import enclosures
from models import Deadline, Initiative, Meeting, OutboxMessage, Reminder
from notifications.mail import Enclosure
from notifications.outbox import due_digests, gather
from papers.agreement.files import agreement_hashes
from papers.calendar.feed import programme_feed
from papers.minutes.files import minutes_hashes
from tests.make import Competition, day
from tests.notifications.everything import closed_meeting, meeting_in_a_week
from workflow.deadlines.calendar import agenda_of_programme
from workflow.deadlines.sweep import remind
from workflow.meetings.minutes import minutes_of
from workflow.people.preferences import set_preference
from workflow.work.agreements import agreement_of


def of(competition: Competition, template: str, language: str = "ru") -> Sequence[Enclosure]:
    """What goes with the first letter of the template."""
    asked = select(OutboxMessage).where(OutboxMessage.template == template)
    message = competition.session.scalars(asked.order_by(OutboxMessage.id)).all()[0]
    message.recipient.language = language
    return enclosures(competition.session, message)


def event(enclosed: Sequence[Enclosure]) -> Event:
    (one,) = enclosed
    assert (one.media_type, one.name[-4:]) == ("text/calendar", ".ics")
    (found,) = Calendar.from_ical(one.content).walk("VEVENT")
    assert isinstance(found, Event)
    return found


def reminded(competition: Competition, about: Initiative | Meeting) -> Deadline:
    session = competition.session
    asked = select(Reminder).join(Reminder.deadline).where(Deadline.subject_id == about.id)
    reminder = session.scalars(asked.order_by(Reminder.due_at)).all()[0]
    remind(session, reminder.id, now=reminder.due_at)
    return reminder.deadline


def test_a_meeting_goes_into_the_calendar(competition: Competition) -> None:
    meeting = meeting_in_a_week(competition)

    invited = event(of(competition, "meeting_convened", "en"))

    assert invited["SUMMARY"] == f"Meeting of the expert council {meeting.code}"
    assert invited.decoded("DTSTART") == meeting.held_at
    assert invited["LOCATION"] == "Зал фонда"


def test_a_reminder_of_a_meeting_moves_what_the_calendar_has(competition: Competition) -> None:
    meeting = meeting_in_a_week(competition)
    reminded(competition, meeting)

    invited, again = (event(of(competition, name)) for name in ("meeting_convened", "reminder"))

    assert again["UID"] == invited["UID"]
    assert again["SUMMARY"] == f"Заседание экспертного совета {meeting.code}"


def test_a_letter_and_a_feed_tell_of_the_same_event(competition: Competition) -> None:
    """Who subscribes and opens what is enclosed has it once."""
    initiative = competition.initiative()
    meeting_in_a_week(competition)
    told = [event(of(competition, "meeting_convened"))]
    reminded(competition, initiative)
    told.append(event(of(competition, "reminder")))

    agenda = agenda_of_programme(competition.session, competition.programme, now=competition.now)
    feed = Calendar.from_ical(programme_feed(agenda, "ru"))
    ids = {each["UID"] for each in feed.walk("VEVENT")}
    assert {each["UID"] for each in told} <= ids


def test_a_deadline_goes_into_the_calendar_and_moves_there(competition: Competition) -> None:
    initiative = competition.initiative(title="Двор")
    deadline = reminded(competition, initiative)
    due = event(of(competition, "reminder"))
    assert due["SUMMARY"] == "Срок: Двор (1-01)"
    assert due.decoded("DTSTART") == deadline.due_at

    until = (day(deadline.due_at) + timedelta(days=5)).isoformat()
    facts = {"deadline": deadline.name, "until": until}
    competition.act(initiative, "extend", "coordinator", reason="Праздники", facts=facts)

    moved = event(of(competition, "deadline_extended"))
    assert moved["UID"] == due["UID"]
    assert day(moved.decoded("DTSTART")).isoformat() == until


def drawn_up(competition: Competition, facts: dict[str, str] | None = None) -> Meeting:
    meeting = closed_meeting(competition)
    hashes = minutes_hashes(minutes_of(competition.session, meeting)) if facts is None else facts
    competition.act(meeting, "draw_up", "secretary", facts=hashes)
    competition.act(meeting, "sign", "chair", facts=hashes)
    return meeting


WRONG = dict.fromkeys(("ru_pdf", "ru_docx", "en_pdf", "en_docx"), "0" * 64)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_minutes_are_enclosed_as_they_were_drawn_up(
    competition: Competition, language: str
) -> None:
    meeting = drawn_up(competition)

    for template in ("minutes_drawn_up", "minutes_signed"):
        (paper,) = of(competition, template, language)
        assert (paper.name, paper.media_type) == (
            f"minutes-{meeting.code}.{language}.pdf",
            "application/pdf",
        )
        assert paper.content.startswith(b"%PDF-")


def test_minutes_that_the_history_does_not_know_are_not_enclosed(competition: Competition) -> None:
    drawn_up(competition, WRONG)

    assert of(competition, "minutes_drawn_up") == of(competition, "minutes_signed") == []


def test_an_agreement_is_enclosed_in_its_readers_language(competition: Competition) -> None:
    initiative = competition.at("funding")
    agreement = agreement_of(competition.session, initiative, day=day(competition.now))
    facts = agreement_hashes(agreement)
    competition.act(initiative, "draw_up_agreement", "coordinator", facts=facts)

    names = [of(competition, "agreement_drawn_up", lang)[0].name for lang in ("ru", "en")]

    assert names == ["agreement-1-01.ru.pdf", "agreement-1-01.en.pdf"]


def test_an_agreement_that_the_history_does_not_know_is_not_enclosed(
    competition: Competition,
) -> None:
    competition.act(competition.at("funding"), "draw_up_agreement", "coordinator", facts=WRONG)

    assert of(competition, "agreement_drawn_up") == []


def test_an_agreement_on_money_that_was_declined_is_not_enclosed(competition: Competition) -> None:
    initiative = competition.at("funding")
    agreement = agreement_of(competition.session, initiative, day=day(competition.now))
    facts = agreement_hashes(agreement)
    competition.act(initiative, "draw_up_agreement", "coordinator", facts=facts)
    competition.act(initiative, "withdraw", "leader", reason="Не нужно")

    assert of(competition, "agreement_drawn_up") == []


def test_other_letters_enclose_nothing(competition: Competition) -> None:
    competition.at("returned")

    assert of(competition, "initiative_submitted") == of(competition, "initiative_returned") == []


def test_a_digest_encloses_what_its_letters_do(competition: Competition) -> None:
    chair = competition.people["chair"]
    set_preference(competition.session, chair, now=competition.now, digest=True)
    meeting_in_a_week(competition)
    later = competition.later(days=1)
    for due in due_digests(competition.session, later):
        gather(competition.session, due, later)

    assert event(of(competition, "digest"))["LOCATION"] == "Зал фонда"
