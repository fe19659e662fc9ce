from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from re import search

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.text import Language
from papers.charts.chart import chart_svg, table_of
from papers.charts.lanes import NARROW, WIDE
from papers.effectiveness.blocks import Figure
from papers.effectiveness.wording import Wording, wording
from workflow.monitoring.evaluation.report import EffectivenessReport

FOLDER = Path(__file__).parent
_SHEETS = {"wide-chart": WIDE, "narrow": NARROW}


def effectiveness_html(report: EffectivenessReport, language: Language) -> str:
    """The report as one page that needs nothing from elsewhere: charts are in it, each once for a
    wide screen and once for a telephone. What people wrote is text in it."""
    return page_of(wording(report, language), language)


def page_of(words: Wording, language: Language) -> str:
    """Such a page of any report that is worded so."""
    return (
        _environment()
        .get_template("effectiveness.html")
        .render(
            words=words,
            language=language,
            kind_of=lambda block: type(block).__name__,
            drawn=_drawing_in(language),
            table_of=lambda block: table_of(block.chart, language),
        )
    )


def _drawing_in(language: Language) -> Callable[[Figure], list[tuple[str, Markup]]]:
    """Draws a figure on each sheet, with ids that no other has."""
    number = count(1)

    def drawn(block: Figure) -> list[tuple[str, Markup]]:
        name = f"chart{next(number)}"
        return [
            (sheet, Markup(chart_svg(block.chart, language, f"{name}{sheet[0]}", width=width)))
            for sheet, width in _SHEETS.items()
        ]

    return drawn


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([FOLDER, FOLDER.parent / "report"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["russian"] = lambda text: search("[А-Яа-яЁё]", text) is not None
    return environment
