"""Which questions somebody is asked, given what they answered so far."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from workflow.monitoring.questionnaires.document import Group, Question, QuestionType
from workflow.monitoring.questionnaires.expressions import Situation, Value, parse
from workflow.monitoring.questionnaires.expressions.values import day

Answer = str | int | float | list[str]
"""As it is stored: one choice "code", several ["code", …] in the order of the options, a whole
number 3, a decimal one 3.5, a day "2017-11-02", words "…"."""
Answers = Mapping[str, Answer]
"""Name of the question → answer; a question without an answer is left out."""


@dataclass
class Asking:
    """Goes through a questionnaire once, from its first question to its last. Conditions only look
    back, so nothing that was decided is decided anew: who answers to be asked less cannot be asked
    again by it, and one way is enough."""

    today: date
    answer: Callable[[Question, "Asking"], Answer | None]
    """The answer to a question that is asked; None if there is none that counts."""
    shown: set[str] = field(default_factory=set)
    """Questions, notes and groups that are asked."""
    kept: dict[str, Answer] = field(default_factory=dict)
    _values: dict[str, Value] = field(default_factory=dict)

    def ask(self, items: Iterable[Group | Question]) -> None:
        for item in items:
            if item.relevant is not None and not self.holds(item.relevant):
                continue  # and with a group everything in it
            self.shown.add(item.name)
            if isinstance(item, Group):
                self.ask(item.items)
            elif item.scale is not None:
                self._note(item, self.answer(item, self))

    def _note(self, question: Question, answer: Answer | None) -> None:
        if answer is not None:
            self.kept[question.name] = answer
            self._values[question.name] = value_of(question, answer)

    def holds(self, condition: str, itself: Value = "") -> bool:
        situation = Situation(lambda name: self._values.get(name, ""), self.today, itself)
        return parse(condition).holds(situation)


def value_of(question: Question, answer: Answer) -> Value:
    """What an answer is to a condition."""
    match answer:
        case int() | float():
            return float(answer)
        case str() if question.type == QuestionType.DATE:
            return day(answer) or answer
        case str():
            return answer
    return " ".join(answer)
