"""The agreement as words in one language: what every layout of it sets, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from models import Money, Text
from models.text import Language
from papers.agreement import phrases as p
from papers.amounts import in_words
from papers.typography import (
    NBSP,
    counted,
    day_in,
    in_line,
    paragraphs,
    percent_in,
    quoted,
    say,
    sum_in,
)
from workflow.work.agreements import Agreement, Term

Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table under a clause; its last row is the sum where `summed`."""

    head: Row
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    """Of the columns, in percent of the line."""
    figures: tuple[int, ...]
    """Columns set to the right, from 0 on."""
    summed: bool = False


@dataclass(frozen=True)
class Clause:
    number: str
    text: str
    more: Row = ()
    """Further paragraphs."""
    grid: Grid | None = None


@dataclass(frozen=True)
class Part:
    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Wording:
    title: str
    subtitle: str
    sample: str
    """That all is invented; empty where it is not."""
    translation: str
    """Which language prevails."""
    place: str
    day: str
    parties: str
    parts: tuple[Part, ...]
    signatures_heading: str
    signatures: tuple[tuple[str, str], ...]
    """Party and name; the name is empty where it is written by hand."""
    signed_here: str
    named_here: str
    """What is written by hand on the lines for it."""
    page: str
    """With {n} for the page and {all} for how many there are."""


def wording(agreement: Agreement, language: Language) -> Wording:
    """What the agreement says in the language."""
    foundation = in_line(agreement.foundation.in_(language))
    leader = in_line(agreement.leader)
    return Wording(
        title=say(p.TITLE, language, number=in_line(agreement.number)),
        subtitle=say(p.SUBTITLE, language),
        sample=say(p.SAMPLE, language) if agreement.is_sample else "",
        translation=say(p.TRANSLATION, language),
        place=in_line(agreement.place.in_(language)),
        day=day_in(agreement.day, language),
        parties=say(
            p.PARTIES,
            language,
            foundation=foundation,
            leader=leader,
            programme=quoted(agreement.programme.in_(language), language),
        ),
        parts=_parts(agreement, language),
        signatures_heading=say(p.SIGNATURES, language),
        signatures=((say(p.FOR_FOUNDATION, language), ""), (say(p.LEADER, language), leader)),
        signed_here=say(p.SIGNED_HERE, language),
        named_here=say(p.NAMED_HERE, language),
        page=say(p.PAGE, language),
    )


def _parts(agreement: Agreement, language: Language) -> tuple[Part, ...]:
    terms = {
        name: _term(term, language)
        for name, term in (
            ("check", agreement.terms.check),
            ("report", agreement.terms.report),
            ("give_back", agreement.terms.give_back),
        )
    }

    def said(texts: Iterable[Text]) -> list[Clause]:
        return [Clause("", say(text, language, **terms)) for text in texts]

    parts = (
        (p.SUBJECT, _subject(agreement, language)),
        (p.AMOUNT, _amount(agreement, language)),
        (p.PLAN, [_budget(agreement, language), _milestones(agreement, language)]),
        (p.LEADERS_DUTIES, said(p.LEADERS)),
        (p.FOUNDATIONS_DUTIES, said(p.FOUNDATIONS)),
        (p.ENDING, said(p.ENDINGS)),
        (p.PERSONAL, said(p.PERSONALS)),
        (p.FINAL, said(p.FINALS)),
    )
    return tuple(
        _numbered(n, say(heading, language), clauses)
        for n, (heading, clauses) in enumerate(parts, 1)
    )


def _numbered(number: int, heading: str, clauses: Iterable[Clause]) -> Part:
    return Part(
        f"{number}.{NBSP}{heading}",
        tuple(
            Clause(f"{number}.{n}.", clause.text, clause.more, clause.grid)
            for n, clause in enumerate(clauses, start=1)
        ),
    )


def _subject(agreement: Agreement, language: Language) -> list[Clause]:
    gives = say(
        p.GIVES,
        language,
        title=quoted(agreement.title, language),
        district=in_line(agreement.district.in_(language)),
    )
    first, *more = paragraphs(agreement.purpose) or ("",)
    purpose = Clause("", say(p.PURPOSE, language, purpose=first), tuple(more))
    return [Clause("", gives), purpose]


def _amount(agreement: Agreement, language: Language) -> list[Clause]:
    figures, words = sum_in(agreement.amount, language), in_words(agreement.amount, language)
    payment = say(p.PAYMENT, language, term=_term(agreement.terms.pay, language))
    return [
        Clause("", say(p.SUM, language, figures=figures, words=words)),
        _instalments(agreement, language),
        Clause("", payment),
    ]


def _instalments(agreement: Agreement, language: Language) -> Clause:
    if len(agreement.instalments) == 1:
        return Clause("", say(p.ONE_INSTALMENT, language))
    grid = Grid(
        head=_head(p.INSTALMENT_HEAD, language),
        rows=tuple(
            (
                str(instalment.ordinal),
                percent_in(instalment.share, language),
                sum_in(instalment.amount, language),
                say(p.CONDITIONS[instalment.condition], language),
            )
            for instalment in agreement.instalments
        ),
        widths=(11, 11, 20, 58),
        figures=(1, 2),
    )
    return Clause("", say(p.INSTALMENTS, language), grid=grid)


def _budget(agreement: Agreement, language: Language) -> Clause:
    if not agreement.budget:
        return Clause("", say(p.NO_BUDGET, language))
    lines = [
        (str(n), in_line(line.title), sum_in(line.amount, language))
        for n, line in enumerate(agreement.budget, start=1)
    ]
    whole = Money(sum(line.amount.minor for line in agreement.budget), agreement.amount.currency)
    grid = Grid(
        head=_head(p.BUDGET_HEAD, language),
        rows=(*lines, ("", say(p.ALL, language), sum_in(whole, language))),
        widths=(7, 70, 23),
        figures=(2,),
        summed=True,
    )
    return Clause("", say(p.BUDGET, language), grid=grid)


def _milestones(agreement: Agreement, language: Language) -> Clause:
    if not agreement.milestones:
        return Clause("", say(p.NO_MILESTONES, language))
    grid = Grid(
        head=_head(p.MILESTONE_HEAD, language),
        rows=tuple(
            (str(n), in_line(point.title), day_in(point.day, language))
            for n, point in enumerate(agreement.milestones, start=1)
        ),
        widths=(7, 66, 27),
        figures=(2,),
    )
    return Clause("", say(p.MILESTONES, language), grid=grid)


def _head(titles: Text, language: Language) -> Row:
    return tuple(titles.in_(language).split("|"))


def _term(term: Term, language: Language) -> str:
    return counted(term.days, p.WORKING_DAYS if term.working else p.DAYS, language)
