"""How a person is named in what people write, and what is left where that is struck out.

A name is never matched inside another word. Where another person here has the same surname, the
surname by itself is left: it may mean the other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from workflow.people.erasure.inflection import (
    GIVEN,
    PATRONYMIC,
    SURNAME,
    given_forms,
    patronymic_forms,
    stem_of,
    surname_forms,
)

STRUCK = "███"
_START, _END = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_SPACE = r"[\s_]+"
_GAP = rf"(?:{_SPACE}|\.[\s_]*)"
_ANY_INITIAL = r"(?-i:[^\W\d_a-zа-яё])(?![^\W\d_])"
_HYPHEN = re.compile("[-‐–]")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐–’'][^\W\d_]+)*")


@dataclass(frozen=True)
class Parts:
    """A name, told apart."""

    surname: str
    given: str | None = None
    patronymic: str | None = None


def parts_of(name: str) -> Parts | None:
    """What is what in a name, in whichever order it is written; None where nothing is left of it.

    The patronymic says where the surname is; without one its ending does, and else it comes last.
    """
    words = _WORD.findall(name)
    if not words:
        return None
    if len(words) == 1:
        return Parts(words[0])
    third = next((n for n in range(len(words) - 1, 0, -1) if PATRONYMIC.search(words[n])), None)
    if third is not None and len(words) > 2:
        others = [word for n, word in enumerate(words) if n != third]
        given = words[third - 1]
        others.remove(given)
        return Parts(others[0], given, words[third])
    first, last = words[0], words[-1]
    return Parts(first, last) if _begins_with_surname(first, last) else Parts(last, first)


def _begins_with_surname(first: str, last: str) -> bool:
    given = [word.lower().replace("ё", "е") in GIVEN for word in (first, last)]
    if given[0] != given[1]:
        return given[1]
    likely = [SURNAME.search(word) is not None for word in (first, last)]
    return likely == [True, False]


@dataclass(frozen=True)
class Hit:
    start: int
    end: int


@dataclass(frozen=True)
class Naming:
    """How one person may be named."""

    name: str
    email: str = ""
    messenger: str = ""
    surname_is_shared: bool = False
    """Somebody else here has it too."""
    given_is_shared: bool = False
    """Somebody else here has the same given name and patronymic."""

    @cached_property
    def parts(self) -> Parts | None:
        return parts_of(self.name)

    def hits(self, text: str) -> list[Hit]:
        """Where the text names them, in order and apart."""
        return list(_merged(_spans(self._patterns, text)))

    def maybe(self, text: str) -> list[Hit]:
        """Where the text has what may mean them or somebody else."""
        sure = self.hits(text)
        found = [
            (start, end)
            for start, end in _spans(self._vague, text)
            if not any(hit.start < end and start < hit.end for hit in sure)
        ]
        return list(_merged(found))

    def strike(self, text: str) -> str:
        """The text without what names them."""
        for hit in reversed(self.hits(text)):
            text = text[: hit.start] + STRUCK + text[hit.end :]
        return text

    @cached_property
    def likes(self) -> tuple[str, ...]:
        """Patterns of SQL, one of which a text is like if it names them."""
        stems = [self.email, self.messenger]
        if self.parts is not None:
            stems.append(stem_of(_HYPHEN.split(self.parts.surname)[0]))
            stems.append((self.parts.patronymic or "")[:-1])
        return _likes(stems)

    @cached_property
    def vague_likes(self) -> tuple[str, ...]:
        """The same, of what may mean them."""
        given = (self.parts.given if self.parts else None) or ""
        irregular = given.lower() in ("павел", "лев")
        return tuple(sorted({*self.likes, *_likes([given[: 2 if irregular else -1]])}))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        found = [_exactly(each) for each in (self.email, self.messenger) if each]
        if self.parts is not None:
            found += self._of_name(self.parts)
        return tuple(found)

    def _of_name(self, parts: Parts) -> Iterator[re.Pattern[str]]:
        surname = surname_forms(parts.surname)
        if parts.given:
            first = f"(?:{given_forms(parts.given)}|{_initial(parts.given[0])})"
            second = f"(?:{_second(parts.patronymic)})"
            yield _loose(f"{first}(?:{_GAP}?{second})?{_GAP}?{surname}")
            yield _loose(f"{surname},?{_SPACE}{first}(?:{_GAP}?{second})?", ends=r"\.?")
            if parts.patronymic and not self.given_is_shared:
                patronymic = patronymic_forms(parts.patronymic)
                yield _loose(f"{given_forms(parts.given)}{_SPACE}{patronymic}")
        if not self.surname_is_shared:
            yield re.compile(f"{_START}(?![a-zа-яё])(?i:{surname}){_END}")

    @cached_property
    def _vague(self) -> tuple[re.Pattern[str], ...]:
        parts = self.parts
        if parts is None:
            return ()
        found = [_loose(surname_forms(parts.surname))]
        if parts.patronymic:
            found.append(_loose(patronymic_forms(parts.patronymic)))
        if parts.given:
            found.append(re.compile(f"{_START}(?![a-zа-яё])(?i:{given_forms(parts.given)}){_END}"))
        return tuple(found)


def _initial(letter: str) -> str:
    return rf"(?-i:{re.escape(letter.upper())})(?![^\W\d_])"


def _second(patronymic: str | None) -> str:
    """A patronymic or its initial; any, where none is on record."""
    if patronymic is None:
        return rf"[^\W\d_]+(?:вич|вн|ичн)[^\W\d_]{{0,3}}|{_ANY_INITIAL}"
    return f"{patronymic_forms(patronymic)}|{_initial(patronymic[0])}"


def _loose(pattern: str, ends: str = "") -> re.Pattern[str]:
    """The pattern as whole words, whatever its capitals."""
    tail = rf"(?:(?<=[\W_][^\W\d_]){ends})?" if ends else ""
    return re.compile(f"{_START}{pattern}{_END}{tail}", re.IGNORECASE)


def _exactly(written: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.+-]){re.escape(written)}(?![\w-])", re.IGNORECASE)


def _spans(patterns: Iterable[re.Pattern[str]], text: str) -> list[tuple[int, int]]:
    return sorted(match.span() for pattern in patterns for match in pattern.finditer(text))


def _merged(spans: list[tuple[int, int]]) -> Iterator[Hit]:
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is not None and start <= current[1]:
            current = current[0], max(current[1], end)
            continue
        if current is not None:
            yield Hit(*current)
        current = start, end
    if current is not None:
        yield Hit(*current)


def _likes(stems: Iterable[str]) -> tuple[str, ...]:
    forms = {
        form
        for stem in stems
        if stem
        for form in (stem, stem.lower(), stem.capitalize(), stem.upper())
    }
    return tuple(sorted({_like(form) for form in forms}))


def _like(stem: str) -> str:
    """Any sign stands for one that means more to SQL, and for the letter whose dots are often left
    out."""
    return "%" + "".join("_" if sign in "%_\\еёЕЁ" else sign for sign in stem) + "%"
