"""Charts as drawings and as SVG: whatever they are told, all of it is on the sheet and legible."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import Language
from papers.charts.chart import Chart, chart_svg, drawing_of, parts, table_of
from papers.charts.kinds.likert import Answers, Asked
from papers.charts.lanes import NARROW, WIDE
from papers.charts.marks import HATCHED, Box, Dot, Rule, Words, words_of
from papers.charts.metrics import width_of, wrapped
from papers.charts.numbers import time_in
from papers.charts.tints import ink_on, shade, tints
from tests.papers.charts import samples
from tests.papers.report.test_report_page import luminance

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES: tuple[Language, ...] = ("ru", "en")
ALL = pytest.mark.parametrize("chart", samples.all_charts(), ids=lambda c: type(c).__name__)
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def tree(chart: Chart, language: Language = "ru", width: float = WIDE) -> ET.Element:
    return ET.fromstring(chart_svg(chart, language, "c1", width=width))


def texts(chart: Chart, width: float = WIDE) -> list[str]:
    return [" ".join(e.itertext()) for e in tree(chart, width=width).iter(f"{SVG}text")]


@WIDTHS
@pytest.mark.parametrize("language", LANGUAGES)
@ALL
def test_every_chart_is_well_formed_and_says_what_it_shows(
    chart: Chart, language: Language, width: float
) -> None:
    root = tree(chart, language, width)

    assert root.get("role") == "img"
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    ids = {e.get("id"): e for e in root.iter() if e.get("id")}
    named = [ids[name] for name in (root.get("aria-labelledby") or "").split()]
    assert [e.tag for e in named] == [f"{SVG}title", f"{SVG}desc"]
    assert all(e.text and e.text.strip() for e in named)
    assert all(name and name.startswith("c1-") for name in ids)


@WIDTHS
@ALL
def test_no_text_runs_off_the_sheet(chart: Chart, width: float) -> None:
    drawing = drawing_of(chart, "ru", width=width)

    for words in words_of(drawing):
        assert words.left >= -0.5, words
        assert words.left + words.width <= width + 0.5, words
        assert words.top >= 0, words
        assert words.bottom <= drawing.height + 1, words


@WIDTHS
@ALL
def test_no_text_runs_into_another(chart: Chart, width: float) -> None:
    every = sorted(words_of(drawing_of(chart, "ru", width=width)), key=lambda words: words.top)

    for one, other in combinations(every, 2):
        if other.top >= one.bottom:
            continue
        apart = (
            one.left + one.width <= other.left + 0.5 or other.left + other.width <= one.left + 0.5
        )
        assert apart or one.top + 0.5 >= other.bottom or other.top + 0.5 >= one.bottom, (one, other)


@WIDTHS
@ALL
def test_every_mark_is_on_the_sheet(chart: Chart, width: float) -> None:
    drawing = drawing_of(chart, "en", width=width)

    for mark in drawing.marks:
        match mark:
            case Box():
                ends = (mark.x, mark.x + mark.width, mark.y, mark.y + mark.height)
                assert mark.width >= 0
            case Rule():
                ends = (mark.x1, mark.x2, mark.y1, mark.y2)
            case Dot():
                r = mark.radius
                ends = (mark.x - r, mark.x + r, mark.y - r, mark.y + r)
            case Words():
                continue
        assert -1 <= min(ends[:2]) <= max(ends[:2]) <= width + 1, mark
        assert -1 <= min(ends[2:]) <= max(ends[2:]) <= drawing.height + 1, mark


@pytest.mark.parametrize("make", samples.LABELLED)
@pytest.mark.parametrize("label", [samples.LONG, samples.MARKUP, samples.UNBROKEN])
def test_a_label_is_whole_and_never_markup(make: Callable[..., Chart], label: str) -> None:
    root = tree(make(label))

    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "text", "tspan",
    }  # fmt: skip
    bare = re.sub(r"\s", "", label)
    assert [t for t in texts(make(label)) if re.sub(r"\s", "", t) == bare] != []


@ALL
def test_the_same_chart_makes_the_same_text(chart: Chart) -> None:
    assert chart_svg(chart, "ru", "c1") == chart_svg(chart, "ru", "c1")


@pytest.mark.parametrize("chart", [make() for make in samples.LABELLED])
def test_a_chart_is_a_few_kilobytes(chart: Chart) -> None:
    assert len(chart_svg(chart, "ru", "c1").encode()) < 8_000


@ALL
def test_vertical_and_horizontal_hairlines_are_on_half_pixels(chart: Chart) -> None:
    for mark in drawing_of(chart, "ru").marks:
        if isinstance(mark, Rule) and mark.thick == 1 and mark.x1 == mark.x2:
            assert mark.x1 % 1 == 0.5


@pytest.mark.parametrize("language", LANGUAGES)
@ALL
def test_the_table_has_a_cell_under_every_head(chart: Chart, language: Language) -> None:
    table = table_of(chart, language)

    assert len(table.numeric) == len(table.heads)
    assert [row for row in table.rows if len(row) != len(table.heads)] == []
    assert [row for row in table.rows for cell in row if not cell] == []


def test_a_hidden_share_is_said_to_be_hidden_and_hatched_never_nought() -> None:
    table = table_of(samples.EDGES, "ru")
    hidden = next(row for row in table.rows if row[0] == "Скрыто оба раза")

    assert hidden == ("Скрыто оба раза", "скрыто", "—", "скрыто", "скрыто", "—", "скрыто")
    drawing = drawing_of(samples.EDGES, "ru")
    fields = [m for m in drawing.marks if isinstance(m, Box) and m.fill == HATCHED and m.width > 24]
    assert len(fields) == 3
    assert "скрыто → скрыто" in texts(samples.EDGES)


def test_a_hidden_option_hides_the_whole_bar() -> None:
    table = table_of(samples.LIKERT_EDGES, "ru")
    before = next(row for row in table.rows if row[:2] == ("Скрыто до", "до"))

    assert before[2:] == ("скрыто",) * 7
    assert "скрыто" in texts(samples.LIKERT_EDGES)


def test_options_that_are_shown_have_their_share_of_all_though_others_are_hidden() -> None:
    asked = Asked("Вопрос", Answers((None, None, 10, 12, 15), 2, answered=50), None)
    (before,) = table_of(replace(samples.likert(), rows=(asked,)), "en").rows

    assert before[2:] == ("hidden", "hidden", "20%", "24%", "30%", "50", "2")


def test_shares_are_written_as_the_language_does() -> None:
    ru, en = (table_of(samples.dumbbell(), language).rows[0] for language in LANGUAGES)

    assert ru[1:] == ("31\u00a0%", "22–42\u00a0%", "74", "48\u00a0%", "37–59\u00a0%", "81")
    assert en[1:] == ("31%", "22–42%", "74", "48%", "37–59%", "81")


def test_almost_none_is_not_none_and_almost_all_not_all() -> None:
    rows = {row[0]: row for row in table_of(samples.EDGES, "en").rows}

    assert rows["Никто и все"][1::3] == ("0%", "100%")
    assert rows["Почти никто и почти все"][1::3] == ("<\u00a01%", ">\u00a099%")


def test_a_plan_is_met_only_at_its_figure() -> None:
    done = {row[0]: row[3] for row in table_of(samples.PLAN_EDGES, "en").rows}

    assert done["Чуть меньше плана"] == "99%"
    assert done["Депутаты, проявившие интерес"] == "100%"
    assert done["Консультации"] == "9,998%"
    assert done["Мероприятия"] == done["Скрыто"] == done["Нулевой план"] == "—"


def test_what_is_over_the_plan_reaches_beyond_its_line_but_not_off_the_sheet() -> None:
    drawing = drawing_of(samples.PLAN_EDGES, "ru")
    bars = [m for m in drawing.marks if isinstance(m, Box) and m.height == 14 and m.fill != HATCHED]
    line = max(m.x1 for m in drawing.marks if isinstance(m, Rule) and m.y2 - m.y1 == 24)

    assert sum(bar.x + bar.width > line + 1 for bar in bars) == 2
    assert max(bar.x + bar.width for bar in bars) <= WIDE - 128


def test_favourable_answers_are_right_of_the_line() -> None:
    chart = samples.LIKERT_EDGES
    drawing = drawing_of(chart, "ru")
    line = next(m.x1 for m in drawing.marks if isinstance(m, Rule) and m.stroke == "#1d2939")
    bars = [m for m in drawing.marks if isinstance(m, Box) and m.height == 20]
    dark_blue, dark_brown = chart.colours[-1], chart.colours[0]

    assert min(m.x for m in bars[:2] if m.fill == dark_blue) >= line - 1
    assert max(m.x + m.width for m in bars[2:4] if m.fill == dark_brown) <= line + 1
    middle = bars[4]
    assert middle.x + middle.width / 2 == pytest.approx(line, abs=1)


def test_the_colours_of_a_scale_are_as_many_as_its_options_and_all_different() -> None:
    colours = samples.likert().colours

    assert len(set(colours)) == 5


def grey(colour: str) -> float:
    """As a printer without colours prints it, from 0 to 255."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("sides", [(1, 0, 1), (2, 0, 2), (2, 1, 2), (3, 1, 3)])
