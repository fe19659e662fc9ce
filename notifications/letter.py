import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications.templates import environment, packaged
from notifications.texts.language import render
from notifications.texts.versions import latest
from notifications.told import told

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """A message in its recipient's language, as text and as HTML of the same words."""

    subject: str
    text: str
    html: str
    fault: str | None = None
    """Why the programme's own text could not be used, and the packaged one was."""


def write(session: Session, message: OutboxMessage) -> Letter:
    """Render a queued message: in the programme's own words where it has any that can be used.

    Raises jinja2.UndefinedError where the packaged text names what there is not.
    """
    name, language = message.template, message.recipient.language
    names = told(session, message)
    own = latest(session, message.programme_id, name, language)
    if own is None or own.text is None:
        return lay_out(packaged(name, language), names, language)
    try:
        return lay_out(own.text, names, language)
    except Exception as error:  # people wrote the text: whatever is wrong with it, a letter goes
        fault = f"{name}.{language}, version {own.number}: {type(error).__name__}: {error}"
        log.warning("A letter goes in the packaged words, for its own fail: %s", fault)
        return replace(lay_out(packaged(name, language), names, language), fault=fault)


def lay_out(text: str, names: Mapping[str, Any], language: str) -> Letter:
    """The first line of a text is the letter's subject. Raises ValueError where one of its parts is
    empty, and what `render` raises."""
    subject, _, body = render(text, names).strip().partition("\n")
    if not body.strip():
        raise ValueError("the letter is empty")
    paragraphs = [part.strip() for part in body.strip().split("\n\n")]
    html = environment().get_template("letter.html")
    return Letter(
        subject.strip(),
        "\n\n".join(paragraphs) + "\n",
        html.render(names, language=language, heading=subject.strip(), paragraphs=paragraphs),
    )
