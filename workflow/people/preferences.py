"""How a person wants to be written to."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Person, Preference, Text
from workflow.errors import Blocker, Refusal

CHANNELS = ("email", "messenger")
LANGUAGES = ("ru", "en")
LONGEST_ADDRESS = 500


def preference_of(session: Session, person_id: int) -> Preference:
    """What the person chose; who chose nothing gets every letter by e-mail at once."""
    return session.get(Preference, person_id) or Preference(
        person_id=person_id,
        channel="email",
        messenger=None,
        digest=False,
        reminders=True,
        news=True,
    )


def set_preference(
    session: Session,
    person: Person,
    *,
    now: datetime,
    channel: str | None = None,
    messenger: str | None = None,
    digest: bool | None = None,
    reminders: bool | None = None,
    news: bool | None = None,
    language: str | None = None,
) -> Preference:
    """Change what is given and leave the rest; an empty `messenger` is forgotten. Raises Refusal.

    Whether a messenger's address leads anywhere, `notifications.channels.messenger` checks.
    """
    # Two who choose for the first time at once would both write the row.
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    preference = preference_of(session, person.id)
    address = preference.messenger if messenger is None else messenger.strip() or None
    if blockers := [*_blockers(channel or preference.channel, address, language or "ru")]:
        raise Refusal(blockers)
    preference.messenger = address
    for name, chosen in (
        ("channel", channel),
        ("digest", digest),
        ("reminders", reminders),
        ("news", news),
    ):
        if chosen is not None:
            setattr(preference, name, chosen)
    preference.changed_at = now
    person.language = language or person.language
    session.add(preference)
    session.flush()
    return preference


def _blockers(channel: str, address: str | None, language: str) -> Iterator[Blocker]:
    if channel not in CHANNELS:
        yield _CHANNEL_UNKNOWN
    if channel == "messenger" and address is None:
        yield _ADDRESS_MISSING
    if address is not None and len(address) > LONGEST_ADDRESS:
        yield _ADDRESS_TOO_LONG
    if language not in LANGUAGES:
        yield _LANGUAGE_UNKNOWN


_CHANNEL_UNKNOWN = Blocker(
    "channel_unknown",
    Text(
        en="Letters go by “email” or to a “messenger”: choose one of the two.",
        ru="Письма приходят по почте (email) или в мессенджер (messenger): выберите одно из двух.",
    ),
)
_ADDRESS_MISSING = Blocker(
    "messenger_missing",
    Text(
        en="Give the messenger's address first, such as tgram://TOKEN/CHAT.",
        ru="Сначала укажите адрес мессенджера, например tgram://ТОКЕН/ЧАТ.",
    ),
)
_ADDRESS_TOO_LONG = Blocker(
    "messenger_too_long",
    Text(
        en=f"The messenger's address is longer than {LONGEST_ADDRESS} characters.",
        ru=f"Адрес мессенджера длиннее {LONGEST_ADDRESS} знаков.",
    ),
)
_LANGUAGE_UNKNOWN = Blocker(
    "language_unknown",
    Text(
        en="Letters are written in Russian (ru) and English (en).",
        ru="Письма бывают на русском (ru) и английском (en).",
    ),
)
