"""The numbers by which a .sav file knows what was chosen, and the words beside each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from models import Text
from papers.survey.phrases import CHOSEN, NOT_CHOSEN, SUPPRESSED
from workflow.monitoring.microdata.released import HIDDEN, Value, Variable

BELOW_ALL = -9


@dataclass(frozen=True)
class Coded:
    """A value as both files write it."""

    number: int
    code: str
    """In the CSV file."""
    label: Text
    is_missing: bool = False
    """To be left out of what is computed."""


def coding(variable: Variable, values: Collection[Value]) -> tuple[Coded, ...]:
    """Every value that stands for words, and the one that stands for what is hidden."""
    return (*_options(variable), *_hidden(values))


def numbered(codes: Iterable[str], titles: Mapping[str, Text]) -> tuple[Coded, ...]:
    """Codes that are numbers keep them; others are numbered in their order."""
    known = list(codes)
    whole = all(code.isdecimal() and code == str(int(code)) for code in known)
    return tuple(
        Coded(int(code) if whole else n, code, titles[code])
        for n, code in enumerate(known, start=1)
    )


def _options(variable: Variable) -> tuple[Coded, ...]:
    if variable.is_number:
        return ()
    if variable.option is not None:
        return Coded(0, "0", NOT_CHOSEN), Coded(1, "1", CHOSEN)
    options = {option.code: option for option in variable.question.options}
    labels = {code: option.label for code, option in options.items()}
    return tuple(
        Coded(each.number, each.code, each.label, options[each.code].no_answer)
        for each in numbered(options, labels)
    )


def _hidden(values: Collection[Value]) -> tuple[Coded, ...]:
    if HIDDEN not in values:
        return ()
    number = BELOW_ALL
    while number in values:
        number *= 10
    return (Coded(number, HIDDEN.value, SUPPRESSED, is_missing=True),)
