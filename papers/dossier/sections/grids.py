"""Tables whose cells are text."""

from collections.abc import Sequence

from models import Text
from papers.charts.table import DataTable
from papers.dossier.blocks import Grid
from papers.dossier.naming import Voice

Head = Text | tuple[Text, bool]
"""With whether the column has figures."""


def grid(
    voice: Voice, heads: Sequence[Head], rows: Sequence[Sequence[str]], caption: str = ""
) -> Grid:
    named = [head if isinstance(head, tuple) else (head, False) for head in heads]
    return Grid(
        DataTable(
            caption,
            tuple(voice.say(head) for head, _ in named),
            tuple(tuple(row) for row in rows),
            tuple(numeric for _, numeric in named),
        )
    )