def test_neighbours_on_one_side_differ_in_grey_print_too(sides: tuple[int, int, int]) -> None:
    unfavourable, between, favourable = sides
    colours = tints(*sides)
    left, right = colours[: unfavourable + between], colours[unfavourable:]

    assert len(colours) == unfavourable + between + favourable
    for side in (left, right):
        assert all(abs(grey(one) - grey(other)) > 35 for one, other in pairwise(side))


@pytest.mark.parametrize("colour", tints(5, 2, 5))
def test_figures_stand_out_from_their_piece(colour: str) -> None:
    lights = sorted(luminance(one) for one in (colour, ink_on(colour)))

    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


@given(st.text(max_size=200), st.integers(60, 400))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width, 13)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if len(line) > 1 and width_of(line, 13) > width] == []


@pytest.mark.parametrize(
    ("text", "narrow"), [("№\u00a015", 40), ("48\u00a0%", 36), ("п.\u00a0п.", 30)]
)
def test_a_number_is_not_torn_from_its_sign(text: str, narrow: int) -> None:
    assert wrapped(f"слово {text}", narrow, 13)[-1] == text


def test_a_chart_that_is_too_tall_for_a_sheet_is_cut_between_its_rows() -> None:
    chart = samples.dumbbell(*(f"Вопрос {n}" for n in range(40)))
    cut = parts(chart, "ru", 900)

    assert len(cut) > 1
    assert [
        drawing_of(part, "ru").height for part in cut if drawing_of(part, "ru").height > 900
    ] == []
    rows = [row for part in cut for row in table_of(part, "ru").rows]
    assert rows == list(table_of(chart, "ru").rows)


