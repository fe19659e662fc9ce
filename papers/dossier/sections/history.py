from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from papers.dossier.blocks import Block, Happening, Paragraph, Section, Story
from papers.dossier.naming import Voice
from papers.dossier.phrases import course as p
from papers.dossier.phrases import frame
from papers.history.facts import HASH, facts_told
from papers.typography import counted, day_in, in_line
from workflow.dossier.chronicle import Entry


def history(voice: Voice) -> Section:
    entries = voice.dossier.entries
    days = groupby(entries, key=lambda entry: voice.day_of(entry.at))
    story = Story(
        tuple(
            (day_in(day, voice.language), tuple(_happening(voice, entry) for entry in on_it))
            for day, on_it in days
        )
    )
    brief = counted(len(entries), p.HISTORY_BRIEF, voice.language)
    blocks: tuple[Block, ...] = (*_standing_out(voice), story)
    return Section("history", voice.say(frame.HISTORY), blocks, brief)


def _standing_out(voice: Voice) -> Iterator[Block]:
    remarks = Counter(entry.remark for entry in voice.dossier.entries if entry.remark)
    if remarks:
        what = ", ".join(f"{voice.say(p.REMARKS[each])} — {n}" for each, n in remarks.items())
        yield Paragraph(voice.say(p.STANDING_OUT, what=what))


def _happening(voice: Voice, entry: Entry) -> Happening:
    """What follows from something else is not given that one's reason again."""
    own = entry.kind == voice.dossier.entries[0].kind
    told = facts_told(entry.kinds, _legible(entry.facts), voice.naming)
    return Happening(
        time=f"{entry.at.astimezone(voice.zone):%H:%M}",
        what="" if own else voice.subject(entry.kind, entry.code),
        action=voice.title(entry.title),
        became="" if entry.stays else voice.title(entry.state_title),
        remark=voice.say(p.REMARKS[entry.remark]) if entry.remark else "",
        tone=entry.remark or "",
        who=voice.who(entry),
        reason="" if _repeats(voice, entry) else in_line(entry.reason or ""),
        facts=tuple(in_line(line) for line in told),
        erased=voice.say(p.TEXT_ERASED) if entry.struck else "",
    )


def _repeats(voice: Voice, entry: Entry) -> bool:
    causes = (
        cause
        for cause in reversed(voice.dossier.entries)
        if cause.reference == entry.flow and cause.at <= entry.at
    )
    cause = next(causes, None)
    return cause is not None and entry.reason in (cause.reason, cause.title.ru)


def _legible(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without hashes, which are for a machine: the JSON has them."""
    return {
        name: value
        for name, value in facts.items()
        if not (isinstance(value, str) and HASH.fullmatch(value))
    }
