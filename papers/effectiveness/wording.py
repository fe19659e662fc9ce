"""The report as words in one language: what page, PDF and DOCX set, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.text import Language
from papers.effectiveness.blocks import Section, own_words
from papers.effectiveness.phrases import frame as p
from papers.effectiveness.sections.cells import cells
from papers.effectiveness.sections.districts import districts, parameters
from papers.effectiveness.sections.indicators import indicators, initiatives
from papers.effectiveness.sections.method import limits, method, sources
from papers.effectiveness.sections.questions import questions
from papers.effectiveness.sections.rounds import rounds
from papers.effectiveness.sections.summary import summary
from papers.typography import day_in, in_line, say
from workflow.monitoring.evaluation.report import EffectivenessReport

_SECTIONS = (
    summary,
    indicators,
    initiatives,
    rounds,
    questions,
    districts,
    parameters,
    cells,
    limits,
    method,
    sources,
)


@dataclass(frozen=True)
class Wording:
    kind: str
    title: str
    description: str
    place: str
    foundation: str
    as_of: str
    period: str
    sample: str
    """That something is invented; empty where nothing is."""
    contents: str
    table: str
    """What a chart's table is called."""
    sections: tuple[Section, ...]
    page: str
    """With {n} for the page and {all} for how many there are."""


def wording(report: EffectivenessReport, language: Language) -> Wording:
    """What the report says in the language."""
    header = report.header
    title = in_line(header.title.in_(language))
    first, last = (day_in(day, language) for day in (header.starts_on, header.ends_on))
    return Wording(
        kind=say(p.KINDS[header.stage], language),
        title=title,
        description=say(p.DESCRIPTION, language, title=title),
        place=in_line(header.place.in_(language)),
        foundation=in_line(header.foundation.in_(language)),
        as_of=say(p.AS_OF, language, day=day_in(header.as_of, language)),
        period=say(p.PERIOD, language, first=first, last=last),
        sample=say(p.SAMPLE, language) if header.is_sample else "",
        contents=say(p.CONTENTS, language),
        table=say(p.TABLE, language),
        sections=tuple(section(report, language) for section in _SECTIONS),
        page=say(p.PAGE, language),
    )


def said(words: Wording) -> Iterator[str]:
    """All that the report says for itself, without what it quotes."""
    yield from (words.kind, words.title, words.description, words.as_of, words.period)
    for section in words.sections:
        yield section.heading
        for block in section.blocks:
            yield from own_words(block)
