"""The page: text stays text, nothing comes from elsewhere, anybody can read it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import papers.report
from models.text import Language
from papers.report.page import report_html
from papers.report.pictures import name_of
from papers.typography import in_line, printable
from tests.papers import reports, samples
from tests.papers.report.page import Page
from workflow.work.published_report import PublishedReport

CSS = (Path(papers.report.__file__).parent / "report.css").read_text(encoding="utf-8")
HOSTILE = (
    *samples.HOSTILE,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><style>body{display:none}</style>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    "<!-- -->",
    "javascript:alert(1)",
)


def page(report: PublishedReport, language: Language = "ru") -> Page:
    return Page(report_html(report, reports.read, language))


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text_and_never_markup(text: str, language: Language) -> None:
    plain, hostile = (page(reports.written(words), language) for words in ("слово", text))

    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert [name for _, a in hostile.tags for name in a if name != "lang"] == [
        name for _, a in plain.tags for name in a if name != "lang"
    ]
    assert hostile.texts.count(in_line(text)) >= 7
    assert hostile.all("img")[0]["alt"] == in_line(text)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_turns_the_text_around_or_hides_in_it(language: Language) -> None:
    html = report_html(reports.written("на\u202eизнанку\u2066 и\x00 так"), reports.read, language)

    assert re.search("[\u202a-\u202e\u2066-\u2069\x00]", html) is None


@pytest.mark.parametrize("many", [0, 1, 5])
def test_nothing_comes_from_elsewhere(many: int) -> None:
    report = reports.report(photos=reports.photos(many))
    found = page(report)
    names = [name_of(photo) for photo in report.photos]

    assert found.values("src") == names
    assert {tag for tag, _ in found.tags} & {"script", "link", "iframe", "object", "form"} == set()
    assert "url(" not in CSS
    assert "@import" not in CSS
    links = found.values("href")
    near = [link for link in links if not urlsplit(link).scheme]
    assert near == [*names, "report.ru.pdf"]
    assert {urlsplit(link).scheme for link in links} == {"", "http", "https"}


def test_links_are_those_of_the_report() -> None:
    found = page(reports.report())

    assert [a["href"] for a in found.all("a") if a.get("rel") == "nofollow noopener"] == [
        "https://example.org/presentation",
        *reports.report().videos,
        *reports.report().publications,
    ]


def test_the_page_says_its_language_and_that_of_what_people_wrote() -> None:
    russian, english = page(reports.report(), "ru"), page(reports.report(), "en")

    assert russian.all("html") == [{"lang": "ru"}]
    assert english.all("html") == [{"lang": "en"}]
    assert english.all("h1")[0]["lang"] == "ru"
    assert "lang" not in russian.all("h1")[0]
    assert "lang" not in english.all("h2")[0]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_picture_is_described_and_has_its_size(language: Language) -> None:
    pictures = page(reports.report(), language).all("img")

    assert [picture["alt"] for picture in pictures[:4]] == [
        in_line(caption) for caption in reports.CAPTIONS[:4]
    ]
    assert (pictures[4]["alt"] or "").startswith(
        "Фотография 5: " if language == "ru" else "Photograph 5: "
    )
    sizes = [(picture["width"], picture["height"]) for picture in pictures]
    assert sizes[:2] == [("1500", "1000"), ("900", "1400")]


def test_headings_come_in_order() -> None:
    headings = [tag for tag, _ in page(reports.report()).tags if re.fullmatch("h[1-6]", tag)]

    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}


def test_without_photographs_links_and_donors_there_are_no_empty_headings() -> None:
    bare = reports.report(
        photos=(),
        videos=(),
        publications=(),
        presentation=None,
        donors=(),
        unnamed_donors=0,
        problems=(),
        growth_points=(),
        milestones=(),
        budget=(),
    )
    found = page(bare, "en")

    assert len(found.all("h2")) == 4
    assert found.all("img") == found.all("table") == []


def test_photographs_are_beside_the_page_by_their_hashes() -> None:
    names = [name_of(photo) for photo in reports.photos(5)]

    assert [name.rpartition(".")[2] for name in names] == ["jpg", "jpg", "png", "webp", "jpg"]
    assert all(re.fullmatch(r"photos/[0-9a-f]{64}\.[a-z]+", name) for name in names)


def luminance(colour: str) -> float:
    """Relative, as WCAG 2 defines it."""
    wide = colour if len(colour) == 7 else "#" + "".join(sign * 2 for sign in colour[1:])
    parts = [int(wide[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("--ink", "#ffffff"),
        ("--muted", "#ffffff"),
        ("--muted", "--pale"),
        ("--ink", "--pale"),
        ("--green", "#ffffff"),
        ("--green", "--pale"),
        ("#ffffff", "--green"),
        ("#4d3800", "#fff3cd"),
        ("#14533d", "#ffffff"),
    ],
)
def test_every_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    colours = dict(re.findall(r"(--[a-z]+): (#[0-9a-f]{6})", CSS))
    assert all(colour in CSS for colour in (text, ground) if colour != "#ffffff")

    lights = sorted(luminance(colours.get(colour, colour)) for colour in (text, ground))

    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_the_group_told_is_on_it_in_full(language: Language) -> None:
    report = reports.report()
    found = " ".join(page(report, language).texts)

    for text in (report.title, *f"{report.summary}\n{report.done}\n{report.results}".split("\n")):
        assert in_line(printable(text)) in found
