"""The donation agreement that a payment's purpose names."""

import re

LONGEST_NUMBER = 40
"""As long as a donation keeps it."""

_MONTH = (
    r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
)
_DATE = rf"\d{{1,2}}(?:[./]\d{{1,2}}[./]|\s+{_MONTH}\.?\s+)\d{{2,4}}"
_FROM = rf"\s*,?\s*(?:от|dated|of)\s*{_DATE}(?:\s*(?:г\.|года))?\s*,?"
_RUSSIAN = (
    r"\b(?:договор(?:а|у|ом|е)?|дог(?:-р|-ра|-ру)?)\b\.?[\s-]*"
    r"(?:(?:об?|на)\s+)?(?:(?:целев|благотв|безвозм)\w*\.?\s*)?"
    r"(?:пожертв\w*\.?|пож\.|дарени[яе]|помощи|деятельности)?"
    r"(?:\s*(?:денежных средств|денег|имущества))?"
)
_SIGN = r"(?:№|#|номер\b|ном\.|N[oоr]?\b\.?|N[oо]?(?=\d))"
_LETTERS = r"[^\W\d_]{1,8}(?![^\W\d_])"
_NOT_OF_THE_NUMBER = r"(?!(?:от|ндс|без|года?|г|на|за|пожертв\w*)(?![^\W\d_]))"
_NUMBER = (
    rf"(?P<number>(?>(?:{_LETTERS})?\d*"
    rf"(?:(?:[-/–]|\s*/\s*(?=\d)|\.(?=\d))?{_NOT_OF_THE_NUMBER}"
    rf"(?:{_LETTERS}|\d+))*))"
)
_NAMED = re.compile(
    r"(?:(?P<before>[^\W\d_]+)[ -]+)?"
    rf"(?:{_RUSSIAN}|\bagreement\b)"
    rf"(?:(?:{_FROM})?[\s(«\"“:,]*(?P<sign>{_SIGN})\s*|\s*(?!{_DATE})(?=\d))"
    rf"{_NUMBER}"
    rf"(?P<more>[-/–]?{_NOT_OF_THE_NUMBER}[^\W_])?"
    rf"(?P<another>\s*(?:,|и|and|&)\s*{_SIGN}\s*\d|\s*(?:и|and|&)\s+\d)?"
    rf"(?P<dated>{_FROM})?",
    re.IGNORECASE,
)
_OF_ANOTHER_KIND = re.compile(
    r"(?!благотв|целев|безвозм|настоящ|указанн|данн|эт)\w+[ео](?:му|го)"
    r"|(?:кредитн|трудов|лицензионн|агентск|страхов|ипотечн|муниципальн|государственн)\w+"
    r"|loan|credit|rent|rental|lease|services?|supply|sales|employment|licen[cs]e",
    re.IGNORECASE,
)


def agreement_in(purpose: str) -> str | None:
    """The number of the donation agreement, as the purpose writes it: «12/2017» of «по договору
    пожертвования № 12/2017».

    None where there is none, where it is without a number, where the agreement is of another kind
    (аренды, займа), and where several are named: a person then says which.
    """
    found = set()
    for named in _NAMED.finditer(" ".join(purpose.split())):
        if named["another"] or named["more"]:
            return None
        if _is_number(named) and not _OF_ANOTHER_KIND.fullmatch(named["before"] or ""):
            found.add(re.sub(r"\s", "", named["number"]))
    return found.pop() if len(found) == 1 else None


def _is_number(named: re.Match[str]) -> bool:
    """Figures without a sign for a number can be an amount: they need a date or a slash."""
    number = named["number"]
    told = named["sign"] or named["dated"] or "/" in number
    return bool(told) and len(number) <= LONGEST_NUMBER and any(s.isdigit() for s in number)
