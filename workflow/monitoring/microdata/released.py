"""What is released of the answers to a questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from models import Text
from workflow.monitoring.questionnaires.document import Option, Question, Scale


class Withheld(Enum):
    HIDDEN = "suppressed"


HIDDEN: Final = Withheld.HIDDEN
"""There is an answer, or there is none: which of both would be about too few people."""
Value = str | int | float | Literal[Withheld.HIDDEN] | None
"""A chosen option's code; 1 or 0 for one of several; a number; None where nothing was answered."""


@dataclass(frozen=True)
class Variable:
    """A column of answers."""

    name: str
    """Good for statistical programs: a letter first, 64 characters at most, each once."""
    question: Question
    option: Option | None = None
    """Of a question of several choices: the one that was chosen or not."""

    @property
    def is_number(self) -> bool:
        return self.question.scale in (Scale.COUNT, Scale.AMOUNT, Scale.ACCOUNT)

    @property
    def is_ordered(self) -> bool:
        return self.question.scale is Scale.ORDINAL


@dataclass(frozen=True)
class Row:
    round: str
    respondent: int | None
    """A number of this file's own: the same in both rounds, and nowhere else."""
    district: str | None
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Microdata:
    questionnaire: str
    title: Text
    rounds: Mapping[str, Text]
    """Code → title, in order of time."""
    districts: Mapping[str, Text]
    """Code → title; none where districts were left out."""
    is_linked: bool
    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    """In an order that follows from what they say alone."""
    left_out: tuple[Question, ...]
    """Asked, but not here: words and days, and what would tell a hidden answer."""
    is_sample: bool = False

    def column(self, n: int) -> list[Value]:
        return [row.values[n] for row in self.rows]
