"""A labelled file as SPSS, PSPP, R's haven and others read it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models.text import Language
from papers.survey import phrases
from papers.survey.answers import leading, led_by
from papers.survey.codebook import label_of, leading_labels
from papers.survey.coding import Coded, coding
from workflow.monitoring.microdata.released import HIDDEN, Microdata, Value, Variable

LONGEST_LABEL, LONGEST_VALUE_LABEL = 255, 120
"""Bytes, as SPSS has room for."""
WRITTEN_AT = slice(92, 109)
"""Where the file's head says on which day and at what time it was written."""
NO_TIME = b"01 Jan 8000:00:00"


def answers_sav(microdata: Microdata, language: Language) -> bytes:
    """Options are numbers with labels, scales are ordinal, what was not answered is missing and
    what is hidden is a missing value with its own label. The same microdata makes the same bytes:
    no time of writing is in them."""
    # Takes most of a second, which no other command should wait for.
    import pandas  # noqa: PLC0415
    import pyreadstat  # noqa: PLC0415

    columns = [*_leading(microdata, language), *_answers(microdata, language)]
    table = pandas.DataFrame({column.name: column.cells for column in columns}, dtype="float64")
    title = microdata.title.in_(language)
    if microdata.is_sample:
        title = f"{phrases.SAMPLE.in_(language)} {title}"
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.sav"
        pyreadstat.write_sav(
            table,
            file,
            file_label=_cut(title, 64),
            column_labels={column.name: column.label for column in columns},
            variable_value_labels={column.name: column.labels for column in columns},
            missing_ranges={column.name: [*column.missing] for column in columns if column.missing},
            variable_measure={column.name: column.measure for column in columns},
        )
        made = bytearray(file.read_bytes())
    made[WRITTEN_AT] = NO_TIME
    return bytes(made)


class _Column:
    """A variable as the file has it."""

    def __init__(
        self,
        name: str,
        label: str,
        coded: Sequence[Coded],
        cells: Sequence[Any],
        measure: str,
        language: Language,
    ) -> None:
        self.name, self.measure = name, measure
        self.label = _cut(label, LONGEST_LABEL)
        self.labels = {
            float(c.number): _cut(c.label.in_(language), LONGEST_VALUE_LABEL) for c in coded
        }
        self.missing = [float(c.number) for c in coded if c.is_missing][:3]
        numbers = {c.code: c.number for c in coded}
        self.cells = [_number(cell, numbers) for cell in cells]


def _leading(microdata: Microdata, language: Language) -> list[_Column]:
    names = leading(microdata)
    rows = [led_by(row, names) for row in microdata.rows]
    described = leading_labels(microdata).items()
    return [
        _Column(name, label.in_(language), coded, [row[n] for row in rows], "nominal", language)
        for n, (name, (label, coded)) in enumerate(described)
    ]


def _answers(microdata: Microdata, language: Language) -> list[_Column]:
    made = []
    for n, variable in enumerate(microdata.variables):
        values = microdata.column(n)
        label, coded = label_of(variable).in_(language), coding(variable, set(values))
        made.append(_Column(variable.name, label, coded, values, _measure(variable), language))
    return made


def _measure(variable: Variable) -> str:
    if variable.is_number:
        return "scale"
    return "ordinal" if variable.is_ordered else "nominal"


def _number(cell: Value, numbers: dict[str, int]) -> float | None:
    if cell is HIDDEN:
        return numbers[HIDDEN.value]
    return numbers[cell] if isinstance(cell, str) else cell


def _cut(text: str, most: int) -> str:
    """No more bytes than there is room for, without half a letter at the end."""
    whole = " ".join(text.split()).encode()
    if len(whole) <= most:
        return whole.decode()
    return whole[: most - 3].decode(errors="ignore").rstrip() + "…"
