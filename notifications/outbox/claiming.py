from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Category, MonitoringRound, OutboxMessage, Preference, RefusedAddress
from notifications.attempts import CLAIM
from notifications.outbox.ends import Fate, dies, unwanted
from notifications.outbox.pace import Pace
from notifications.outbox.waiting import GOES_BY_ITSELF, IS_WAITING
from workflow.deadlines.timetable import timetable_of
from workflow.gate.letters.asked import QUESTIONNAIRE
from workflow.monitoring.rounds.inviting.waiting import can_answer
from workflow.people.preferences import preference_of


def claim(session: Session, message_id: int, now: datetime, pace: Pace | None = None) -> Fate:
    """Take a letter, so that no other worker sends it meanwhile; one that need not or cannot be
    sent is settled at once. Without a pace, letters go as fast as they can."""
    taken = session.connection().execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.id == message_id,
            IS_WAITING,
            GOES_BY_ITSELF,
            OutboxMessage.next_attempt_at <= now,
        )
        .values(attempts=OutboxMessage.attempts + 1)
    )
    if not taken.rowcount:
        return Fate.TAKEN
    message = session.get_one(OutboxMessage, message_id, populate_existing=True)
    message.next_attempt_at = now + CLAIM
    fate = _fate(session, message, now, pace)
    if fate != Fate.CLAIMED:
        message.attempts -= 1
    timetable = timetable_of(session, message.programme_id)
    message.next_attempt_at = timetable.waking(message.next_attempt_at)
    session.flush()
    return fate


def _fate(session: Session, message: OutboxMessage, now: datetime, pace: Pace | None) -> Fate:
    preference = preference_of(session, message.recipient_id)
    if (
        message.recipient.erased_at
        or not is_wanted(message, preference)
        or is_pointless(session, message)
    ):
        unwanted(session, message, now)
        return Fate.UNWANTED
    if preference.channel == "messenger":
        return Fate.CLAIMED
    address = message.recipient.email.lower()
    if refused := session.get(RefusedAddress, address):
        dies(session, message, now, _nothing_arrives(refused))
        return Fate.DEAD
    if pace is not None and (later := pace.later(session, address, now)):
        message.next_attempt_at = later
        return Fate.POSTPONED
    return Fate.CLAIMED


def is_wanted(message: OutboxMessage, preference: Preference) -> bool:
    match message.category:
        case Category.REMINDER:
            return preference.reminders
        case Category.NEWS:
            return preference.news
    return True


def is_pointless(session: Session, message: OutboxMessage) -> bool:
    """Whether it asks for answers that have come meanwhile, or that would come too late."""
    code, round_ = (message.told or {}).get(QUESTIONNAIRE), message.subject
    if code is None or not isinstance(round_, MonitoringRound):
        return False
    return not can_answer(session, round_, code, message.recipient_id)


def _nothing_arrives(refused: RefusedAddress) -> str:
    return (
        f"Nothing arrives at {refused.email} since {refused.since:%Y-%m-%d}: {refused.error}. "
        f"When it does again: “vmeste letters allow {refused.email}”"
    )
