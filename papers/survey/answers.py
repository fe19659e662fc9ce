import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from workflow.monitoring.microdata.released import HIDDEN, Microdata, Row, Value

ROUND, RESPONDENT, DISTRICT = "round", "respondent", "district"


def answers_csv(microdata: Microdata) -> bytes:
    """One row a response: codes of options, 1 and 0 for each of several, numbers with a point; an
    empty cell where nothing was answered, `suppressed` where it must not be told. Only letters and
    signs that every program reads alike."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(titles(microdata))
    rows.writerows(_cells(microdata))
    return written.getvalue().encode()


def titles(microdata: Microdata) -> list[str]:
    return [*leading(microdata), *(variable.name for variable in microdata.variables)]


def leading(microdata: Microdata) -> list[str]:
    """The columns before the answers."""
    shown = {ROUND: True, RESPONDENT: microdata.is_linked, DISTRICT: bool(microdata.districts)}
    return [name for name, is_shown in shown.items() if is_shown]


def led_by(row: Row, columns: Iterable[str]) -> list[str | int | None]:
    whole = {ROUND: row.round, RESPONDENT: row.respondent, DISTRICT: row.district}
    return [whole[name] for name in columns]


def _cells(microdata: Microdata) -> Iterator[list[str | int | float | None]]:
    columns = leading(microdata)
    for row in microdata.rows:
        yield [*led_by(row, columns), *(_cell(value) for value in row.values)]


def _cell(value: Value) -> str | int | float | None:
    return HIDDEN.value if value is HIDDEN else value
