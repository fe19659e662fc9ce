"""From columns to what is compared: a question, or each option of a question of several choices."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from workflow.monitoring.analysis.comparing.sampling import UNCOUNTED, Population
from workflow.monitoring.analysis.comparing.scales import favourable, scores
from workflow.monitoring.analysis.comparing.tables import Places, line_up, tabulate
from workflow.monitoring.analysis.frame import SAID_NOTHING, Column, Ints
from workflow.monitoring.analysis.suppression.choice import Choice
from workflow.monitoring.analysis.suppression.described import Silence
from workflow.monitoring.analysis.suppression.number import Number
from workflow.monitoring.questionnaires.document import Question, Scale

Item = Choice | Number
NOBODY = Column(np.array([], dtype=np.int64), np.zeros((0, 0), dtype=bool), np.array([]))
"""Before, where there is no baseline."""
NUMBERS = (Scale.COUNT, Scale.AMOUNT, Scale.ACCOUNT)


@dataclass(frozen=True)
class Asked:
    """A question and what was answered to it in two rounds, by place."""

    question: Question
    before: Column | None
    after: Column
    places: Places
    population: Population = UNCOUNTED


def items(asked: Asked) -> list[list[Item]]:
    """For each thing that is compared, one item for each place; none for words."""
    match asked.question.scale:
        case Scale.BINARY | Scale.ORDINAL | Scale.NOMINAL:
            return [_choices(asked)]
        case Scale.MULTIPLE:
            return [_options(asked, n) for n in range(len(asked.question.counted_options))]
        case Scale.COUNT | Scale.AMOUNT | Scale.ACCOUNT:
            return [_numbers(asked)]
    return []


def silences(column: Column | None, where: Ints, count: int) -> list[Silence]:
    if column is None:
        return [Silence()] * count
    said = np.bincount(where[column.codes == SAID_NOTHING], minlength=count)
    empty = np.bincount(where[(column.codes < 0) & (column.codes != SAID_NOTHING)], minlength=count)
    return [Silence(int(a), int(b)) for a, b in zip(said, empty, strict=True)]


def _choices(asked: Asked) -> list[Item]:
    question, before = asked.question, asked.before or NOBODY
    options = tuple(option.code for option in question.counted_options)
    tables = tabulate(before.codes, asked.after.codes, len(options), asked.places)
    good, order = favourable(question), scores(question)
    return [
        Choice(
            question.name,
            question.scale or Scale.NOMINAL,
            options,
            good,
            order,
            table,
            **around,
        )
        for table, around in zip(tables, _around(asked), strict=True)
    ]


def _options(asked: Asked, option: int) -> list[Item]:
    """Chosen or not, of all who chose anything."""
    question, code = asked.question, asked.question.counted_options[option].code
    before = _chosen(asked.before or NOBODY, option)
    tables = tabulate(before, _chosen(asked.after, option), 2, asked.places)
    return [
        Choice(
            question.name,
            Scale.MULTIPLE,
            ("", code),
            np.array([False, True]),
            np.array([0, 1]),
            table,
            option=code,
            **around,
        )
        for table, around in zip(tables, _around(asked), strict=True)
    ]


def _chosen(column: Column, option: int) -> Ints:
    if column.chosen is None or not len(column.codes):
        return column.codes
    marked: Ints = np.where(column.answered, column.chosen[:, option], column.codes)
    return marked


def _numbers(asked: Asked) -> list[Item]:
    question, before = asked.question, asked.before or NOBODY
    assert before.numbers is not None, "a number has numbers"
    assert asked.after.numbers is not None, "a number has numbers"
    lines = line_up(
        before.numbers, asked.after.numbers, before.codes, asked.after.codes, asked.places
    )
    return [
        Number(question.name, question.scale or Scale.COUNT, numbers, **around)
        for numbers, around in zip(lines, _around(asked), strict=True)
    ]


def _around(asked: Asked) -> list[dict[str, Any]]:
    """Of each place, who said nothing and who is in both rounds."""
    places = asked.places
    before = silences(asked.before, places.before, places.count)
    after = silences(asked.after, places.after, places.count)
    both = np.bincount(places.before[places.pairing.before], minlength=places.count)
    return [
        {
            "before": before[n] if asked.before is not None else None,
            "after": after[n],
            "in_both": int(both[n]),
            "population": asked.population,
        }
        for n in range(places.count)
    ]
