"""What XPath 1.0 makes of a value where another kind is wanted (sections 3.4, 4.2 to 4.4)."""

import math
import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

Value = str | float | bool | date

_NUMBER = re.compile(r"\s*-?(\d+(\.\d*)?|\.\d+)\s*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EPOCH = date(1970, 1, 1)
_ORDER: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def number(value: Value) -> float:
    match value:
        case date():
            return float((value - _EPOCH).days)
        case str():
            return float(value) if _NUMBER.fullmatch(value) else math.nan
    return float(value)


def boolean(value: Value) -> bool:
    match value:
        case str():
            return value != ""
        case date():
            return True
    return bool(value) and not math.isnan(value)


def string(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"


def day(text: str) -> date | None:
    """The day that a text names as XForms write it."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def compare(sign: str, left: Value, right: Value) -> bool:
    if isinstance(left, date) or isinstance(right, date):
        left, right = _as_day(left), _as_day(right)
    if sign in _ORDER:
        return _ORDER[sign](number(left), number(right))
    return _equal(left, right) == (sign == "=")


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean(left) == boolean(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return number(left) == number(right)


def _as_day(value: Value) -> Value:
    """Beside a day, a text that names one is meant as one."""
    return (day(value) or value) if isinstance(value, str) else value


def compute(sign: str, left: float, right: float) -> float:
    """As IEEE 754 has it: nothing here fails, it only stops being a number."""
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "div":
            return left / right if right else _by_zero(left, right)
    try:
        return math.fmod(left, right)
    except ValueError:
        return math.nan


def _by_zero(left: float, right: float) -> float:
    if math.isnan(left) or left == 0:
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)
