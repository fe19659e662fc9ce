from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import nan

from workflow.monitoring.questionnaires.expressions.values import Value, boolean, day, string


@dataclass(frozen=True)
class Function:
    written: str
    """How it is called, for messages."""
    takes: int
    """Number of arguments."""
    of: Callable[..., Value]
    """From its arguments' values."""


def _selected(chosen: Value, code: Value) -> Value:
    return string(code) in string(chosen).split()


def _count_selected(chosen: Value) -> Value:
    return float(len(string(chosen).split()))


def _date(value: Value) -> Value:
    if isinstance(value, date):
        return value
    return day(string(value)) or nan


TODAY = "today"
"""The one function that is told something beside its arguments."""

FUNCTIONS: Mapping[str, Function] = {
    "selected": Function("selected(${name}, 'code')", 2, _selected),
    "count-selected": Function("count-selected(${name})", 1, _count_selected),
    "string-length": Function("string-length(…)", 1, lambda text: float(len(string(text)))),
    "not": Function("not(…)", 1, lambda value: not boolean(value)),
    "true": Function("true()", 0, lambda: True),
    "false": Function("false()", 0, lambda: False),
    "if": Function("if(condition, one, other)", 3, lambda test, a, b: a if boolean(test) else b),
    "coalesce": Function("coalesce(one, other)", 2, lambda a, b: a if string(a) else b),
    TODAY: Function("today()", 0, lambda: nan),
    "date": Function("date('2017-11-30')", 1, _date),
}
