"""The dossier as words in one language: what page and PDF set, and in which order."""

from dataclasses import dataclass

from models.text import Language
from papers.dossier.blocks import Section
from papers.dossier.line import one_line_of
from papers.dossier.naming import Voice
from papers.dossier.phrases import frame as p
from papers.dossier.sections.about import able, about
from papers.dossier.sections.council import council, reviews
from papers.dossier.sections.deadlines import deadlines
from papers.dossier.sections.history import history
from papers.dossier.sections.letters import letters
from papers.dossier.sections.money import money
from papers.dossier.sections.proof import proof
from papers.dossier.sections.proposal import proposal
from papers.dossier.sections.result import files, result, seen
from papers.typography import day_in, in_line, offset_of
from workflow.dossier.dossier import Dossier

_SECTIONS = (
    about,
    able,
    proposal,
    reviews,
    council,
    money,
    history,
    deadlines,
    letters,
    result,
    files,
    seen,
    proof,
)


@dataclass(frozen=True)
class Wording:
    kind: str
    code: str
    title: str
    description: str
    place: str
    foundation: str
    as_of: str
    line: str
    """Where it stands, why it is stuck, who can act, by when."""
    tone: str
    """`ended`, `late` or `open`."""
    notes: tuple[str, ...]
    """That something is invented, or that nobody is named."""
    contents: str
    sections: tuple[Section, ...]
    page: str
    """With {n} for the page and {all} for how many there are."""


def wording(dossier: Dossier, language: Language) -> Wording:
    voice, head = Voice(dossier, language), dossier.head
    title, code = in_line(head.title), in_line(head.code)
    moment = head.moment.astimezone(voice.zone)
    zone = offset_of(moment)
    as_of = voice.say(p.NOW, moment=f"{voice.moment(head.moment)} ({zone})")
    if head.as_of is not None:
        as_of = voice.say(p.AS_OF, day=f"{day_in(head.as_of, language)} ({zone})")
    return Wording(
        kind=voice.say(p.KIND),
        code=code,
        title=title,
        description=voice.say(p.DESCRIPTION, code=code, title=title),
        place=f"{voice.title(head.district)} · {voice.title(head.programme)}",
        foundation=voice.title(head.foundation),
        as_of=as_of,
        line=one_line_of(voice),
        tone=_tone(dossier),
        notes=tuple(_notes(voice)),
        contents=voice.say(p.CONTENTS),
        sections=tuple(section(voice) for section in _SECTIONS),
        page=voice.say(p.PAGE),
    )


def _notes(voice: Voice) -> list[str]:
    nobody = not any(known.name for known in voice.dossier.people.values())
    invented = [voice.say(p.SAMPLE)] if voice.dossier.head.is_sample else []
    return invented + ([voice.say(p.UNNAMED)] if nobody else [])


def _tone(dossier: Dossier) -> str:
    outlook = dossier.outlook
    if outlook.ended is not None:
        return "ended"
    turns = (*outlook.turns, *outlook.besides)
    late = outlook.days_late is not None or any(turn.days_late is not None for turn in turns)
    return "late" if late else "open"
