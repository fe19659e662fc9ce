from collections.abc import Sequence
from dataclasses import dataclass

from models import Text
from models.text import Language
from papers.typography import say

_NARROWEST, _WIDEST, _LONGEST_WORD = 6, 40, 18


@dataclass(frozen=True)
class DataTable:
    """Figures as text; the first cell of a row says what the row is of."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    """Of each column, whether it has figures, which stand at its right."""

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide the columns should be, in proportion: by their longest text, but not much
        longer than other columns can bear."""
        columns = zip(self.heads, *self.rows, strict=True)
        return tuple(
            max(
                _NARROWEST, min(_WIDEST, max(map(len, column)) + 2 * numeric), _longest_word(column)
            )
            for column, numeric in zip(columns, self.numeric, strict=True)
        )


def _longest_word(column: Sequence[str]) -> int:
    return min(_LONGEST_WORD, max(len(word) for text in column for word in text.split(" ")) + 2)


def text_table(
    caption: str,
    heads: Sequence[tuple[Text, bool]],
    rows: Sequence[Sequence[str]],
    language: Language,
) -> DataTable:
    """A table with these heads, each with whether its column has figures."""
    return DataTable(
        caption,
        tuple(say(head, language) for head, _ in heads),
        tuple(tuple(row) for row in rows),
        tuple(numeric for _, numeric in heads),
    )
