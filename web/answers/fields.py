"""A page of the form as its template draws it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models import Text
from papers.typography import day_in
from web.answers.posted import Given
from web.answers.steps import Step, within
from web.answers.visit import Filled
from web.answers.words import CHOOSE_SEVERAL, DECIMAL, WHOLE
from workflow.monitoring.questionnaires.document import Group, Option, Question, QuestionType


@dataclass(frozen=True)
class Heading:
    """Of a group inside the page's own."""

    level: int
    label: Text

    kind = "heading"


@dataclass(frozen=True)
class Field:
    question: Question
    values: tuple[str, ...]
    """As they were typed."""
    problem: Text | None
    follows: bool
    """It is asked because of an answer on the same page."""
    is_new: bool = False
    """It was not there when the page was sent."""

    @property
    def kind(self) -> str:
        """The part of the template that draws it."""
        if self.question.appearance == "likert":
            return "scale"
        if self.question.appearance == "multiline":
            return "words"
        return _KINDS[self.question.type]

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def answers(self) -> tuple[Text | str, ...]:
        """In words: the labels of what was chosen, or what was typed."""
        if self.kind == "day":
            return tuple(_day(value) for value in self.values)
        labels = {option.code: option.label for option in self.question.options}
        return tuple(labels.get(value, value) for value in self.values)

    @property
    def beside(self) -> tuple[Option, ...]:
        """Options that stand on no scale: “hard to say”."""
        return tuple(option for option in self.question.options if option.no_answer)

    @property
    def anchor(self) -> str:
        """What a link to the question leads to: the first thing in it that can be answered."""
        return f"q-{self.question.name}"

    @property
    def own_hint(self) -> Text | None:
        """What helps where the questionnaire has no hint."""
        return _HINTS.get(self.kind)

    @property
    def described_by(self) -> str:
        """Ids of what is to be read out with it."""
        name = self.question.name
        hint = self.question.hint or self.own_hint
        told = [("follows", self.follows), ("hint", hint), ("error", self.problem)]
        return " ".join(f"{part}-{name}" for part, is_there in told if is_there)


def fields_of(
    step: Step,
    filled: Filled,
    problems: Mapping[str, Text],
    was_shown: frozenset[str] | None = None,
) -> Iterator[Heading | Field]:
    """What is asked on the page. `was_shown` are its questions when it was sent, if it was."""
    for item, depth in within(step.items):
        if item.name not in filled.shown:
            continue
        if isinstance(item, Group):
            if item.label:
                yield Heading(min(depth + 2, 4), item.label)
            continue
        yield Field(
            item,
            values_of(filled.given, item.name),
            problems.get(item.name),
            follows=item.name in step.followed_up,
            is_new=was_shown is not None
            and item.type != QuestionType.NOTE
            and item.name not in was_shown,
        )


def answered_fields(step: Step, filled: Filled) -> Iterator[Field]:
    """What is asked on the page and wants an answer, with what is wrong with it."""
    for field in fields_of(step, filled, filled.problems(step)):
        if isinstance(field, Field) and field.kind != "note":
            yield field


def values_of(given: Given, name: str) -> tuple[str, ...]:
    found: object = given.get(name, ())
    if isinstance(found, Sequence) and not isinstance(found, str):
        return tuple(str(each) for each in found)
    return (str(found),)


def _day(typed: str) -> Text | str:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return typed
    return Text(ru=day_in(day, "ru"), en=day_in(day, "en"))


_KINDS: Mapping[QuestionType, str] = {
    QuestionType.SELECT_ONE: "one",
    QuestionType.SELECT_MULTIPLE: "several",
    QuestionType.INTEGER: "whole",
    QuestionType.DECIMAL: "decimal",
    QuestionType.DATE: "day",
    QuestionType.TEXT: "line",
    QuestionType.NOTE: "note",
}
_HINTS: Mapping[str, Text] = {"several": CHOOSE_SEVERAL, "whole": WHOLE, "decimal": DECIMAL}
