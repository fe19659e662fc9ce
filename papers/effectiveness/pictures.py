"""The charts of a report as files: SVG for the PDF, PNG for Word, which has no SVG of its own that
every program shows."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from models.text import Language
from papers.charts.chart import Chart, chart_svg, parts
from papers.charts.lanes import WIDE
from papers.effectiveness.blocks import Figure, Section

TALLEST = 1000
"""Of a chart on a sheet of paper, in the chart's own units."""
_SHARP = 200
"""Points of a picture in an inch."""
_SHEET = f"#set page(width: {WIDE * 2 // 3}pt, height: auto, margin: 0pt)"


def svgs(sections: tuple[Section, ...], language: Language) -> Mapping[str, bytes]:
    """Every chart by the name of its file; one that is taller than a sheet in parts."""
    return {
        name: chart_svg(part, language, name.removesuffix(".svg")).encode()
        for name, part in _named(sections, language)
    }


def _named(sections: tuple[Section, ...], language: Language) -> Iterator[tuple[str, Chart]]:
    for section in sections:
        for number, block in enumerate(section.blocks, start=1):
            if isinstance(block, Figure):
                cut = parts(block.chart, language, TALLEST)
                for n, part in enumerate(cut, start=1):
                    yield f"{name_of(section, number)}{n}.svg", part


def name_of(section: Section, number: int) -> str:
    """What the names of a figure's files begin with; its number is among the section's blocks."""
    return f"{section.anchor}-{number}-"


def pngs(drawings: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Each drawing as a picture on white; the same drawings make the same bytes."""
    if not drawings:
        return {}
    with TemporaryDirectory() as folder:  # typst reads pictures from files only
        for name, drawn in drawings.items():
            Path(folder, name).write_bytes(drawn)
        paper = Path(folder, "paper.typ")
        sheets = "#pagebreak()\n".join(f'#image("{name}", width: 100%)\n' for name in drawings)
        paper.write_text(f"{_SHEET}\n{sheets}", encoding="utf-8")
        made = typst.compile(paper, format="png", ppi=_SHARP, ignore_system_fonts=True)
    pages = made if isinstance(made, list) else [made]
    return {name.replace(".svg", ".png"): page for name, page in zip(drawings, pages, strict=True)}