def test_a_stage_is_drawn_from_its_median_to_what_nine_of_ten_keep_within() -> None:
    drawing = drawing_of(samples.ranges("Этап"), "ru")
    (bar,) = (m for m in drawing.marks if isinstance(m, Box) and m.height == 12)
    median, waiting = sorted(
        (m for m in drawing.marks if isinstance(m, Dot) and m.y > 60), key=lambda m: -m.radius
    )

    assert median.x == pytest.approx(bar.x, abs=0.1)
    assert waiting.x < median.x
    assert {"9 дн.", "90 %: 21 дн."} <= {t.replace("\u00a0", " ") for t in texts(samples.ranges())}


def test_what_is_not_known_yet_is_hatched_and_said_never_nought() -> None:
    rows = {row[0]: row for row in table_of(samples.RANGES_EDGES, "ru").rows}

    assert rows["Ничего не ясно"][3:5] == ("ещё не ясно", "ещё не ясно")
    assert rows["Девяносто процентов не ясно"][3:5] == ("9\u00a0дн.", "ещё не ясно")
    assert rows["Мгновенно"][3] == "0\u00a0мин"
    drawing = drawing_of(samples.RANGES_EDGES, "ru")
    boxes = [m for m in drawing.marks if isinstance(m, Box) and m.width > 24]
    assert sum(box.fill == HATCHED for box in boxes) == 2


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 min"), (61, "2 min"), (7200, "2 h"), (86_400, "24 h"), (172_801, "3 d")],
)
def test_a_time_is_never_told_shorter_than_it_was(seconds: int, said: str) -> None:
    assert time_in(seconds, "en").replace("\u00a0", " ") == said


def test_the_more_the_darker() -> None:
    shades = [luminance(shade(n / 10)) for n in range(11)]

    assert shades == sorted(shades, reverse=True)


def test_columns_without_room_beside_each_other_become_bars_below_their_row() -> None:
    few, many = samples.matrix(), samples.MATRIX_EDGES[5]
    cells = [m for m in drawing_of(few, "ru").marks if isinstance(m, Box) and m.height == 28]
    bars = [m for m in drawing_of(many, "ru").marks if isinstance(m, Box) and m.height == 14]

    assert len(cells) == len(few.rows) * len(few.columns)
    assert len(bars) == sum(value > 0 for row in many.rows for value in row.values)


def test_a_stage_that_was_come_back_to_is_hollow() -> None:
    drawing = drawing_of(samples.strips("Заявка", "Экспертиза"), "ru")
    chips = [m for m in drawing.marks if isinstance(m, Box) and m.height == 20]

    assert [chip.fill == "#ffffff" for chip in chips] == [False, False, False, True, False]
