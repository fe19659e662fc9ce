"""What a deadline is, for whom, and what happens if nothing is done."""

from collections.abc import Iterator
from datetime import datetime

from models.text import Language
from papers.calendar import phrases
from papers.typography import day_in, say, time_of
from workflow.deadlines.register import NextStep, OpenDeadline
from workflow.gate.permissions import ROLE_TITLES


def summary(line: OpenDeadline, language: Language) -> str:
    words = say(
        phrases.DUE,
        language,
        awaited=line.awaited.in_(language),
        about=line.about.in_(language),
    )
    return say(phrases.LATE, language, summary=words) if line.is_late else words


def description(line: OpenDeadline, language: Language) -> str:
    return "\n".join(_sentences(line, language))


def _sentences(line: OpenDeadline, language: Language) -> Iterator[str]:
    yield say(phrases.STATE, language, state=line.state.in_(language))
    due = _moment(line, line.deadline.due_at, language)
    yield say(phrases.UNTIL, language, moment=due, zone=line.timetable.time_zone)
    if line.rule.responsible:
        roles = ", ".join(ROLE_TITLES[role].in_(language) for role in line.rule.responsible)
        yield say(phrases.RESPONSIBLE, language, roles=roles)
    if line.steps:
        yield phrases.IF_NOTHING.in_(language)
        yield from (_step(line, step, language) for step in line.steps)
    if line.is_refused:
        yield phrases.STOPPED.in_(language)


def _step(line: OpenDeadline, step: NextStep, language: Language) -> str:
    words = step.title.in_(language)
    if step.to_state:
        words = say(phrases.LEADS_TO, language, step=words, state=step.to_state.in_(language))
    if step.at is None:
        return words
    moment = _moment(line, step.at, language)
    return say(phrases.THEN, language, moment=moment, step=words)


def _moment(line: OpenDeadline, moment: datetime, language: Language) -> str:
    local = moment.astimezone(line.timetable.zone)
    return f"{day_in(local, language)}, {time_of(local)}"
