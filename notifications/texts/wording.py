"""The words of a letter: the programme's own where it has any that can be used."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications.templates import packaged
from notifications.texts.language import render
from notifications.texts.versions import latest

log = logging.getLogger(__name__)


class Words(NamedTuple):
    """A letter that is not laid out yet."""

    subject: str
    paragraphs: Sequence[str]
    fault: str | None = None
    """Why the programme's own words could not be used, and the packaged ones were."""


def worded(session: Session, message: OutboxMessage, names: Mapping[str, Any]) -> Words:
    """Raises jinja2.UndefinedError where the packaged text names what there is not."""
    name, language = message.template, message.recipient.language
    own = latest(session, message.programme_id, name, language)
    if own is None or own.text is None:
        return put(packaged(name, language), names)
    try:
        return put(own.text, names)
    except Exception as error:  # people wrote the text: whatever is wrong with it, a letter goes
        fault = f"{name}.{language}, version {own.number}: {type(error).__name__}: {error}"
        log.warning("A letter goes in the packaged words; its own cannot be used: %s", fault)
        return put(packaged(name, language), names)._replace(fault=fault)


def put(text: str, names: Mapping[str, Any]) -> Words:
    """The first line of a text is the letter's subject, which stays on one line whatever it names.

    Raises ValueError where there is nothing else, and what `render` raises.
    """
    subject, _, body = render(text, names).strip().partition("\n")
    if not body.strip():
        raise ValueError("the letter is empty")
    return Words(" ".join(subject.split()), [part.strip() for part in body.strip().split("\n\n")])
