"""What a simulated respondent answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import log
from random import Random

from workflow.monitoring.questionnaires.answers import Answer, check_answers
from workflow.monitoring.questionnaires.answers.asking import Asking
from workflow.monitoring.questionnaires.document import (
    Option,
    Question,
    QuestionnaireDocument,
    QuestionType,
    Scale,
)

SAYS_NOTHING = 0.05
"""How often somebody chooses “hard to say”, or leaves out what need not be answered."""
WRITES = 0.3
"""How often somebody answers in words."""
STEADY = 0.85
"""How often somebody stays with what they said about a matter of yes or no."""
TRIES = 30
PERSON, ITEM, MOMENT = 0.16, 0.12, 0.14
"""How far people differ from each other, a person's answers to two questions, and answers to the
same question on two days."""


@dataclass(frozen=True)
class Leaning:
    """One respondent in one round."""

    who: str
    """Names the respondent's chance: the same one answers alike in every round."""
    round: str
    favourable: float
    comments: Sequence[str]
    today: date

    def steady(self, about: str) -> Random:
        """Chance that falls the same way whenever this respondent is asked."""
        return Random(f"{self.who}.{about}")

    def fickle(self, about: str) -> Random:
        return Random(f"{self.who}.{self.round}.{about}")

    @cached_property
    def character(self) -> float:
        return self.steady("character").gauss(0, PERSON)

    def position(self, name: str) -> float:
        """From 0, the unfavourable end, to 1."""
        item = self.steady(name).gauss(0, ITEM) + self.fickle(name).gauss(0, MOMENT)
        return min(0.999, max(0.0, self.favourable + self.character + item))


class NoAnswer(Exception):
    """The questionnaire asks for what nobody here can think of."""


def answers_of(document: QuestionnaireDocument, leaning: Leaning) -> dict[str, Answer]:
    """Answers as they may be kept: every condition and constraint is minded. Raises NoAnswer."""

    def answer(question: Question, asking: Asking) -> Answer | None:
        for n in range(TRIES):
            found = _draw(question, leaning, n)
            given = {**asking.kept} if found is None else {**asking.kept, question.name: found}
            if question.name not in check_answers(document, given, today=leaning.today).problems:
                return found
        raise NoAnswer(f"{document.questionnaire}, {question.name}: no answer was found")

    asking = Asking(leaning.today, answer)
    asking.ask(document.items)
    return asking.kept


def _draw(question: Question, leaning: Leaning, n: int) -> Answer | None:
    """The n-th thing that comes to mind: what is the respondent's own first, then anything."""
    chance = leaning.fickle(f"{question.name}.{n}")
    if not question.required and (n == TRIES - 1 or chance.random() < SAYS_NOTHING):
        return None
    is_own = n < TRIES // 2
    position = leaning.position(question.name) if is_own else chance.random()
    match question.scale:
        case Scale.ORDINAL | Scale.BINARY | Scale.NOMINAL:
            return _choice(question, leaning, position, chance)
        case Scale.MULTIPLE:
            return _several(question, leaning if is_own else None, position, chance)
        case Scale.WORDS:
            return _words(question, leaning, chance)
    steady = leaning.steady(f"{question.name}.many")
    return _number(question, position, steady if is_own else chance, chance)


def _choice(question: Question, leaning: Leaning, position: float, chance: Random) -> str:
    silent = [option for option in question.options if option.no_answer]
    if silent and chance.random() < SAYS_NOTHING:
        return silent[0].code
    options = question.counted_options
    steady = leaning.steady(f"{question.name}.choice")
    if question.scale is Scale.NOMINAL:
        return (steady if chance.random() < STEADY else chance).choice(options).code
    if question.scale is Scale.BINARY:
        is_favourable = (steady if chance.random() < STEADY else chance).random() < position
        fitting = [option for option in options if option.favourable is is_favourable]
        return steady.choice(fitting or options).code
    ordered = _towards_favourable(options)
    return ordered[int(position * len(ordered))].code


def _towards_favourable(options: Sequence[Option]) -> Sequence[Option]:
    return options[::-1] if options[0].favourable else options


def _several(
    question: Question, own: Leaning | None, position: float, chance: Random
) -> list[str] | None:
    def comes_to_mind(code: str) -> bool:
        is_own = own is not None and chance.random() < STEADY
        drawn = own.steady(f"{question.name}.{code}") if own and is_own else chance
        return drawn.random() < 0.2 + position / 2

    chosen = [option.code for option in question.counted_options if comes_to_mind(option.code)]
    if chosen or not question.required:
        return chosen or None
    return [chance.choice(question.options).code]


def _words(question: Question, leaning: Leaning, chance: Random) -> str | None:
    if question.type is QuestionType.DATE:
        return (leaning.today - timedelta(days=chance.randrange(1, 365))).isoformat()
    if not leaning.comments or (not question.required and chance.random() > WRITES):
        return None
    return chance.choice(leaning.comments)


def _number(question: Question, position: float, own: Random, chance: Random) -> int | float:
    """Few occurrences are frequent and many are rare; of a plan or a fact, some dozens."""
    mean = 0.4 + 3 * position if question.account is None else 8 + 12 * position
    drawn = -log(1 - own.random()) * mean * chance.uniform(0.7, 1.3)
    return int(drawn) if question.type is QuestionType.INTEGER else round(drawn, 1)
