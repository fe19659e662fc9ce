"""The columns that a questionnaire makes, and what an answer puts into them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workflow.monitoring.microdata.released import Value, Variable
from workflow.monitoring.questionnaires.document import (
    Group,
    Question,
    QuestionnaireDocument,
    Scale,
)
from workflow.monitoring.questionnaires.expressions import parse

LONGEST = 64
"""Characters in a name, as SPSS wants it."""
RESERVED = frozenset(
    [
        *("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"),
        *("round", "respondent", "district"),
    ]
)
"""Names that SPSS keeps for itself, and those of the file's other columns."""


def variables(document: QuestionnaireDocument) -> Iterator[Variable]:
    """One for each question that is answered by a choice or a number; one for each option where
    there may be several."""
    taken: set[str] = set()
    for question in document.questions.values():
        if question.scale is Scale.MULTIPLE:
            for option in question.options:
                name = _free(f"{question.name}_{option.code}", taken)
                yield Variable(name, question, option)
        elif question.scale not in (None, Scale.WORDS):
            yield Variable(_free(question.name, taken), question)


def value_of(variable: Variable, answers: Mapping[str, Any]) -> Value:
    answer = answers.get(variable.question.name)
    if answer is None or variable.option is None:
        return answer
    return int(variable.option.code in answer)


def dependent(document: QuestionnaireDocument) -> dict[str, set[str]]:
    """Question → those that are asked only after certain answers to it, directly or through
    others: who skipped them has said something about it."""
    told_by = {
        question.name: {name for condition in conditions for name in parse(condition).names}
        for question, conditions in _conditions(document.items, ())
    }
    return {name: _following(name, told_by) for name in told_by}


def _conditions(
    items: Iterable[Group | Question], above: tuple[str, ...]
) -> Iterator[tuple[Question, tuple[str, ...]]]:
    for item in items:
        conditions = (*above, item.relevant) if item.relevant else above
        if isinstance(item, Group):
            yield from _conditions(item.items, conditions)
        else:
            yield item, conditions


def _following(name: str, told_by: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    nearest = {name}
    while nearest:
        nearest = {q for q, names in told_by.items() if names & nearest} - found
        found |= nearest
    return found


def _free(wanted: str, taken: set[str]) -> str:
    plain = re.sub(r"[^A-Za-z0-9_]", "_", wanted)[:LONGEST].rstrip("_")
    name, n = plain, 1
    while name.lower() in taken or name.lower() in RESERVED:
        n += 1
        name = f"{plain[: LONGEST - 4]}_{n}"
    taken.add(name.lower())
    return name
