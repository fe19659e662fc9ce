from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit

from models import Person, Text
from models.money import LARGEST
from workflow.errors import Blocker
from workflow.gate.attempt import Attempt
from workflow.lifecycles.document import FactKind

LONGEST_TEXT = 4000


def facts_blockers(attempt: Attempt) -> Iterator[Blocker]:
    """Facts that the action needs and lacks, cannot have, or that are not what they should be."""
    wanted = attempt.transition.facts
    for name in sorted(attempt.facts.keys() - wanted.keys()):
        yield Blocker(
            "fact_unknown",
            Text(
                en=f"This action takes no “{name[:40]}”: leave it out.",
                ru=f"У этого действия нет поля «{name[:40]}»: уберите его.",
            ),
        )
    for name, kind in wanted.items():
        if name not in attempt.facts:
            yield Blocker(
                "fact_missing",
                Text(en=f"Say the {name} ({kind}).", ru=f"Укажите «{name}» ({kind})."),
            )
        elif wrong := _CHECKS[kind](attempt, attempt.facts[name]):
            yield Blocker("fact_invalid", Text(en=f"{name}: {wrong.en}", ru=f"{name}: {wrong.ru}"))


def text_blocker(text: str, what: Text, longest: int = LONGEST_TEXT) -> Blocker | None:
    if len(text) <= longest:
        return _unreadable(text, what)
    return Blocker(
        "text_too_long",
        Text(
            en=f"{what.en} has {len(text):,} characters; shorten it to {longest:,}.",
            ru=f"{what.ru}: {len(text)} знаков; сократите до {longest}.",
        ),
    )


def _unreadable(text: str, what: Text) -> Blocker | None:
    """Signs that no keyboard writes and no database keeps alike."""
    if all(category(sign) not in ("Cc", "Cs") or sign in "\n\r\t" for sign in text):
        return None
    return Blocker(
        "text_unreadable",
        Text(
            en=f"{what.en} has signs that are no text; type it anew.",
            ru=f"{what.ru}: есть знаки, которые не являются текстом; наберите заново.",
        ),
    )


def _text(_attempt: Attempt, given: Any) -> Text | None:
    if not isinstance(given, str) or not given.strip():
        return Text(en="write it in words.", ru="напишите словами.")
    blocker = text_blocker(given, Text(en="the text", ru="текст"))
    return None if blocker is None else blocker.text


def is_link(given: Any) -> bool:
    """Whether it is the address of a page, as far as its words show."""
    if not isinstance(given, str) or len(given) > 2000:
        return False
    try:
        parts = urlsplit(given)
    except ValueError:  # such as a bracket that opens and does not close
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _link(_attempt: Attempt, given: Any) -> Text | None:
    if is_link(given):
        return None
    return Text(en="give a link that begins with https://.", ru="дайте ссылку, начиная с https://.")


def _money(_attempt: Attempt, given: Any) -> Text | None:
    if isinstance(given, int) and not isinstance(given, bool) and 0 < given <= LARGEST:
        return None
    return Text(
        en="give a whole number of kopecks above zero.",
        ru="укажите целое число копеек больше нуля.",
    )


def _number(_attempt: Attempt, given: Any) -> Text | None:
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= LARGEST:
        return None
    return Text(en="give a whole number, zero or more.", ru="укажите целое число от нуля.")


def _person(attempt: Attempt, given: Any) -> Text | None:
    number = isinstance(given, int) and not isinstance(given, bool) and 0 < given < 2**31
    if number and attempt.session.get(Person, given) is not None:
        return None
    return Text(en="there is no such person.", ru="такого человека нет.")


def _day(_attempt: Attempt, given: Any) -> Text | None:
    try:
        if isinstance(given, str) and date.fromisoformat(given).isoformat() == given:
            return None
    except ValueError:
        pass
    return Text(en="write a day like 2017-03-24.", ru="напишите дату так: 2017-03-24.")


_CHECKS: dict[FactKind, Callable[[Attempt, Any], Text | None]] = {
    "text": _text,
    "words": _text,
    "link": _link,
    "money": _money,
    "number": _number,
    "person": _person,
    "day": _day,
}
