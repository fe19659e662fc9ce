from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce

from workflow.monitoring.questionnaires.expressions.functions import FUNCTIONS, TODAY
from workflow.monitoring.questionnaires.expressions.values import (
    Value,
    boolean,
    compare,
    compute,
    number,
)


class Unreadable(Exception):
    """A condition is not understood; the words say which part of it."""


@dataclass(frozen=True)
class Situation:
    """What a condition is asked about."""

    answers: Callable[[str], Value]
    """Of a question's name: its answer, an empty string if there is none."""
    today: date
    itself: Value = ""
    """The answer that a constraint is about."""


@dataclass(frozen=True)
class Constant:
    value: str | float


@dataclass(frozen=True)
class AnswerTo:
    name: str


@dataclass(frozen=True)
class Itself:
    pass


@dataclass(frozen=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Joined:
    sign: str
    """and, or"""
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Compared:
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Computed:
    """From left to right."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True)
class Negative:
    part: "Node"


Node = Constant | AnswerTo | Itself | Call | Joined | Compared | Computed | Negative


def evaluate(node: Node, situation: Situation) -> Value:
    def value(part: Node) -> Value:
        return evaluate(part, situation)

    match node:
        case Constant():
            return node.value
        case AnswerTo():
            return situation.answers(node.name)
        case Itself():
            return situation.itself
        case Call(function=name) if name == TODAY:
            return situation.today
        case Call():
            return FUNCTIONS[node.function].of(*map(value, node.arguments))
        case Joined():
            every = all if node.sign == "and" else any
            return every(boolean(value(part)) for part in node.parts)
        case Compared():
            return compare(node.sign, value(node.left), value(node.right))
        case Negative():
            return -number(value(node.part))
    return reduce(
        lambda sum_, step: compute(step[0], sum_, number(value(step[1]))),
        node.rest,
        number(value(node.first)),
    )


def parts(node: Node) -> tuple[Node, ...]:
    """What it is directly made of."""
    match node:
        case Call():
            return node.arguments
        case Joined():
            return node.parts
        case Compared():
            return (node.left, node.right)
        case Computed():
            return (node.first, *(part for _, part in node.rest))
        case Negative():
            return (node.part,)
    return ()


def everything(node: Node) -> Iterator[Node]:
    yield node
    for part in parts(node):
        yield from everything(part)
