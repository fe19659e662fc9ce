"""The report's sections, what to look at first."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from models import Text
from models.text import Language
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import (
    Block,
    Facts,
    Grid,
    Numbers,
    Paragraph,
    Points,
    Section,
    Subheading,
)
from papers.oversight import phrases as p
from papers.typography import Plural, counted, in_line, number_in, say
from workflow.oversight.deeds import Deed
from workflow.oversight.findings import findings
from workflow.oversight.report import OversightReport

Made = Iterator[Block]


def look(found: OversightReport, language: Language) -> Section:
    told = findings(found)
    figures = (
        (len(found.overrides), p.OVERRIDES),
        (found.deadlines.missed, p.MISSED),
        (found.reading.times, p.READ),
        (len(found.privacy.waiting), p.TO_ERASE),
    )
    head: Block = Paragraph(say(p.CALM, language))
    if told:
        head = Points(tuple(each.text.in_(language) for each in told))
    numbers = Numbers(tuple(_figure(number, what, language) for number, what in figures))
    return Section("look", say(p.LOOK, language), (head, numbers))


def _figure(number: int, what: Plural, language: Language) -> tuple[str, str]:
    return number_in(number, language), counted(number, what, language)


def deeds(found: OversightReport, language: Language) -> Section:
    def made() -> Made:
        if found.overrides:
            yield Grid(_deeds(p.SET_ASIDE, found.overrides, language))
        else:
            yield Paragraph(say(p.NO_OVERRIDES, language))
        for caption, several in ((p.BY_HAND, found.by_hand), (p.BEHALF, found.behalf)):
            if several:
                yield Grid(_deeds(caption, several, language))

    return Section("deeds", say(p.SET_ASIDE, language), tuple(made()))


def _deeds(caption: Text, several: Sequence[Deed], language: Language) -> DataTable:
    heads = [(head, False) for head in (p.WHEN, p.WHAT, p.WHO, p.WHY)]
    rows = [
        (moment(deed.at), _what(deed, language), _who(deed, language), _why(deed, language))
        for deed in several
    ]
    return text_table(say(caption, language), heads, rows, language)


def _what(deed: Deed, language: Language) -> str:
    said = f"{deed.action.in_(language)}. {in_line(deed.about.in_(language))}"
    if deed.was_due is None or deed.due is None:
        return said
    moved = say(p.FROM_TO, language, was=moment(deed.was_due), due=moment(deed.due))
    return f"{said}: {moved}"


def _who(deed: Deed, language: Language) -> str:
    who = deed.by.said.in_(language)
    if deed.behalf is None:
        return who
    return say(p.FOR, language, who=who, behalf=deed.behalf.said.in_(language))


def _why(deed: Deed, language: Language) -> str:
    return in_line(deed.reason) if deed.reason else say(p.NOT_SAID, language)


def clock(found: OversightReport, language: Language) -> Section:
    def made() -> Made:
        if found.outages:
            yield Grid(_outages(found, language))
        else:
            yield Paragraph(say(p.NO_OUTAGES, language))
        yield Paragraph(_kept(found, language))
        if found.deadlines.by_role:
            yield Grid(_missed(found, language))

    return Section("clock", say(p.CLOCK, language), tuple(made()))


def _outages(found: OversightReport, language: Language) -> DataTable:
    heads = [(p.SINCE, False), (p.UNTIL, False), (p.HOURS, True), (p.STEPS, True)]
    rows = [
        (
            moment(each.since),
            moment(each.until),
            number_in(each.hours, language),
            number_in(each.steps, language),
        )
        for each in found.outages
    ]
    return text_table(say(p.OUTAGES, language), heads, rows, language)


def _kept(found: OversightReport, language: Language) -> str:
    due, missed = found.deadlines.due, found.deadlines.missed
    if not due:
        return say(p.NONE_DUE, language)
    text = p.SOME_MISSED if missed else p.ALL_KEPT
    return say(text, language, n=number_in(due, language), missed=number_in(missed, language))


def _missed(found: OversightReport, language: Language) -> DataTable:
    heads = [(p.ROLE, False), (p.MISSED_HEAD, True), (p.DUE_HEAD, True)]
    rows = [
        (each.role.in_(language), number_in(each.missed, language), number_in(each.due, language))
        for each in found.deadlines.by_role
    ]
    return text_table(say(p.BY_ROLE, language), heads, rows, language)


def reading(found: OversightReport, language: Language) -> Section:
    def made() -> Made:
        if not found.reading.times:
            yield Paragraph(say(p.NOBODY_READ, language))
            return
        if found.reading.unusual:
            yield Subheading(say(p.UNUSUAL, language))
            yield Points(
                tuple(
                    f"{each.viewer.said.in_(language)} — {each.what.in_(language)}"
                    for each in found.reading.unusual
                )
            )
        else:
            yield Paragraph(say(p.NOT_UNUSUAL, language))
        yield Grid(_by_viewer(found, language))
        yield Paragraph(say(p.RULES_OF_READING, language), small=True)

    return Section("reading", say(p.READING, language), tuple(made()))


def _by_viewer(found: OversightReport, language: Language) -> DataTable:
    heads = [(p.VIEWER, False), (p.LOOKED_AT, False), (p.TIMES, True)]
    rows = [
        (each.viewer.said.in_(language), each.what.in_(language), number_in(each.times, language))
        for each in found.reading.by_viewer
    ]
    return text_table(say(p.BY_VIEWER, language), heads, rows, language)


def privacy(found: OversightReport, language: Language) -> Section:
    waiting = found.privacy.waiting
    numbers = (
        (p.WITHDRAWN, found.privacy.withdrawn),
        (p.ERASED, found.privacy.erased),
        (p.STILL, len(waiting)),
    )
    facts = Facts(tuple((say(label, language), number_in(n, language)) for label, n in numbers))
    heads = [(p.CONSENT, False), (p.ERASE_BY, False), (p.STATE, False)]
    rows = [
        (
            each.reference,
            moment(each.due) if each.due else "—",
            say(p.LATE if each.is_late else p.IN_TIME, language),
        )
        for each in waiting
    ]
    table = Grid(text_table(say(p.STILL, language), heads, rows, language))
    return Section("privacy", say(p.PRIVACY, language), (facts, *([table] if rows else [])))


def letters(found: OversightReport, language: Language) -> Section:
    block: Block = Paragraph(say(p.NONE_DIED, language))
    if found.dead_letters:
        block = Facts(
            tuple(
                (say(p.CATEGORIES[category], language), number_in(number, language))
                for category, number in found.dead_letters.items()
            )
        )
    return Section("letters", say(p.LETTERS, language), (block,))


def proof(found: OversightReport, language: Language) -> Section:
    def made() -> Made:
        told = found.proof
        yield Paragraph(told.verified.text.in_(language))
        taken = [(say(p.CHECKPOINTS, language), number_in(told.checkpoints, language))]
        if told.last is None:
            yield Facts(tuple(taken))
            return
        at = moment(told.last.taken_at.astimezone(found.made_at.tzinfo))
        last = say(p.NUMBER, language, n=number_in(told.last.number, language), at=at)
        yield Facts((*taken, (say(p.LAST_CHECKPOINT, language), last)))
        yield Paragraph(say(p.ROOT, language, root=told.last.root))
        yield Paragraph(say(p.SAME_ROOT, language), small=True)

    return Section("proof", say(p.PROOF, language), tuple(made()))


def changes(found: OversightReport, language: Language) -> Section:
    def made() -> Made:
        if stored := [*found.changes.rules, *found.changes.lifecycles]:
            heads = [(p.WHEN, False), (p.STORED, False), (p.FINGERPRINT, False)]
            rows = [
                (moment(each.at), each.what.in_(language), each.fingerprint[:12]) for each in stored
            ]
            yield Grid(text_table(say(p.RULES, language), heads, rows, language))
        if found.changes.roles:
            heads = [(p.DAY, False), (p.ROLE_HEAD, False), (p.HOLDER, False), (p.STATE, False)]
            yield Grid(text_table(say(p.ROLES, language), heads, _roles(found, language), language))
        if not (stored or found.changes.roles):
            yield Paragraph(say(p.NO_CHANGES, language))

    return Section("changes", say(p.CHANGES, language), tuple(made()))


def _roles(found: OversightReport, language: Language) -> list[tuple[str, ...]]:
    """One line for each; where nobody is named, one for all of a kind."""
    rows: dict[tuple[str, ...], int] = {}
    for each in found.changes.roles:
        row = (
            f"{each.day:%d.%m.%Y}",
            each.role.in_(language),
            each.who.name or "",
            say(p.BEGINS if each.begins else p.ENDS, language),
        )
        rows[row] = rows.get(row, 0) + 1
    return [
        (day, role, in_line(name) if name else f"× {number}", state)
        for (day, role, name, state), number in rows.items()
    ]


def method(found: OversightReport, language: Language) -> Section:
    named = p.WITH_NAMES if found.names else p.WITHOUT_NAMES
    told = (Paragraph(say(text, language), small=True) for text in (p.COUNTED, named))
    return Section("method", say(p.METHOD, language), tuple(told))


def moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M}"


SECTIONS = (look, deeds, clock, reading, privacy, letters, proof, changes, method)
