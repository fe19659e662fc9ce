"""The report as words in one language: what page and PDF set, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass

from models import Money
from models.text import Language
from papers.report import phrases as p
from papers.report.figures import Budget, Plan, Sums, budget_of, plan_of, sums_of
from papers.report.pictures import name_of
from papers.typography import (
    NBSP,
    counted,
    day_in,
    in_line,
    number_in,
    paragraphs,
    printable,
    say,
    sum_in,
)
from workflow.work.published_report import PublishedReport

Pair = tuple[str, str]
Paragraphs = tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    file: str
    """Beside the page."""
    alt: str
    """What it shows, in words."""
    caption: str


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; left out where there is nothing."""

    heading: str
    lines: Paragraphs


@dataclass(frozen=True)
class Thanks:
    heading: str
    names: Paragraphs
    rest: str
    """How many asked not to be named; empty where nobody did."""


@dataclass(frozen=True)
class Links:
    heading: str
    links: tuple[Pair, ...]
    """Address, and how it is shown."""


@dataclass(frozen=True)
class Wording:
    kind: str
    title: str
    description: str
    programme: str
    foundation: str
    district: str
    sample: str
    """That all is invented; empty where it is not."""
    own_words: str
    figures: tuple[Pair, ...]
    """A number and what it counts."""
    facts: tuple[Pair, ...]
    story: tuple[Section, ...]
    """In the group's own words."""
    needs: tuple[Section, ...]
    """Problems and growth points, in the district's words."""
    photos_heading: str
    photos: tuple[Picture, ...]
    plan: Plan
    sums: Sums
    budget: Budget
    thanks: Thanks
    links: tuple[Links, ...]
    counted: str
    download: str
    page: str
    """With {n} for the page and {all} for how many there are."""


def wording(report: PublishedReport, language: Language) -> Wording:
    """What the report says in the language."""
    title = in_line(report.title)
    return Wording(
        kind=say(p.KIND, language, code=in_line(report.code)),
        title=title,
        description=say(p.DESCRIPTION, language, title=title),
        programme=in_line(report.programme.in_(language)),
        foundation=in_line(report.foundation.in_(language)),
        district=in_line(report.district.in_(language)),
        sample=say(p.SAMPLE, language) if report.is_sample else "",
        own_words=say(p.OWN_WORDS, language),
        figures=_figures(report, language),
        facts=tuple(_facts(report, language)),
        story=_story(report, language),
        needs=_needs(report, language),
        photos_heading=say(p.PHOTOS, language),
        photos=_photos(report, language),
        plan=plan_of(report, language),
        sums=sums_of(report, language),
        budget=budget_of(report, language),
        thanks=_thanks(report, language),
        links=_links(report, language),
        counted=say(p.COUNTED, language),
        download=say(p.DOWNLOAD, language),
        page=say(p.PAGE, language),
    )


def _figures(report: PublishedReport, language: Language) -> tuple[Pair, ...]:
    reached = sum(point.reached_on is not None for point in report.milestones)
    of_all = say(p.OF, language, n=reached, all=len(report.milestones))
    return (
        (
            number_in(report.participants, language),
            counted(report.participants, p.PARTICIPANTS, language),
        ),
        (_large(report.money.awarded, language), say(p.AWARDED, language)),
        (_large(report.money.spent, language), say(p.SPENT, language)),
        (of_all, say(p.REACHED, language)),
    )


def _large(amount: Money, language: Language) -> str:
    """In large letters the currency may go to a line of its own."""
    figures, _, currency = sum_in(amount, language).rpartition(NBSP)
    return f"{figures} {currency}"


def _facts(report: PublishedReport, language: Language) -> Iterator[Pair]:
    yield say(p.WHERE, language), in_line(report.district.in_(language))
    if report.period is not None:
        first, last = (day_in(day, language) for day in report.period)
        yield say(p.PERIOD, language), say(p.FROM_TO, language, first=first, last=last)
    yield say(p.GROUP, language), counted(report.group, p.PEOPLE, language)
    yield say(p.ACCEPTED, language), day_in(report.accepted_on, language)
    if report.presented_on is not None:
        yield say(p.PRESENTED, language), day_in(report.presented_on, language)
    yield say(p.RATING, language), say(p.RATINGS[report.rating], language)


def _story(report: PublishedReport, language: Language) -> tuple[Section, ...]:
    parts = ((p.ABOUT, report.summary), (p.DONE, report.done), (p.RESULTS, report.results))
    return tuple(Section(say(heading, language), paragraphs(text)) for heading, text in parts)


def _needs(report: PublishedReport, language: Language) -> tuple[Section, ...]:
    parts = ((p.PROBLEMS, report.problems), (p.GROWTH_POINTS, report.growth_points))
    return tuple(
        Section(say(heading, language), tuple(in_line(text.in_(language)) for text in texts))
        for heading, texts in parts
        if texts
    )


def _photos(report: PublishedReport, language: Language) -> tuple[Picture, ...]:
    title = in_line(report.title)
    return tuple(
        Picture(
            file=name_of(photo),
            alt=in_line(photo.caption) or say(p.PHOTO, language, n=n, title=title),
            caption=in_line(photo.caption),
        )
        for n, photo in enumerate(report.photos, start=1)
    )


def _thanks(report: PublishedReport, language: Language) -> Thanks:
    names = tuple(in_line(name) for name in report.donors)
    unnamed = p.MORE_UNNAMED if names else p.ONLY_UNNAMED
    many = report.unnamed_donors
    rest = counted(many, unnamed, language) if many else ""
    return Thanks(say(p.THANKS, language), names, rest)


def _links(report: PublishedReport, language: Language) -> tuple[Links, ...]:
    parts = (
        (p.PRESENTATION, (report.presentation,) if report.presentation else ()),
        (p.VIDEOS, report.videos),
        (p.PUBLICATIONS, report.publications),
    )
    return tuple(
        Links(say(heading, language), tuple((printable(link), _shown(link)) for link in links))
        for heading, links in parts
        if links
    )


def _shown(link: str) -> str:
    """The address as people read it."""
    return printable(link).removeprefix("https://").removeprefix("http://").rstrip("/")
