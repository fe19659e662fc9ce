"""What a search's words mean, the same on every database.

A word of five letters or more loses its ending and is found wherever a word begins with the rest:
«заявку» finds «заявки» and «заявление» is left alone. Shorter words are found as they are, and so
are the words of a “quoted phrase”, one after another. Case does not matter, nor the two dots of ё.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

LONG = 5
"""Letters from which on a word loses its ending."""
KEPT = 4
"""Letters that it keeps at least."""
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]|([^\W_]+)')
_BEGINS, _ENDS, _BETWEEN = r"(?<![^\W_])", r"(?![^\W_])", r"[\W_]+"
_ENDINGS = (
    *("иями", "ьями"),
    *("иях", "ием", "ией", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими"),
    *("ию", "ия", "ии", "ие", "ая", "яя", "ую", "юю", "ое", "ее", "ые", "ый", "ий", "ой", "ей"),
    *("ым", "им", "ом", "ем", "ых", "их", "ах", "ях", "ам", "ям", "ов", "ев", "ью", "ья", "ье"),
    *("а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й"),
)
"""Of nouns and adjectives, the longest first."""


def fold(text: str) -> str:
    return text.lower().replace("ё", "е")


def stem(word: str) -> str:
    """A folded word without its ending."""
    if len(word) < LONG:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= KEPT:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Term:
    """Words that follow each other; the last may be but a beginning."""

    words: tuple[str, ...]
    is_beginning: bool

    @cached_property
    def pattern(self) -> str:
        words = (re.escape(word).replace("е", "[её]") for word in self.words)
        end = r"[^\W_]*" if self.is_beginning else _ENDS
        return _BEGINS + _BETWEEN.join(words) + end


@dataclass(frozen=True)
class Words:
    """What is looked for in a text: all of the terms."""

    terms: tuple[Term, ...]

    @classmethod
    def read(cls, written: str) -> "Words":
        return cls(tuple(dict.fromkeys(_terms(written))))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def are_in(self, text: str) -> bool:
        folded = fold(text)
        return all(all(word in folded for word in term.words) for term in self.terms) and all(
            pattern.search(text) for pattern in self._patterns
        )

    def marks(self, text: str) -> Sequence[tuple[int, int]]:
        """Where in a text the found words begin and end, in order."""
        return [] if self._any is None else [match.span() for match in self._any.finditer(text)]

    @cached_property
    def _patterns(self) -> Sequence[re.Pattern[str]]:
        return [re.compile(term.pattern, re.IGNORECASE) for term in self.terms]

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        both = "|".join(term.pattern for term in self.terms)
        return re.compile(both, re.IGNORECASE) if both else None


def _terms(written: str) -> Iterator[Term]:
    for part in _PART.finditer(written):
        phrase, word = part.groups()
        if word is not None:
            yield Term((stem(fold(word)),), is_beginning=len(word) >= LONG)
        elif words := tuple(_WORD.findall(fold(phrase))):
            yield Term(words, is_beginning=False)
