import re
from collections.abc import Mapping

from models.text import Language

_NAMES: Mapping[str, Language] = {
    **dict.fromkeys(("ru", "rus", "russian", "русский"), "ru"),
    **dict.fromkeys(("en", "eng", "english", "английский"), "en"),
}
_CODE = re.compile(r"\((\w+)(?:[-_]\w+)?\)")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def language_of(written: str) -> Language | None:
    """Of `Russian (ru)`, `English (en-GB)`, `ru`, `Русский`; None where it is another."""
    if coded := _CODE.search(written):
        return _NAMES.get(coded[1].lower())
    return _NAMES.get(written.strip().lower())


def language_by_letters(words: str) -> Language:
    """Of words that nobody named the language of."""
    return "ru" if _CYRILLIC.search(words) else "en"
