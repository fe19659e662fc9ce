from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from models.text import Language
from papers.charts.chart import table_of
from papers.charts.table import DataTable
from papers.effectiveness.blocks import Block, Figure, Grid, Section
from papers.effectiveness.pictures import name_of, svgs
from papers.effectiveness.wording import Wording, wording
from papers.typesetting import typeset
from papers.typography import noon_of
from workflow.monitoring.evaluation.report import EffectivenessReport

TEMPLATE = Path(__file__).with_name("effectiveness.typ")


def effectiveness_pdf(report: EffectivenessReport, language: Language) -> bytes:
    """The report as PDF; the same report makes the same bytes."""
    return pdf_of(wording(report, language), report.header.as_of, language)


def pdf_of(words: Wording, day: date, language: Language) -> bytes:
    """Such a PDF, made on a day, of any report that is worded so."""
    pictures = svgs(words.sections, language)
    told = {
        **{name: value for name, value in vars(words).items() if name != "sections"},
        "sections": [_section(section, pictures, language) for section in words.sections],
        "language": language,
        "made_on": [day.year, day.month, day.day],
    }
    return typeset(TEMPLATE, told, at=int(noon_of(day).timestamp()), pictures=pictures)


def _section(
    section: Section, pictures: Mapping[str, bytes], language: Language
) -> dict[str, object]:
    blocks = [
        _block(block, name_of(section, number), pictures, language)
        for number, block in enumerate(section.blocks, start=1)
    ]
    return {"anchor": section.anchor, "heading": section.heading, "blocks": blocks}


def _block(
    block: Block, name: str, pictures: Mapping[str, bytes], language: Language
) -> dict[str, object]:
    kind = {"kind": type(block).__name__}
    if isinstance(block, Figure):
        files = [file for file in pictures if file.startswith(name)]
        table = _table(table_of(block.chart, language))
        return kind | {"files": files, "alt": block.chart.title, "table": table}
    if isinstance(block, Grid):
        return kind | {"table": _table(block.table)}
    return kind | asdict(block)


def _table(table: DataTable) -> dict[str, object]:
    return asdict(table) | {"widths": table.widths}
