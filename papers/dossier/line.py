"""The one line: where it stands, why it is stuck if it is, who can act, by when."""

from collections.abc import Iterator, Sequence

from models import Motion, Text
from papers.dossier.naming import Voice
from papers.dossier.phrases import frame as p
from papers.minutes.phrases import MOTIONS
from papers.typography import counted, one_line
from workflow.dossier.chronicle import Entry
from workflow.dossier.outlook.turns import Outlook, Turn, Waits

LONGEST_REASON = 300


def one_line_of(voice: Voice) -> str:
    outlook = voice.dossier.outlook
    state = voice.title(outlook.title)
    if outlook.ended is not None:
        return f"{state}: {'; '.join(_ended(voice, outlook.ended))}"
    told = [*_turns(voice, outlook.turns), *_deadline(voice, outlook), *_besides(voice, outlook)]
    return f"{state}: {'; '.join(told)}"


def _ended(voice: Voice, end: Entry) -> Iterator[str]:
    day = voice.day(voice.day_of(end.at))
    yield voice.say(p.ENDED, day=day, action=voice.quoted(end.title), who=voice.who(end))
    if (why := _why(voice, end)) is not None:
        said = {"reason": _short(why.reason or ""), "action": voice.quoted(why.title)}
        yield voice.say(p.BECAUSE if why is end else p.BECAUSE_OF, **said)
    first = voice.dossier.entries[0].at
    took = (voice.day_of(end.at) - voice.day_of(first)).days
    yield counted(took, p.TOOK, voice.language)


def _why(voice: Voice, end: Entry) -> Entry | None:
    """The end's own reason or, where it only carried out what was decided before, that of what led
    to it."""
    moves = [e for e in voice.dossier.entries if e.kind == end.kind and not e.stays]
    return next((move for move in moves[:-3:-1] if move.reason), None)


def _turns(voice: Voice, turns: Sequence[Turn]) -> Iterator[str]:
    reviews = [turn for turn in turns if turn.waits == Waits.REVIEW]
    if reviews:
        experts = ", ".join(f"{voice.people(t.people)}{_when(voice, t)}" for t in reviews)
        yield voice.say(p.WAITS_REVIEWS if len(reviews) > 1 else p.WAITS_REVIEW, experts=experts)
    for turn in turns:
        if turn.waits != Waits.REVIEW:
            yield _turn(voice, turn)
        if turn.hindrances:
            why = " ".join(voice.title(text) for text in turn.hindrances)
            yield voice.say(p.HINDERED, why=why.rstrip("."))


def _turn(voice: Voice, turn: Turn) -> str:
    who = voice.roles(turn.roles, turn.people)
    told = {"who": who, "deeds": deeds(voice, turn.deeds)}
    motion = voice.quoted(MOTIONS[Motion(turn.motion)]) if turn.motion else ""
    match turn.waits:
        case Waits.ASSIGNMENT:
            return voice.say(p.NO_EXPERTS, who=who)
        case Waits.AGENDA:
            return voice.say(p.NO_AGENDA, who=who)
        case Waits.MEETING:
            held = voice.moment(turn.held_at) if turn.held_at else ""
            return voice.say(p.MEETING, held=held, who=who)
        case Waits.VOTE:
            return voice.say(p.VOTING, motion=motion, who=who)
        case Waits.ANNOUNCEMENT:
            return voice.say(p.DECIDED, motion=motion, who=who)
        case Waits.CALENDAR:
            return voice.say(p.CLOCK, **told)
    if turn.code:
        return voice.say(p.STEP_OF, part=part_of(voice, turn), **told) + _when(voice, turn)
    return voice.say(p.STEP, **told)


def part_of(voice: Voice, turn: Turn) -> str:
    return voice.subject(turn.kind, turn.code)


def deeds(voice: Voice, titles: Sequence[Text]) -> str:
    """What may be done, in quotation marks: one of these."""
    words = [voice.quoted(title) for title in titles]
    if len(words) < 2:
        return "".join(words)
    return voice.say(p.OR, first=", ".join(words[:-1]), last=words[-1])


def _when(voice: Voice, turn: Turn) -> str:
    if turn.is_paused:
        return f" ({voice.say(p.PAUSED)})"
    if turn.days_late is not None:
        return f" ({voice.late(turn.days_late)})"
    return f" ({voice.say(p.BY, due=voice.moment(turn.due_at))})" if turn.due_at else ""


def _deadline(voice: Voice, outlook: Outlook) -> Iterator[str]:
    if outlook.is_paused:
        yield voice.say(p.DUE_PAUSED)
    elif outlook.due_at is not None:
        due = voice.moment(outlook.due_at)
        if outlook.days_late is None:
            yield voice.say(p.DUE, due=due)
        else:
            yield voice.say(p.DUE_LATE, due=due, late=voice.late(outlook.days_late))


def _besides(voice: Voice, outlook: Outlook) -> Iterator[str]:
    """Only what is late: the rest stands further down."""
    late = [turn for turn in outlook.besides if turn.days_late is not None]
    if late:
        what = ", ".join(f"{part_of(voice, t)} ({voice.late(t.days_late or 0)})" for t in late)
        yield voice.say(p.ALSO_LATE, what=what)


def _short(reason: str) -> str:
    words = one_line(reason).rstrip(".")
    return words if len(words) <= LONGEST_REASON else f"{words[:LONGEST_REASON].rstrip()}…"
