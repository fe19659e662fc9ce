from collections import Counter

from papers.dossier.blocks import Block, Paragraph, Section
from papers.dossier.naming import Voice
from papers.dossier.phrases import course as p
from papers.dossier.phrases import frame
from papers.dossier.sections.grids import grid
from papers.typography import in_line
from workflow.dossier.letters import Fate, Letter


def letters(voice: Voice) -> Section:
    told = voice.dossier.letters
    heading = voice.say(frame.LETTERS)
    if not told:
        return Section("letters", heading, (Paragraph(voice.say(frame.NONE), small=True),))
    how = Counter(letter.fate for letter in told)
    brief = voice.say(p.LETTERS_BRIEF, **{fate.value: how[fate] for fate in Fate})
    rows = [_letter(voice, letter) for letter in told]
    blocks: list[Block] = [grid(voice, p.LETTER_HEADS, rows)]
    if voice.dossier.head.as_of is not None:
        blocks.append(Paragraph(voice.say(p.LETTERS_LIMIT), small=True))
    return Section("letters", heading, tuple(blocks), brief)


def _letter(voice: Voice, letter: Letter) -> tuple[str, ...]:
    moment = voice.moment(letter.ended_at) if letter.ended_at else ""
    error = in_line(letter.error or "—")
    return (
        voice.moment(letter.queued_at),
        voice.person(letter.recipient_id),
        _about(voice, letter),
        voice.say(p.CATEGORIES[letter.category]),
        voice.say(p.FATES[letter.fate], moment=moment, error=error),
    )


def _about(voice: Voice, letter: Letter) -> str:
    what = voice.subject(letter.kind, letter.code)
    if letter.about is not None:
        return voice.say(p.LETTER_ABOUT, what=what, action=voice.title(letter.about))
    for term in voice.dossier.terms:
        if (term.kind, term.code, term.name) == (letter.kind, letter.code, letter.deadline):
            return voice.say(p.LETTER_DEADLINE, what=what, awaited=voice.title(term.awaited))
    return what
