from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications.templates import environment
from notifications.told import told


@dataclass(frozen=True)
class Letter:
    """A message in its recipient's language, as text and as HTML of the same words."""

    subject: str
    text: str
    html: str


def write(session: Session, message: OutboxMessage) -> Letter:
    """Render a queued message: the first line of its template is the letter's subject.

    Raises jinja2.UndefinedError where a template names what there is not.
    """
    language, names = message.recipient.language, told(session, message)
    template = environment().get_template(f"{message.template}.{language}.txt")
    subject, _, body = template.render(names).strip().partition("\n")
    paragraphs = [part.strip() for part in body.strip().split("\n\n")]
    html = environment().get_template("letter.html")
    return Letter(
        subject.strip(),
        "\n\n".join(paragraphs) + "\n",
        html.render(names, language=language, heading=subject.strip(), paragraphs=paragraphs),
    )
