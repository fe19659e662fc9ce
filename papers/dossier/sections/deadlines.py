from collections import Counter
from collections.abc import Iterator

from models import DeadlineOutcome
from papers.dossier.blocks import Paragraph, Section
from papers.dossier.naming import Voice
from papers.dossier.phrases import course as p
from papers.dossier.phrases import frame
from papers.dossier.sections.grids import grid
from papers.typography import in_line
from workflow.dossier.terms import Shift, Term


def deadlines(voice: Voice) -> Section:
    told = voice.dossier.terms
    heading = voice.say(frame.DEADLINES)
    if not told:
        return Section("deadlines", heading, (Paragraph(voice.say(frame.NONE), small=True),))
    how = Counter(term.outcome for term in told)
    counts = {"met": how[DeadlineOutcome.MET], "missed": how[DeadlineOutcome.MISSED]}
    brief = voice.say(p.DEADLINES_BRIEF, open=how[None], **counts)
    rows = [_term(voice, term) for term in told]
    return Section("deadlines", heading, (grid(voice, p.DEADLINE_HEADS, rows),), brief)


def _term(voice: Voice, term: Term) -> tuple[str, ...]:
    return (
        voice.subject(term.kind, term.code),
        voice.title(term.awaited),
        voice.moment(term.opened_at),
        voice.moment(term.due_at),
        "; ".join((*_course(voice, term), _end(voice, term))),
    )


def _course(voice: Voice, term: Term) -> Iterator[str]:
    resumed = {pause.until for pause in term.pauses}
    for pause in term.pauses:
        if pause.until is not None:
            since, until = voice.moment(pause.since), voice.moment(pause.until)
            yield voice.say(p.WAS_PAUSED, since=since, until=until)
    for shift in term.shifts:
        if shift.entry.at not in resumed:
            yield _shift(voice, shift)


def _shift(voice: Voice, shift: Shift) -> str:
    due, entry = voice.moment(shift.due_at), shift.entry
    if "due" in entry.facts:
        reason = in_line(entry.reason or "")
        return voice.say(p.EXTENDED, due=due, who=voice.who(entry), reason=reason)
    return voice.say(p.MOVED, due=due, action=voice.title(entry.title))


def _end(voice: Voice, term: Term) -> str:
    if term.closed_at is not None:
        moment = voice.moment(term.closed_at)
        if term.days_late is not None:
            return voice.say(p.LATE_DONE, late=voice.late(term.days_late), moment=moment)
        assert term.outcome is not None, "what is closed has its outcome"
        return voice.say(p.OUTCOMES[term.outcome], moment=moment)
    if term.is_paused:
        return voice.say(p.PAUSED, moment=voice.moment(term.pauses[-1].since))
    if term.days_late is not None:
        return voice.say(p.LATE_OPEN, late=voice.late(term.days_late))
    return voice.say(p.RUNNING)
