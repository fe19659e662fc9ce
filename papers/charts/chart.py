"""Any chart: as a drawing, as SVG, as a table."""

from dataclasses import replace

from models.text import Language
from papers.charts.drawing import svg
from papers.charts.kinds.coverage import Coverage, coverage_drawing, coverage_table
from papers.charts.kinds.dumbbell import Dumbbell, dumbbell_drawing, dumbbell_table
from papers.charts.kinds.funnel import Stages, funnel_drawing, funnel_table
from papers.charts.kinds.likert import Likert, likert_drawing, likert_table
from papers.charts.kinds.matrix import Matrix, matrix_drawing, matrix_table
from papers.charts.kinds.plan_fact import PlanFact, plan_fact_drawing, plan_fact_table
from papers.charts.kinds.ranges import Ranges, ranges_drawing, ranges_table
from papers.charts.kinds.strips import Strips, strips_drawing, strips_table
from papers.charts.lanes import WIDE
from papers.charts.marks import Drawing
from papers.charts.table import DataTable

Chart = Dumbbell | Likert | PlanFact | Stages | Coverage | Ranges | Matrix | Strips


def drawing_of(chart: Chart, language: Language, *, width: float = WIDE) -> Drawing:
    match chart:
        case Dumbbell():
            return dumbbell_drawing(chart, language, width)
        case Likert():
            return likert_drawing(chart, language, width)
        case PlanFact():
            return plan_fact_drawing(chart, language, width)
        case Stages():
            return funnel_drawing(chart, language, width)
        case Coverage():
            return coverage_drawing(chart, language, width)
        case Ranges():
            return ranges_drawing(chart, language, width)
        case Matrix():
            return matrix_drawing(chart, language, width)
        case Strips():
            return strips_drawing(chart, language, width)


def table_of(chart: Chart, language: Language) -> DataTable:
    """The same figures in rows."""
    match chart:
        case Dumbbell():
            return dumbbell_table(chart, language)
        case Likert():
            return likert_table(chart, language)
        case PlanFact():
            return plan_fact_table(chart, language)
        case Stages():
            return funnel_table(chart, language)
        case Coverage():
            return coverage_table(chart, language)
        case Ranges():
            return ranges_table(chart, language)
        case Matrix():
            return matrix_table(chart, language)
        case Strips():
            return strips_table(chart, language)


def chart_svg(chart: Chart, language: Language, name: str, *, width: float = WIDE) -> str:
    """The chart as SVG; `name` begins its ids, and the same chart makes the same text."""
    return svg(drawing_of(chart, language, width=width), name)


def parts(chart: Chart, language: Language, tallest: float) -> tuple[Chart, ...]:
    """The chart cut into such as are not taller than a sheet, as far as its rows allow."""
    if isinstance(chart, Stages) or len(chart.rows) < 2:
        return (chart,)
    if drawing_of(chart, language).height <= tallest:
        return (chart,)
    middle = (len(chart.rows) + 1) // 2
    halves = _with_rows(chart, slice(0, middle)), _with_rows(chart, slice(middle, None))
    return tuple(part for half in halves for part in parts(half, language, tallest))


def _with_rows(
    chart: Dumbbell | Likert | PlanFact | Coverage | Ranges | Matrix | Strips, some: slice
) -> Chart:
    match chart:
        case Dumbbell():
            return replace(chart, rows=chart.rows[some])
        case Likert():
            return replace(chart, rows=chart.rows[some])
        case PlanFact():
            return replace(chart, rows=chart.rows[some])
        case Coverage():
            return replace(chart, rows=chart.rows[some])
        case Ranges():
            return replace(chart, rows=chart.rows[some])
        case Matrix():
            return replace(chart, rows=chart.rows[some])
        case Strips():
            rest = chart.rest if some.stop is None else ""
            return replace(chart, rows=chart.rows[some], rest=rest)
