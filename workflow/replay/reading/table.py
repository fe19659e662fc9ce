"""A log as a table (CSV): a row is an event, and the first row names the columns."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from workflow.replay.reading.log import Log
from workflow.replay.reading.mistakes import Mistakes
from workflow.replay.reading.spellings import COLUMNS, NECESSARY, Field, Given, folded
from workflow.replay.reading.told import event_of, name_in

SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True)
class _Header:
    separator: str
    names: Sequence[str]
    places: Mapping[Field, int]

    def told(self, cells: Sequence[str]) -> dict[Field, str]:
        return {of: cells[place] for of, place in self.places.items() if place < len(cells)}


def read_table(lines: Iterable[str], log: Log, given: Given, mistakes: Mistakes) -> None:
    """Read all of it into `log`. Raises BadDocument where it cannot be read on."""
    feed = iter(lines)
    at, first = next(((n, line) for n, line in enumerate(feed, 1) if line.strip()), (1, ""))
    header = _header(first, at, given, mistakes)
    for line, cells in _rows(feed, at, header.separator, mistakes):
        told = header.told(cells)
        if len(cells) < len(header.names) or any(c.strip() for c in cells[len(header.names) :]):
            words = f"has {len(cells)} cells, and the header has {len(header.names)}"
            mistakes.add(line, "", words)
            continue
        case = name_in(told.get(Field.CASE), Field.CASE, line, mistakes)
        event = event_of(told, line, given, mistakes)
        if case is not None and event is not None:
            log.add(case, event)


def _rows(
    feed: Iterator[str], at: int, separator: str, mistakes: Mistakes
) -> Iterator[tuple[int, list[str]]]:
    """Rows with anything in them, each with the line where it begins."""
    reader = csv.reader(feed, delimiter=separator, strict=True)
    while True:
        line = at + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            mistakes.add(line, "", f"cannot be cut into cells: {error}")
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header(first: str, at: int, given: Given, mistakes: Mistakes) -> _Header:
    """The columns, cut by the separator that makes most of them known."""
    best = max((_cut(first, separator, given) for separator in SEPARATORS), key=_known)
    for of in (*NECESSARY, *(of for of in given.columns if of not in NECESSARY)):
        if of not in best.places:
            mistakes.add(at, of, _lacking(of, best, given))
    for of, place in best.places.items():
        name = best.names[place]
        if best.names.count(name) > 1:
            mistakes.add(at, of, f"two columns are called “{name[:40]}”; rename one")
    mistakes.check()
    return best


def _known(header: _Header) -> int:
    return len(header.places)


def _cut(first: str, separator: str, given: Given) -> _Header:
    try:
        cells = next(csv.reader([first], delimiter=separator, skipinitialspace=True))
    except csv.Error:
        cells = []
    names = [folded(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    places = {
        of: names.index(meant)
        for of in Field
        if (meant := _meant(names, given.names(COLUMNS, of))) is not None
    }
    return _Header(separator, names, places)


def _meant(names: Sequence[str], usual: Sequence[str]) -> str | None:
    return next((folded(name) for name in usual if folded(name) in names), None)


def _lacking(of: Field, header: _Header, given: Given) -> str:
    there = ", ".join(name[:40] for name in header.names[:20]) or "none"
    if of in given.columns:
        return f"there is no column “{given.columns[of][:40]}”; there are: {there}"
    return f"no column is called so; name it, as with --{of} COLUMN; there are: {there}"


def lines_in(texts: Iterable[str], longest: int, mistakes: Mistakes) -> Iterator[str]:
    """Lines with their ends. Raises BadDocument at one that is longer than any table's."""
    rest, count = "", 0
    for text in chain(texts, ("",)):
        *whole, rest = (rest + text).split("\n")
        for line in whole:
            count += 1
            yield line + "\n"
        if len(rest) > longest:
            raise mistakes.give_up(count + 1, f"a line of more than {longest:,} characters")
    if rest:
        yield rest
