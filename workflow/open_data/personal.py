"""What tells who a person is, left out of what people wrote themselves."""

import re
from collections.abc import Iterable, Iterator

LEFT_OUT = "[…]"

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TELEPHONE = r"(?<![\d+])(?:\+7|8)[\s(-]{0,3}\d{3}[\s)-]{0,3}\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)"
_INITIAL = r"[А-ЯЁA-Z]\."
_ENDINGS = "аеёийоуыьюя"
_PATRONYMIC = re.compile(r"(?:ич|вна|чна)$", re.IGNORECASE)


def without_personal_data(text: str, names: Iterable[str]) -> str:
    """The text without e-mail addresses, Russian telephone numbers and those of the `names` that
    it says, in any order and case form.

    A given name alone stays (a square may be called «Надежда»), and so does the name of a stranger,
    whom the records do not know: somebody still reads the text before it is published.
    """
    for pattern in (_EMAIL, _TELEPHONE, *(p for name in names for p in _patterns(name.split()))):
        text = re.sub(pattern, LEFT_OUT, text)
    return text


def _patterns(words: list[str]) -> Iterator[str]:
    """Most of the name first: what is left of it then is the surname alone."""
    if len(words) == 1:
        yield rf"\b{re.escape(words[0])}\b"
    if len(words) < 2:
        return
    any_word, surname = "|".join(map(_forms, words)), _forms(_surname(words))
    yield rf"\b(?:{any_word})(?:\s+(?:{any_word}))+\b"
    yield rf"(?:\b{_INITIAL}\s*){{1,2}}(?:{surname})\b"
    yield rf"\b(?:{surname})(?:\s+{_INITIAL}(?:\s*{_INITIAL})?)?"


def _surname(words: list[str]) -> str:
    """It stands behind the given name, and before it only where the patronymic ends the name."""
    return words[0] if len(words) > 2 and _PATRONYMIC.search(words[-1]) else words[-1]


def _forms(word: str) -> str:
    """The word with any ending; both spellings of yo are one."""
    stem = word.rstrip(_ENDINGS)
    stem = stem if len(stem) >= 3 else word[:3]
    return re.sub("[её]", "[её]", re.escape(stem)) + r"\w{0,3}\b"
