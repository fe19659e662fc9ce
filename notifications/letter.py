from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from sqlalchemy.orm import Session

from models import Category, OutboxMessage, Text
from models.text import Language
from notifications.answer_links import AnswerLink, concealed
from notifications.templates import environment
from notifications.texts.wording import Words, worded
from notifications.told import carried_words, told


@dataclass(frozen=True)
class Letter:
    """A message in its recipient's language, as text and as HTML of the same words."""

    subject: str
    text: str
    html: str
    fault: str | None = None
    """Why it could not be written in the programme's own words."""


class Chapter(NamedTuple):
    """A letter that a digest carries."""

    heading: str
    paragraphs: Sequence[str]


class Foot(NamedTuple):
    """How somebody does without such letters."""

    choice: str
    link: str


NO_FOOT = Foot("", "")
"""Of what nobody may do without."""


def write(
    session: Session,
    message: OutboxMessage,
    unsubscribe: str = "",
    answer_link: AnswerLink = concealed,
) -> Letter:
    """Render a queued message: the first line of its template is the letter's subject.

    `unsubscribe` is a link by which its recipient does without such letters; `answer_link` makes
    those by which they answer questionnaires.

    Raises jinja2.UndefinedError where a packaged template names what there is not.
    """
    names = told(session, message, answer_link)
    carried = carried_words(session, message, answer_link)
    words, language = worded(session, message, names), message.recipient.language
    greeting = words.paragraphs[0]  # said once, not in each chapter
    chapters = [
        Chapter(subject, [part for part in paragraphs if part != greeting])
        for subject, paragraphs, _ in carried
    ]
    return lay_out(words, names, language, chapters, _foot(message, unsubscribe))


def lay_out(
    words: Words,
    names: Mapping[str, Any],
    language: str,
    chapters: Sequence[Chapter] = (),
    foot: Foot = NO_FOOT,
) -> Letter:
    subject, paragraphs, fault = words
    text = [*paragraphs, *_in_text(chapters)]
    if foot.choice:
        text.append(f"{foot.choice} {foot.link}".strip())
    html = environment().get_template("letter.html")
    shown = {"paragraphs": paragraphs, "chapters": chapters, "foot": foot}
    return Letter(
        subject,
        "\n\n".join(text) + "\n",
        html.render(names, language=language, heading=subject, **shown),
        fault,
    )


def _in_text(chapters: Sequence[Chapter]) -> list[str]:
    parts = []
    for number, chapter in enumerate(chapters, start=1):
        heading = f"{number}. {chapter.heading}"
        parts += [f"{heading}\n{'—' * min(len(heading), 70)}", *chapter.paragraphs]
    return parts


def _foot(message: OutboxMessage, link: str) -> Foot:
    way = (_WITH_LINK if link else _WITHOUT_LINK).get(Category(message.category))
    language = cast(Language, message.recipient.language)
    return NO_FOOT if way is None else Foot(way.in_(language), link)


_WITH_LINK = {
    Category.REMINDER: Text(en="You can do without reminders:", ru="Напоминания можно отключить:"),
    Category.NEWS: Text(en="You can do without news:", ru="Новости можно отключить:"),
}
_WITHOUT_LINK = {
    Category.REMINDER: Text(
        en="You can do without reminders: the organisers switch them off with “vmeste letters "
        "prefer”.",
        ru="Напоминания можно отключить: скажите организаторам, для этого есть команда «vmeste "
        "letters prefer».",
    ),
    Category.NEWS: Text(
        en="You can do without news: the organisers switch them off with “vmeste letters prefer”.",
        ru="Новости можно отключить: скажите организаторам, для этого есть команда «vmeste letters "
        "prefer».",
    ),
}
