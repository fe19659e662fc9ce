"""The views as page, paper, charts and lists, read back."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from models.text import Language
from papers.effectiveness.blocks import Figure
from papers.process.files import process_files, process_html, process_pdf, process_svgs
from papers.process.lists import process_list
from papers.process.wording import process_wording, section_of
from tests.papers import samples
from tests.papers.process.made import NOTHING, SOME, named
from tests.papers.reading import bare, pdf_text
from tests.papers.report.page import Page
from workflow.process.views import ProcessViews, View

pytestmark = pytest.mark.long

LANGUAGES: tuple[Language, ...] = ("ru", "en")
EVERY = pytest.mark.parametrize("views", [SOME, NOTHING], ids=["some", "nothing"])
IN = pytest.mark.parametrize("language", LANGUAGES)
HOSTILE = (*samples.HOSTILE, "<script>alert(1)</script>", "{{ 7 * 7 }}", '"><img src=x>')


@IN
@EVERY
def test_the_page_has_a_section_for_every_view_and_needs_nothing_from_elsewhere(
    views: ProcessViews, language: Language
) -> None:
    html = process_html(views, language)
    tags = Page(html).tags

    anchors = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert anchors == [f"#{view}" for view in View]
    assert {tag for tag, _ in tags} & {"script", "link", "img", "iframe"} == set()
    assert "http://www.w3.org/2000/svg" in html or views is NOTHING


@IN
def test_above_each_chart_stands_what_it_shows(language: Language) -> None:
    for section in process_wording(SOME, language).sections:
        kinds = [type(block).__name__ for block in section.blocks]
        assert kinds[:2] == ["Paragraph", "Figure"]


@IN
def test_where_there_is_nothing_a_sentence_says_so_and_no_chart_is_drawn(
    language: Language,
) -> None:
    for section in process_wording(NOTHING, language).sections:
        (block,) = section.blocks
        assert not isinstance(block, Figure)


@IN
@EVERY
def test_the_pdf_says_what_the_page_says(views: ProcessViews, language: Language) -> None:
    text = bare(pdf_text(process_pdf(views, language)))

    for section in process_wording(views, language).sections:
        assert bare(section.heading) in text


@IN
def test_the_same_views_make_the_same_bytes(language: Language) -> None:
    assert process_files(SOME, language) == process_files(SOME, language)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\ud800" not in text])
def test_what_a_programme_names_is_text_and_never_markup(text: str) -> None:
    plain, said = (_tags(process_html(named(each), "ru")) for each in ("Слово", text))

    assert said == plain


def _tags(html: str) -> list[str]:
    """Without the marks of charts, which are as many as there is room for."""
    marks = {"rect", "path", "circle", "text", "tspan"}
    return [tag for tag, _ in Page(html).tags if tag not in marks]


@IN
def test_nobody_is_named_and_no_subject_either_unless_asked(language: Language) -> None:
    for view in (View.OVERDUE, View.BYPASSED):
        open_, closed = (
            str(section_of(SOME, view, language, references=asked)) for asked in (True, False)
        )
        assert "initiative/1-01" in open_
        assert "initiative/1-01" not in closed


@IN
def test_every_chart_is_a_file_of_its_own(language: Language) -> None:
    files = process_svgs(SOME, language)

    assert {name.partition("-")[0] for name in files} == {str(view) for view in View}
    for content in files.values():
        assert ET.fromstring(content).tag.endswith("svg")
    assert process_svgs(SOME, language, View.FUNNEL).keys() < files.keys()
    assert process_svgs(NOTHING, language) == {}


@IN
@EVERY
@pytest.mark.parametrize("references", [True, False])
@pytest.mark.parametrize("view", View)
def test_a_list_has_a_cell_under_every_title(
    view: View, references: bool, views: ProcessViews, language: Language
) -> None:
    made = process_list(views, view, language, references=references)

    assert {len(row) for row in made.rows} <= {len(made.titles)}
    assert len(set(made.titles)) == len(made.titles)


def test_lists_have_figures_as_figures() -> None:
    first, second = process_list(SOME, View.STAGES, "en").rows

    assert list(first) == ["Expert review", 20, 0, 9.0, 21.0, None, 6, 15, 2.0, 4.0, 1]
    assert list(second)[3:6] == [3.0, None, 40.0]
    (late, _) = process_list(SOME, View.OVERDUE, "en").rows
    assert list(late)[-3:] == [3, 9.0, 40.0]


def test_a_past_day_says_what_of_its_deadlines_is_not_known() -> None:
    now = replace(SOME, header=replace(SOME.header, is_past=False))

    past = section_of(SOME, View.OVERDUE, "en").blocks
    assert len(past) == len(section_of(now, View.OVERDUE, "en").blocks) + 1
