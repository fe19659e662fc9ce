"""What stands in one cell: words, numbers that are names, and what cannot be read."""

import re

from models import Text

LONGEST = 500
"""Characters that are kept of one text."""
SHOWN = 40
"""Characters of a cell that a reason quotes."""

_BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_INN = re.compile(r"(\d{10}|\d{12}|\d{5})(?:\s*[/\\ ]\s*\d{9})?", re.ASCII)
_NO_NUMBER = re.compile(r"[0\s—–-]*")
_AS_FORMULA = re.compile(r'="(.*)"')
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)


class Unreadable(Exception):
    """A cell or a row cannot be read; `why` says what to do."""

    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(why.in_("en"))


def clean(written: str) -> str:
    """The text as it is, without signs that cannot be seen; a break of the line becomes a space,
    and no more than `LONGEST` characters are kept."""
    return _INVISIBLE.sub("", _BREAKS.sub(" ", written)).strip()[:LONGEST].rstrip()


def plain(text: str) -> str:
    """What two spellings of one name share: letters and digits, in one case, yo as ye."""
    return "".join(sign for sign in text.casefold() if sign.isalnum()).replace("ё", "е")


def shown(written: str) -> str:
    text = clean(written)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def number(written: str) -> str:
    """A document's or an account's number, which is text: zeros in front belong to it.

    Raises Unreadable where a spreadsheet has shortened it.
    """
    text = clean(written)
    if wrapped := _AS_FORMULA.fullmatch(text):
        text = wrapped[1]
    if _SHORTENED.fullmatch(text):
        raise Unreadable(
            Text(
                en=f"A spreadsheet has shortened the number to “{shown(text)}”: take the file "
                "from the bank again and do not save it in a spreadsheet.",
                ru=f"Табличный редактор сократил номер до «{shown(text)}»: выгрузите файл из "
                "банка заново и не сохраняйте его в табличном редакторе.",
            )
        )
    return re.sub(r"^(?:№|N)\s*(?=\d)", "", text)


def inn(written: str) -> str | None:
    """A taxpayer's number (ИНН): 10 digits for an organisation, 12 for a person, 5 for a foreign
    organisation (КИО); what may follow is its КПП. None where the bank has put none, or zeros.

    Raises Unreadable.
    """
    text = number(written)
    if _NO_NUMBER.fullmatch(text):
        return None
    if found := _INN.fullmatch(text):
        return found[1]
    raise Unreadable(
        Text(
            en=f"“{shown(text)}” is not an INN (10 or 12 digits): a spreadsheet may have dropped "
            "its zeros; take the file from the bank again or correct the number.",
            ru=f"«{shown(text)}» — не ИНН (10 или 12 цифр): возможно, табличный редактор убрал "
            "нули в начале; выгрузите файл заново или исправьте номер.",
        )
    )
