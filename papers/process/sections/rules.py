from collections import Counter
from collections.abc import Iterator, Sequence

from babel.dates import format_skeleton

from models import Remark, Text
from models.text import Language
from papers.charts.kinds.matrix import Counted, Matrix
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Figure, Grid, Paragraph
from papers.process import phrases as p
from papers.process.findings import bypassed_said, conformance_said
from papers.typography import day_in, in_line, number_in, say
from workflow.process.bypassed import Bypass
from workflow.process.conformance import Replayed, VersionConformance
from workflow.process.views import ProcessViews


def bypassed(views: ProcessViews, language: Language, references: bool) -> Iterator[Block]:
    yield Paragraph(bypassed_said(views.bypassed, language))
    if views.bypassed:
        yield Figure(_matrix(views.bypassed, language))
        yield Grid(_lines(views.bypassed, language, references))


def _matrix(found: Sequence[Bypass], language: Language) -> Matrix:
    """Action and role by what the move was."""
    remarks = [remark for remark in Remark if any(each.remark == remark for each in found)]
    counted = Counter[tuple[str, str, Remark]]()
    for each in found:
        what = in_line(f"{each.kind.in_(language)}: {each.action.in_(language)}")
        counted[what, each.role.in_(language), each.remark] += each.number
    lines = Counter[tuple[str, str]]()
    for (what, role, _), number in counted.items():
        lines[what, role] += number
    rows = tuple(
        Counted(what, tuple(counted[what, role, remark] for remark in remarks), role)
        for (what, role), _ in lines.most_common()
    )
    columns = tuple(say(p.REMARKS[remark], language) for remark in remarks)
    return Matrix(say(p.BYPASSED_TITLE, language), say(p.WHAT_AND_WHO, language), columns, rows)


def _lines(found: Sequence[Bypass], language: Language, references: bool) -> DataTable:
    heads = [
        (p.MONTH, False),
        (p.HOW, False),
        (p.OF_WHAT, False),
        (p.ACTION, False),
        (p.ROLE, False),
        (p.NUMBER, True),
        *([(p.REFERENCES, False)] if references else ()),
    ]
    rows = [
        (
            format_skeleton("yMMMM", each.month, locale=language),
            say(p.REMARKS[each.remark], language),
            in_line(each.kind.in_(language)),
            in_line(each.action.in_(language)),
            each.role.in_(language),
            number_in(each.number, language),
            *([", ".join(each.references)] if references else ()),
        )
        for each in found
    ]
    return text_table(say(p.BYPASSED_LINES, language), heads, rows, language)


def conformance(views: ProcessViews, language: Language, references: bool) -> Iterator[Block]:
    yield Paragraph(conformance_said(views.conformance, language))
    if not views.conformance:
        return
    rows = tuple(
        Counted(
            _version(version, language),
            (replayed.conform, replayed.departed),
            say(against, language),
        )
        for version in views.conformance
        for against, replayed in _replays(version)
    )
    columns = (say(p.CONFORM, language), say(p.DEPART, language))
    heads = (say(p.CONFORMANCE_TITLE, language), say(p.VERSION, language))
    yield Figure(Matrix(*heads, columns, rows))
    if departures := _departures(views.conformance, language):
        heads_ = (
            (p.STEP_TAKEN, False),
            (p.VERSION, False),
            (p.AGAINST, False),
            (p.NUMBER, True),
            (p.EXAMPLE, False),
        )
        yield Grid(text_table(say(p.DEPARTURES, language), heads_, departures, language))
    yield Paragraph(say(p.CONFORMANCE_METHOD, language), small=True)


def _replays(version: VersionConformance) -> Sequence[tuple[Text, Replayed]]:
    own = (p.AGAINST_OWN, version.pinned)
    return [own] if version.is_newest else [own, (p.AGAINST_NEWEST, version.newest)]


def _version(version: VersionConformance, language: Language) -> str:
    named = p.NEWEST_NAMED if version.is_newest else p.VERSION_NAMED
    return say(
        named, language, hash=version.content_hash[:8], day=day_in(version.stored_at, language)
    )


def _departures(found: Sequence[VersionConformance], language: Language) -> list[tuple[str, ...]]:
    return [
        (
            say(
                p.STEP_NAMED,
                language,
                from_state=in_line(departure.from_state.in_(language)),
                action=in_line(departure.action.in_(language)),
                to_state=in_line(departure.to_state.in_(language)),
            ),
            _version(version, language),
            say(against, language),
            number_in(departure.initiatives, language),
            departure.example,
        )
        for version in found
        for against, replayed in _replays(version)
        for departure in replayed.departures
    ]
