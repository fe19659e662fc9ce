"""Rows as they leave: neither their order nor a number tells more than the answers do."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from workflow.monitoring.microdata.hiding import is_few
from workflow.monitoring.microdata.released import Row, Value
from workflow.monitoring.microdata.table import Table


def may_be_linked(table: Table) -> bool:
    """Whether it may be told which rows are of one person: where those who are in both rounds, and
    those in one alone, are nobody or enough, and no change of an answer is that of too few."""
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for n, (who, (round_, _)) in enumerate(zip(table.who, table.strata, strict=True)):
        if who is None:
            return False
        people[who][round_] = n
    pairs = [tuple(found.values()) for found in people.values() if len(found) == 2]
    groups = Counter(tuple(found) for found in people.values())
    return (
        bool(pairs)
        and not any(is_few(n) for n in groups.values())
        and not any(_few_moved(column, pairs) for column in table.columns)
    )


def _few_moved(column: Sequence[Value], pairs: Sequence[tuple[int, ...]]) -> bool:
    moves = Counter(_move(column[before], column[after]) for before, after in pairs)
    return any(is_few(n) for n in moves.values())


def _move(before: Value, after: Value) -> tuple[Value, Value] | None:
    """None: the same as before. Numbers go up or down; any other change is one of its own."""
    if before == after:
        return None
    if isinstance(before, int | float) and isinstance(after, int | float):
        return (0, 1) if after > before else (1, 0)
    return before, after


def rows(table: Table, columns: Sequence[int], *, linked: bool) -> tuple[Row, ...]:
    """Round by round, in the order of what they say; people in the order of all that they say."""
    people: dict[str | int, list[Row]] = defaultdict(list)
    for n, (round_, district) in enumerate(table.strata):
        values = tuple(table.columns[column][n] for column in columns)
        who = table.who[n] if linked else None
        people[n if who is None else who].append(Row(round_, None, district, values))
    ordered = sorted(people.values(), key=lambda each: [_key(row) for row in each])
    made = _numbered(ordered) if linked else (row for each in ordered for row in each)
    place = {round_: n for n, (round_, _) in reversed(list(enumerate(table.strata)))}
    return tuple(sorted(made, key=lambda row: place[row.round]))


def _numbered(people: Sequence[Sequence[Row]]) -> Iterator[Row]:
    for n, each in enumerate(people, start=1):
        for row in each:
            yield Row(row.round, n, row.district, row.values)


def _key(row: Row) -> tuple[str, str, list[tuple[bool, float, str]]]:
    return row.round, row.district or "", [_sortable(value) for value in row.values]


def _sortable(value: Value) -> tuple[bool, float, str]:
    if isinstance(value, int | float):
        return False, value, ""
    return True, 0, str(value)
