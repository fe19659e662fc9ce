"""The report as page, PDF and DOCX, read back."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from PIL import Image

from models import Text
from models.text import Language
from papers.effectiveness.docx import effectiveness_docx
from papers.effectiveness.files import effectiveness_files
from papers.effectiveness.page import effectiveness_html
from papers.effectiveness.pdf import effectiveness_pdf
from papers.effectiveness.phrases import evidence, frame
from papers.effectiveness.pictures import TALLEST, pngs, svgs
from papers.effectiveness.wording import wording
from tests.papers import samples
from tests.papers.effectiveness import findings, surveys
from tests.papers.effectiveness.reading import made
from tests.papers.reading import bare, docx_text, lowest, pdf_text
from tests.papers.report.page import Page
from workflow.monitoring.evaluation.report import (
    AssessmentFinding,
    EffectivenessReport,
    ExpertEvidence,
)

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
EVERY = pytest.mark.parametrize(
    "report",
    [findings.report(), findings.interim(), findings.empty(), findings.compared()],
    ids=["final", "interim", "empty", "compared"],
)
ELSEWHERE = """
from hashlib import sha256
from papers.effectiveness.files import effectiveness_files
from tests.papers.effectiveness import findings
files = effectiveness_files(findings.report(), "ru")
print({name.rpartition(".")[2]: sha256(made).hexdigest() for name, made in files.items()})
"""
HOSTILE = (
    *samples.HOSTILE,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><b>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    "]]> <!-- -->",
)


def written(text: str) -> EffectivenessReport:
    """With the text wherever people or a programme write one."""
    said = Text(ru=text.replace("\ud800", ""))  # which a document cannot hold
    made = findings.report()
    finding = surveys.residents(
        comments=(surveys.COMMENTS.model_copy(update={"after": (said.ru,)}),)
    )
    opinion = AssessmentFinding(said, said.ru, date(2017, 11, 1), False)
    cell = replace(made.cells[0], texts=(said,), evidence=(ExpertEvidence((), (), (opinion,)),))
    indicators = (replace(made.indicators[0], title=said), *made.indicators[1:])
    coverage = (replace(made.coverage[0], title=said), *made.coverage[1:])
    held = (findings.round_(finding, title=said),)
    return replace(made, indicators=indicators, coverage=coverage, cells=(cell,), rounds=held)


def elements(html: str) -> list[str]:
    return [tag for tag, _ in Page(html).tags if tag != "tspan"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text_on_the_page_and_never_markup(text: str) -> None:
    plain, hostile = (effectiveness_html(written(words), "en") for words in ("слово", text))

    assert elements(hostile) == elements(plain)
    assert re.search("[\u202a-\u202e\u2066-\u2069\x00]", hostile) is None


def test_what_people_wrote_is_text_on_paper_too() -> None:
    text = " ".join(samples.HOSTILE[:8])

    assert bare(text) in pdf_text(effectiveness_pdf(written(text), "ru"))
    assert bare(text) in docx_text(effectiveness_docx(written(text), "ru"))


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
def test_the_page_is_one_file_that_needs_nothing_from_elsewhere(
    report: EffectivenessReport, language: Language
) -> None:
    html = effectiveness_html(report, language)
    page = Page(html)

    assert page.values("src") == []
    assert {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "img"} == set()
    assert "@import" not in html
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {
        f"#{name}" for name in page.values("id") if name.endswith("-h")
    }
    anchors = {href for href in page.values("href") if href.startswith("#")}
    assert anchors <= {f"#{name}" for name in page.values("id")}
    assert not [href for href in page.values("href") if href.startswith("javascript:")]


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
def test_no_id_is_given_twice_and_headings_come_in_order(
    report: EffectivenessReport, language: Language
) -> None:
    page = Page(effectiveness_html(report, language))
    ids = page.values("id")
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]

    assert len(ids) == len(set(ids))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_drawing_on_the_page_is_well_formed_and_has_its_table(language: Language) -> None:
    html = effectiveness_html(findings.report(), language)
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)

    assert len(drawings) >= 14
    assert [ET.fromstring(drawn).get("role") for drawn in drawings] == ["img"] * len(drawings)
    assert html.count("<details>") * 2 == len(drawings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_what_the_page_says(language: Language) -> None:
    report = findings.report()
    words = wording(report, language)
    pdf, docx = pdf_text(made(language)["pdf"]), docx_text(made(language)["docx"])

    sentences = [words.title, words.sample, words.as_of, *(s.heading for s in words.sections)]
    sentences += [findings.OPINION.split("\n")[0], surveys.COMMENTS.after[0]]
    sentences.append(frame.NO_ATTRIBUTION.in_(language))
    assert [one for one in sentences if bare(one) not in pdf] == []
    assert [one for one in sentences if bare(one) not in docx] == []


def test_charts_stay_text_in_the_pdf() -> None:
    text = pdf_text(made("ru")["pdf"])

    assert bare("линия — 95-процентный интервал") in text
    assert bare("41 % → 63 %") in text


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
def test_nothing_runs_off_the_sheets(report: EffectivenessReport, language: Language) -> None:
    assert lowest(effectiveness_pdf(report, language)) > 30


def test_a_chart_taller_than_a_sheet_goes_on_on_the_next() -> None:
    rows = tuple(
        replace(findings.INDICATORS[1], title=Text(ru=f"Показатель {n} " + "очень длинный " * 9))
        for n in range(40)
    )
    report = replace(findings.empty(), indicators=rows)
    drawn = svgs(wording(report, "ru").sections, "ru")
    heights = [float(ET.fromstring(svg).get("height") or 0) for svg in drawn.values()]

    assert sum(name.startswith("indicators-") for name in drawn) > 1
    assert max(heights) <= TALLEST
    assert lowest(effectiveness_pdf(report, "ru")) > 30


def test_charts_in_word_are_pictures_that_are_described() -> None:
    paper = Document(BytesIO(made("ru")["docx"]))
    described = [shape._inline.docPr.get("descr") for shape in paper.inline_shapes]

    assert len(described) >= 7
    assert evidence.PLAN_FACT_TITLE.ru in described
    assert [one for one in described if not one] == []


def test_a_picture_is_of_its_drawings_shape() -> None:
    drawings = svgs(wording(findings.report(), "ru").sections, "ru")
    pictures = pngs(drawings)

    for svg, png in zip(drawings.values(), pictures.values(), strict=True):
        root = ET.fromstring(svg)
        with Image.open(BytesIO(png)) as picture:
            wide = float(root.get("width") or 0) / float(root.get("height") or 1)
            assert picture.width / picture.height == pytest.approx(wide, rel=0.02)


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_named_by_stage_and_language(language: Language) -> None:
    assert list(effectiveness_files(findings.empty(), language)) == [
        f"effectiveness.interim.{language}.{kind}" for kind in ("html", "pdf", "docx")
    ]


def test_another_process_makes_the_same_bytes() -> None:
    elsewhere = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=os.environ | {"TZ": "Pacific/Apia", "PYTHONHASHSEED": "3", "LANG": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    hashes = {kind: sha256(content).hexdigest() for kind, content in made("ru").items()}
    assert elsewhere.stdout.strip() == str(hashes)


def test_only_a_sample_says_that_it_is_one() -> None:
    report = findings.report()
    real = replace(report, header=replace(report.header, is_sample=False))

    assert frame.SAMPLE.ru in effectiveness_html(report, "ru")
    assert frame.SAMPLE.ru not in effectiveness_html(real, "ru")
