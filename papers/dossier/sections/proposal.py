from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from papers.dossier.blocks import Block, Difference, Paragraph, Section, Subheading
from papers.dossier.differences import lines_changed, words_changed
from papers.dossier.naming import Voice
from papers.dossier.phrases import file as p
from papers.dossier.phrases import frame
from papers.dossier.sections.grids import grid
from papers.history.facts import new_amounts, new_days
from papers.typography import in_line, one_line, printable
from workflow.dossier.proposal import PlanChange, Point, Version
from workflow.proposals import Change


def proposal(voice: Voice) -> Section:
    kept = voice.dossier.versions
    blocks: list[Block] = []
    for version in kept:
        blocks += _version(voice, version)
    if len(kept) == 1:
        blocks.append(Paragraph(voice.say(p.ONLY_VERSION), small=True))
    blocks += _plan(voice)
    brief = voice.say(p.VERSION, n=kept[-1].number)
    return Section("proposal", voice.say(frame.PROPOSAL), tuple(blocks), brief)


def _version(voice: Voice, version: Version) -> Iterator[Block]:
    entry = version.entry
    beside = voice.moment(version.written_at)
    if entry is not None:
        action = voice.title(entry.title)
        beside = voice.say(p.KEPT_BY, moment=beside, action=action, who=voice.who(entry))
    yield Subheading(voice.say(p.VERSION, n=version.number), beside)
    if version.erased:
        yield Paragraph(voice.say(p.VERSION_ERASED), small=True)
    for change in version.changes:
        yield _difference(voice, change)


def _difference(voice: Voice, change: Change) -> Difference:
    label = voice.say(p.FIELDS[change.field])
    if change.field in ("title", "summary"):
        text = words_changed(printable(str(change.before)), printable(str(change.after)))
        return Difference(label, (text,))
    before, after = (_lines(voice, change.field, value) for value in (change.before, change.after))
    return Difference(label, lines_changed(before, after))


def _lines(voice: Voice, field: str, value: Any) -> list[str]:
    if field == "requested":
        return [voice.money(value)]
    if field == "budget":
        return [f"{one_line(title)} — {voice.money(amount)}" for title, amount in value]
    if field == "milestones":
        days = [(title, date.fromisoformat(day)) for title, day in value]
        return [f"{one_line(title)} — {voice.day(day)}" for title, day in days]
    if field == "group":
        return [voice.person(who) for who in value]
    problems = voice.dossier.problems
    return [voice.title(problems[key]) for key in value if key in problems]


def _plan(voice: Voice) -> Iterator[Block]:
    points, changes = voice.dossier.points, voice.dossier.plan_changes
    if points:
        yield Subheading(voice.say(p.PLAN))
        yield grid(voice, p.PLAN_HEADS, [_point(voice, point) for point in points])
    if changes:
        yield Subheading(voice.say(p.CHANGES))
        yield grid(voice, p.CHANGES_HEADS, [*_changes(voice, changes)])


def _point(voice: Voice, point: Point) -> tuple[str, ...]:
    return (
        in_line(point.title),
        voice.day(point.agreed_on) if point.agreed_on else "—",
        voice.day(point.planned_on),
        voice.day(point.reached_on) if point.reached_on else "—",
    )


def _changes(voice: Voice, changes: Sequence[PlanChange]) -> Iterator[tuple[str, ...]]:
    currency, language = voice.dossier.money.currency, voice.language
    for change in changes:
        asked = [
            *new_days(change.milestones, language),
            *new_amounts(change.budget, currency, language),
        ]
        answer = voice.say(p.UNANSWERED)
        if (entry := change.answered) is not None:
            told = {"moment": voice.moment(entry.at), "who": voice.who(entry)}
            answer = voice.say(p.ANSWERED, action=voice.title(entry.title), **told)
            answer += f": {in_line(entry.reason)}" if entry.reason else ""
        yield change.code, "; ".join(asked), in_line(change.asked.reason or "—"), answer
