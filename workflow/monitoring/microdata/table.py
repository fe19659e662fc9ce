"""Answers of all rounds beside each other, and what is hidden of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.monitoring.microdata.hiding import choices, is_few, numbers, several
from workflow.monitoring.microdata.released import HIDDEN, Value, Variable

COST_OF_DISTRICTS = 0.05
"""The share of answers that may be hidden for the sake of telling districts apart."""
Cell = tuple[str, str, str | None]
"""Round, question, option: something that is hidden elsewhere."""
Stratum = tuple[str, str | None]
"""Round and district."""


@dataclass(frozen=True)
class Table:
    variables: Sequence[Variable]
    strata: Sequence[Stratum]
    """Of each row."""
    who: Sequence[str | None]
    columns: Sequence[Sequence[Value]]
    """Of each variable."""

    @property
    def has_districts(self) -> bool:
        return any(district for _, district in self.strata)

    @property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Question → the numbers of its columns."""
        found = defaultdict(list)
        for n, variable in enumerate(self.variables):
            found[variable.question.name].append(n)
        return found


def hide(table: Table, withheld: Collection[Cell]) -> Table:
    """The table with what is rare hidden. What is hidden of a round depends on that round alone, so
    that a file of the first round and a later one of both do not tell together what each hides."""
    parts = [_hide_round(part, withheld) for part in _by_round(table)]
    has_districts = all(part.has_districts for part in parts)
    strata = [stratum for part in parts for stratum in part.strata]
    return Table(
        variables=table.variables,
        strata=strata if has_districts else [(round_, None) for round_, _ in strata],
        who=[who for part in parts for who in part.who],
        columns=[
            [value for part in parts for value in part.columns[n]]
            for n in range(len(table.variables))
        ],
    )


def _by_round(table: Table) -> Iterator[Table]:
    for code in dict.fromkeys(round_ for round_, _ in table.strata):
        rows = [n for n, (round_, _) in enumerate(table.strata) if round_ == code]
        yield Table(
            table.variables,
            [table.strata[n] for n in rows],
            [table.who[n] for n in rows],
            [[column[n] for n in rows] for column in table.columns],
        )


def _hide_round(table: Table, withheld: Collection[Cell]) -> Table:
    """Districts are told apart only where each has enough people, and where hiding what is rare in
    each costs little."""
    plain = replace(table, strata=[(round_, None) for round_, _ in table.strata])
    together = _hidden(plain, withheld)
    sizes = Counter(table.strata).values()
    if len(sizes) < 2 or any(is_few(n) for n in sizes):
        return together
    apart = _hidden(table, withheld)
    answers = sum(len(column) for column in table.columns)
    return apart if _lost(apart) - _lost(together) <= COST_OF_DISTRICTS * answers else together


def _lost(table: Table) -> int:
    return sum(column.count(HIDDEN) for column in table.columns)


def _hidden(table: Table, withheld: Collection[Cell]) -> Table:
    columns = [list(column) for column in table.columns]
    rows_of = defaultdict(list)
    for row, stratum in enumerate(table.strata):
        rows_of[stratum].append(row)
    for (round_, _), rows in rows_of.items():
        for name, numbered in table.places.items():
            variables = [table.variables[n] for n in numbered]
            given = [[table.columns[n][row] for row in rows] for n in numbered]
            also = {option for r, q, option in withheld if (r, q) == (round_, name)}
            for n, values in zip(numbered, _guarded(variables, given, also), strict=True):
                for row, value in zip(rows, values, strict=True):
                    columns[n][row] = value
    return replace(table, columns=columns)


def _guarded(
    variables: Sequence[Variable], given: Sequence[Sequence[Value]], also: Collection[str | None]
) -> Sequence[Sequence[Value]]:
    """The columns of one question in one stratum."""
    if variables[0].is_number:
        return [numbers(given[0])]
    if variables[0].option is None:
        return [choices(given[0], also)]
    options = [variable.option.code for variable in variables if variable.option]
    return several(given, [n for n, code in enumerate(options) if code in also])


def telling(table: Table, following: Mapping[str, set[str]]) -> set[str]:
    """Questions that tell what is hidden of another, by who skipped them: those that may be asked
    only after certain answers to it, where too few skipped the same of them."""
    places = table.places
    return {
        name
        for condition, names in following.items()
        if condition in places and _tells(table, places[condition], names & places.keys())
        for name in names
    }


def _tells(table: Table, condition: Sequence[int], names: Collection[str]) -> bool:
    places = [table.places[name] for name in sorted(names)]
    skipped = Counter(
        (table.strata[row], *(_state([table.columns[n][row] for n in place]) for place in places))
        for row in range(len(table.strata))
        if any(table.columns[n][row] is HIDDEN for n in condition)
    )
    return bool(places) and any(is_few(n) for n in skipped.values())


def _state(values: Sequence[Value]) -> str:
    if None in values:
        return "silent"
    return "hidden" if all(value is HIDDEN for value in values) else "answered"
