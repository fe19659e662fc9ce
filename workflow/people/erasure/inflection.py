"""Forms that Russian gives the parts of a name, as patterns; whatever it does not know it leaves as
it is written."""

import re
from functools import cache

PATRONYMIC = re.compile(r"(?:[ое]вич|ьич|[ое]вна|[иы]нична|ична|кич|мич|нич)$", re.IGNORECASE)
SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|[сц]кий|[сц]кая|[сц]кой|ко|[юу]к|ян|дзе|швили|[иы]х|чик)$",
    re.IGNORECASE,
)
GIVEN = frozenset(
    "александр александра алексей алёна алина алиса алла альбина анастасия анатолий ангелина "
    "андрей анна антон антонина анфиса аркадий арина арсений артём артур борис вадим валентин "
    "валентина валерий валерия варвара василий василиса вера вероника виктор виктория виталий "
    "владимир владислав всеволод вячеслав галина геннадий георгий герман глеб григорий давид "
    "данил дарья денис диана дина дмитрий ева евгений евгения егор екатерина елена елизавета "
    "ефим жанна захар зинаида зоя иван игорь илья инна иннокентий ирина карина кирилл клавдия "
    "константин кристина ксения лариса лев леонид лидия лилия любовь людмила макар максим "
    "маргарита марина мария марк матвей милана михаил надежда наталья наталия никита николай "
    "нина оксана олег олеся ольга павел пётр полина прохор раиса регина римма роман руслан "
    "светлана семён сергей софия софья станислав степан таисия тамара тарас татьяна тимофей "
    "тимур ульяна фаина фёдор эдуард эльвира эмма юлия юрий яков яна ярослав".replace(
        "ё", "е"
    ).split()
)
"""The given names of most people here, for names of two words in whichever order."""

_POSSESSIVE = ("", "а", "у", "ым", "ом", "ем", "е", "ой", "ою", "ы", "ых")
_ADJECTIVE = (
    *("ий", "ый", "ой", "ого", "его", "ому", "ему", "им", "ым", "ом", "ем"),
    *("ая", "яя", "ую", "юю", "ей", "ою", "ие", "ые", "их", "ых", "ими", "ыми"),
)
_HARD = ("", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "ами", "ах")
_SOFT = ("ь", "й", "я", "ю", "ем", "ём", "е", "и", "ев", "ям", "ями", "ях")
_IN_A = ("а", "я", "ы", "и", "е", "у", "ю", "ой", "ей", "ою", "ею")
_CHA = ("", "а", "у", "ем", "е", "и", "ей")
_VNA = ("а", "ы", "е", "у", "ой", "ою")

_SURNAMES = (
    (re.compile(r"(.*(?:[оеё]в|[иы]н))а?$"), (*_POSSESSIVE, "ыми")),
    (re.compile(r"(.*[а-яё]{2})(?:ий|ый|ой|ая|яя)$"), _ADJECTIVE),
    (re.compile(r"(.*)ец$"), ("ец", *(f"ц{end}" for end in ("а", "у", "ем", "ом", "е", "ы")))),
    (re.compile(r"(.*)[оеё]к$"), ("ок", "ек", "ёк", *(f"к{end}" for end in _HARD[1:]))),
    (re.compile(r"(.*)ей$"), ("ей", *(f"ь{end}" for end in _SOFT[2:]), *(f"е{e}" for e in _SOFT))),
    (re.compile(r"(.*)[ьй]$"), _SOFT),
    (re.compile(r"(.*[^аеёиоуыэюя])[ая]$"), _IN_A),
    (re.compile(r"(.*[бвгджзклмнпрстфхцчшщ])$"), _HARD),
)
_GIVEN = (
    (re.compile(r"павел"), "павл", ("", "а", "у", "ом", "е")),
    (re.compile(r"лев"), "льв", ("", "а", "у", "ом", "е")),
)
_RUSSIAN = re.compile(r"[а-яё]+", re.IGNORECASE)


@cache
def surname_forms(surname: str) -> str:
    """A pattern for the surname in each of its cases, as a man and as a woman bear it."""
    return r"\s?[-‐–]\s?".join(
        _surname(part.lower()) for part in re.split("[-‐–]", surname) if part
    )


def _surname(part: str) -> str:
    if _RUSSIAN.fullmatch(part):
        for shape, endings in _SURNAMES:
            if shaped := shape.fullmatch(part):
                return _ended(shaped[1], endings, part)
    return _written(part)


@cache
def given_forms(given: str) -> str:
    """A pattern for a given name: its stem, and whatever short ending follows."""
    part = given.lower()
    for whole, stem, endings in _GIVEN:
        if whole.fullmatch(part):
            return _ended(stem, endings, part)
    if not _RUSSIAN.fullmatch(part):
        return _written(part)
    stem = part[:-1] if part[-1] in "аяйьо" and len(part) > 2 else part
    return _written(stem) + "[а-яё]{0,3}"


@cache
def patronymic_forms(patronymic: str) -> str:
    part = patronymic.lower()
    if part.endswith("на"):
        return _ended(part[:-1], _VNA, part)
    return _ended(part, _CHA, part)


def _ended(stem: str, endings: tuple[str, ...], whole: str) -> str:
    ends = sorted({_written(end) for end in endings}, key=lambda end: (-len(end), end))
    return f"(?:{_written(stem)}(?:{'|'.join(ends)})|{_written(whole)})"


def _written(word: str) -> str:
    """The dots of ё are often left out."""
    return "".join("[её]" if sign in "её" else re.escape(sign) for sign in word)


def stem_of(pattern_of: str) -> str:
    """The beginning that all of a name's forms share, as far as a search needs it."""
    part = pattern_of.lower()
    for shape, _ in _SURNAMES:
        if _RUSSIAN.fullmatch(part) and (shaped := shape.fullmatch(part)):
            return shaped[1] or part
    return part
