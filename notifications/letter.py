from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications.templates import environment
from notifications.texts.wording import Words, worded
from notifications.told import told


@dataclass(frozen=True)
class Letter:
    """A message in its recipient's language, as text and as HTML of the same words."""

    subject: str
    text: str
    html: str
    fault: str | None = None
    """Why it could not be written in the programme's own words."""


def write(session: Session, message: OutboxMessage) -> Letter:
    """Render a queued message: the first line of its template is the letter's subject.

    Raises jinja2.UndefinedError where a packaged template names what there is not.
    """
    names = told(session, message)
    return lay_out(worded(session, message, names), names, message.recipient.language)


def lay_out(words: Words, names: Mapping[str, Any], language: str) -> Letter:
    subject, paragraphs, fault = words
    html = environment().get_template("letter.html")
    return Letter(
        subject,
        "\n\n".join(paragraphs) + "\n",
        html.render(names, language=language, heading=subject, paragraphs=paragraphs),
        fault,
    )
