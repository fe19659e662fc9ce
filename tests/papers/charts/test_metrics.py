"""The table of widths against the letters that papers are really set in."""

import json
from pathlib import Path
from string import ascii_lowercase

import pytest
import typst

from papers.charts.metrics import width_of
from tests.papers.charts import samples

TEXTS = [
    samples.LONG,
    "Съешь же ещё этих мягких французских булок, да выпей чаю",
    "ШИРОКАЯ ЭЛЕКТРИФИКАЦИЯ ЮЖНЫХ ГУБЕРНИЙ ДАСТ МОЩНЫЙ ТОЛЧОК",
    "The quick brown fox jumps over the lazy dog",
    "31 % → 48 %, n = 74 и 81; №\u00a015 «Двор» — 1–5, −12,5 п. п. ≥ 700\u00a0000 ₽",
    *samples.SCALE,
]
MEASURED = """
#let told = json(bytes(sys.inputs.told))
#set text(font: "Libertinus Serif", size: 13pt)
#context [#metadata(told.map(words => (
  measure(words).width.pt(), measure(strong(words)).width.pt(),
))) <widths>]
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> list[list[float]]:
    paper: Path = tmp_path_factory.mktemp("measured") / "paper.typ"
    paper.write_text(MEASURED, encoding="utf-8")
    found = typst.query(
        paper,
        "<widths>",
        field="value",
        one=True,
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(TEXTS)},
    )
    widths: list[list[float]] = json.loads(found)
    return widths


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_no_text_on_paper_is_wider_than_it_was_taken_to_be(
    number: int, measured: list[list[float]]
) -> None:
    plain, bold = measured[number]

    assert plain <= width_of(TEXTS[number], 13)
    assert bold <= width_of(TEXTS[number], 13, bold=True)
    assert plain >= 0.7 * width_of(TEXTS[number], 13)


@pytest.mark.parametrize("letters", ["абвгдеёжзийклмнопрстуфхцчшщъыьэюя", ascii_lowercase])
def test_every_letter_is_in_the_table(letters: str) -> None:
    unknown = width_of("漢", 13)

    assert [sign for sign in letters + letters.upper() if width_of(sign, 13) >= unknown] == []


def test_a_sign_that_is_not_in_the_table_is_taken_to_be_wide() -> None:
    assert width_of("漢", 13) > width_of("Щ", 13)
