"""Responses as columns: what the statistics read. A choice is the place of its option among those
that count, so that a hundred thousand answers are counted in a moment."""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workflow.monitoring.questionnaires.document import (
    Question,
    QuestionnaireDocument,
    QuestionType,
    Scale,
)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MISSING = -1
"""Not asked, or left empty."""
SAID_NOTHING = -2
"""“Hard to say”."""


class Row(NamedTuple):
    """A response, as it is read."""

    answers: str
    """Canonical JSON."""
    who: str | None = None
    """The pseudonym or the person, the same in both rounds."""
    district: str | None = None
    """The district's code."""


@dataclass(frozen=True)
class Column:
    """What all answered to one question."""

    codes: Ints
    """Of one choice: the place of the option, or MISSING, or SAID_NOTHING. Of all others: 0 where
    there is an answer."""
    chosen: Bools | None = None
    """Of several choices: person × option."""
    numbers: Floats | None = None
    """Of a number: 0 where there is none."""
    words: tuple[str, ...] = ()
    """Of a text: what was written, by whoever wrote something."""

    @property
    def answered(self) -> Bools:
        return self.codes >= 0

    @property
    def said_nothing(self) -> int:
        return int((self.codes == SAID_NOTHING).sum())


@dataclass(frozen=True)
class Frame:
    """All responses to a questionnaire in one round."""

    size: int
    who: tuple[str | None, ...]
    districts: tuple[str, ...]
    """Codes, sorted."""
    district: Ints
    """Of each person: its place in `districts`, or MISSING."""
    columns: Mapping[str, Column]


def read_frame(
    rows: Iterable[Row], document: QuestionnaireDocument, only: Container[str] | None = None
) -> Frame:
    """Responses are kept in no order, and each time in another one: they are sorted first, so that
    the same answers always come to the same figures to the last digit. `only`: the questions that
    were asked, if not all of the document's."""
    ordered = sorted(rows, key=lambda row: (row.who or "", row.district or "", row.answers))
    answers = [json.loads(row.answers) for row in ordered]
    districts = tuple(sorted({row.district for row in ordered if row.district is not None}))
    place = {code: n for n, code in enumerate(districts)}
    return Frame(
        size=len(ordered),
        who=tuple(row.who for row in ordered),
        districts=districts,
        district=_ints([place.get(row.district or "", MISSING) for row in ordered]),
        columns={
            name: read_column([given.get(name) for given in answers], question)
            for name, question in document.questions.items()
            if question.scale is not None and (only is None or name in only)
        },
    )


def read_column(given: Sequence[Any], question: Question) -> Column:
    match question.scale:
        case Scale.BINARY | Scale.ORDINAL | Scale.NOMINAL:
            places = _places(question)
            return Column(_ints([places.get(answer, MISSING) for answer in given]))
        case Scale.MULTIPLE:
            return _several(given, question)
        case Scale.COUNT | Scale.AMOUNT | Scale.ACCOUNT:
            there = np.array([one is not None for one in given], dtype=bool)
            numbers = np.array([one or 0 for one in given], dtype=float)
            return Column(_present(there), numbers=numbers)
    words = tuple(sorted(one for one in given if one)) if question.type == QuestionType.TEXT else ()
    return Column(_present(np.array([bool(one) for one in given], dtype=bool)), words=words)


def _several(given: Sequence[Any], question: Question) -> Column:
    """Who chose only “hard to say” said nothing. Few selections are different from each other."""
    places = _places(question)
    selections: dict[tuple[str, ...], int] = {}
    which = [selections.setdefault(tuple(codes or ()), len(selections)) for codes in given]
    marks = np.zeros((len(selections), len(question.counted_options)), dtype=bool)
    for codes, selection in selections.items():
        marks[selection, [place for code in codes if (place := places.get(code, MISSING)) >= 0]] = (
            True
        )
    silent = [bool(codes) and not marks[n].any() for codes, n in selections.items()]
    state = np.where(marks.any(axis=1), 0, np.where(silent, SAID_NOTHING, MISSING))
    people = _ints(which)
    return Column(state[people].astype(np.int64), chosen=marks[people])


def _places(question: Question) -> dict[str, int]:
    counted = {option.code: n for n, option in enumerate(question.counted_options)}
    return counted | {option.code: SAID_NOTHING for option in question.options if option.no_answer}


def _present(there: Bools) -> Ints:
    return np.where(there, 0, MISSING).astype(np.int64)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


class Pairing(NamedTuple):
    """Who is in both rounds: places in the one and in the other, side by side."""

    before: Ints
    after: Ints


def pair(before: Frame, after: Frame) -> Pairing:
    """A pseudonym that comes twice in a round is nobody's: neither of its responses is paired."""
    first, second = _once(before.who), _once(after.who)
    both = sorted(first.keys() & second.keys())
    return Pairing(_ints([first[one] for one in both]), _ints([second[one] for one in both]))


NO_PAIRS = Pairing(_ints([]), _ints([]))


def _once(who: Sequence[str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    twice: set[str] = set()
    for place, one in enumerate(who):
        if one is not None:
            if one in found:
                twice.add(one)
            found[one] = place
    return {one: place for one, place in found.items() if one not in twice}
