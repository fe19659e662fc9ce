"""The workbook against figures computed anew from its own cells of scores."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from papers.selection.workbook import selection_xlsx
from tests.papers import samples, selections

Rows = list[tuple[Any, ...]]


def rows(made: bytes, place: int, *, values: bool = True) -> Rows:
    """The sheet's rows under its header."""
    sheet = load_workbook(BytesIO(made), data_only=values).worksheets[place]
    return list(sheet.iter_rows(min_row=2, values_only=True))


def totals(made: bytes) -> dict[str, list[tuple[str, float, float]]]:
    """Initiative → expert, plain mean and weighted total of each review that counts."""
    coefficients = list(selections.COEFFICIENTS.values())
    found: dict[str, list[tuple[str, float, float]]] = {}
    for _, code, _, expert, _, aside, _, *cells in rows(made, 1):
        scores = cells[: len(coefficients)]
        points = sum(score * k for score, k in zip(scores, coefficients, strict=True))
        if not aside:
            total = (expert, sum(scores) / len(scores), points / sum(coefficients))
            found.setdefault(code, []).append(total)
    return found


def test_the_ranking_follows_from_the_scores() -> None:
    made = selection_xlsx(selections.selection(), "ru")
    leniency = {row[0]: row[1] for row in rows(made, 3)}
    counted = totals(made)

    for _, code, _, _, _, reviews, raw, weighted, adjusted, spread, flag, *_ in rows(made, 0):
        own = counted[code]
        theirs = [total for _, _, total in own]
        assert reviews == len(own)
        assert raw == pytest.approx(sum(plain for _, plain, _ in own) / len(own))
        assert weighted == pytest.approx(sum(theirs) / len(own))
        without = [total - leniency[expert] for expert, _, total in own]
        assert adjusted == pytest.approx(sum(without) / len(own))
        assert spread == pytest.approx(max(theirs) - min(theirs))
        assert flag == ("да" if spread > 3 else None)


def test_of_equals_the_first_line_ranks_first() -> None:
    ranking = rows(selection_xlsx(selections.selection(), "en"), 0)

    assert [(row[0], row[1]) for row in ranking] == [
        (1, "15-03"),
        (2, "15-01"),
        (3, "15-04"),
        (4, "15-02"),
    ]
    assert ranking[1][7] == ranking[2][7]


def test_a_leniency_solves_its_equation() -> None:
    selection = selections.selection()
    made = selection_xlsx(selection, "en")
    adjusted = {row[1]: row[8] for row in rows(made, 0)}

    for expert, leniency, reviews, *_ in rows(made, 3):
        distances = [
            total - adjusted[code]
            for code, own in totals(made).items()
            for name, _, total in own
            if name == expert
        ]
        assert reviews == len(distances)
        assert leniency == pytest.approx(sum(distances) / (reviews + selection.shrinkage))


def test_figures_are_formulas() -> None:
    made = selection_xlsx(selections.selection(), "ru")

    for row in rows(made, 0, values=False):
        assert all(str(row[place]).startswith("=") for place in (0, 5, 6, 7, 8, 9, 10))


@pytest.mark.parametrize("text", samples.HOSTILE[2:7])
def test_what_people_wrote_is_never_a_formula(text: str) -> None:
    sheets = load_workbook(BytesIO(selection_xlsx(selections.selection(text=text), "ru")))
    cells = [c for sheet in sheets for row in sheet.iter_rows() for c in row if c.value == text]

    assert len(cells) == 4 * 2 + 12 * 3  # titles and reasons, justifications
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_selection_of_nothing_makes_a_workbook() -> None:
    nothing = selections.selection(initiatives=(), reviews=(), leniency={})

    assert rows(selection_xlsx(nothing, "en"), 0) == []
