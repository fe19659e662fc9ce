from collections.abc import Mapping

from models.text import Language
from papers.charts.chart import chart_svg
from papers.effectiveness.blocks import Figure
from papers.effectiveness.page import page_of
from papers.effectiveness.pdf import pdf_of
from papers.process.wording import process_wording
from workflow.process.views import ProcessViews, View


def process_html(
    views: ProcessViews,
    language: Language,
    *,
    only: View | None = None,
    references: bool = False,
) -> str:
    """One page that needs nothing from elsewhere."""
    words = process_wording(views, language, only=only, references=references)
    return page_of(words, language)


def process_pdf(views: ProcessViews, language: Language) -> bytes:
    """The same views make the same bytes."""
    return pdf_of(process_wording(views, language), views.header.as_of, language)


def process_files(views: ProcessViews, language: Language) -> Mapping[str, bytes]:
    name = f"process.{language}"
    return {
        f"{name}.html": process_html(views, language).encode(),
        f"{name}.pdf": process_pdf(views, language),
    }


def process_svgs(
    views: ProcessViews, language: Language, only: View | None = None
) -> Mapping[str, bytes]:
    """Every chart by itself, under the name of its view."""
    made = {}
    for section in process_wording(views, language, only=only).sections:
        charts = [block.chart for block in section.blocks if isinstance(block, Figure)]
        for number, chart in enumerate(charts, start=1):
            name = f"{section.anchor}-{number}.{language}"
            made[f"{name}.svg"] = chart_svg(chart, language, f"{section.anchor}{number}").encode()
    return made
