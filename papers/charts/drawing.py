from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from papers.charts.marks import Box, Dot, Drawing, Rule, Words
from papers.typography import printable

FOLDER = Path(__file__).parent


def svg(drawing: Drawing, name: str) -> str:
    """The drawing as SVG. `name` begins the ids in it, so that a page may have several."""
    template = _environment().get_template("chart.svg")
    return template.render(drawing=drawing, name=name, kind_of=_kind)


def _kind(mark: object) -> str:
    return {Box: "box", Dot: "dot", Rule: "rule", Words: "words"}[type(mark)]


def _short(number: float) -> str:
    """Without what no eye sees."""
    return f"{number:.1f}".removesuffix(".0")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short"] = _short
    environment.filters["printable"] = printable
    return environment
