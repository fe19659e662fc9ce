"""The minutes as words in one language: what every layout of them sets, and in which order."""

from dataclasses import dataclass
from datetime import datetime

from models import Choice
from models.text import Language
from papers.minutes import phrases as p
from papers.minutes.phrases import MOTIONS
from papers.typography import (
    NBSP,
    day_in,
    in_line,
    listed,
    offset_of,
    printable,
    quoted,
    say,
    sum_in,
    time_of,
)
from workflow.meetings.record import Attendee, Ballot, ItemRecord, Minutes

__all__ = ["MOTIONS", "Section", "Wording", "wording"]

Pair = tuple[str, str]
"""A label and what stands beside it; a further paragraph under the same label has none."""


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[Pair, ...]


@dataclass(frozen=True)
class Wording:
    title: str
    subtitle: str
    foundation: str
    programme: str
    sample: str
    """That all is invented; empty where it is not."""
    facts: tuple[Pair, ...]
    agenda_heading: str
    agenda: tuple[str, ...]
    sections: tuple[Section, ...]
    signatures: tuple[Pair, ...]
    """Office and name."""
    page: str
    """With {n} for the page and {all} for how many there are."""


def wording(minutes: Minutes, language: Language) -> Wording:
    """What the minutes say in the language."""
    programme = quoted(minutes.programme.in_(language), language)
    return Wording(
        title=in_line(say(p.TITLE, language, code=in_line(minutes.code))),
        subtitle=say(p.SUBTITLE, language),
        foundation=in_line(minutes.foundation.in_(language)),
        programme=say(p.PROGRAMME, language, programme=programme),
        sample=say(p.SAMPLE, language) if minutes.is_sample else "",
        facts=_facts(minutes, language),
        agenda_heading=say(p.AGENDA, language),
        agenda=_agenda(minutes, language),
        sections=(*(_section(item, language) for item in minutes.items), _end(minutes, language)),
        signatures=(
            (say(p.CHAIR, language), in_line(minutes.chair)),
            (say(p.SECRETARY, language), in_line(minutes.secretary)),
        ),
        page=say(p.PAGE, language),
    )


def _facts(minutes: Minutes, language: Language) -> tuple[Pair, ...]:
    time = say(
        p.FROM_TO,
        language,
        opened=time_of(minutes.opened_at),
        closed=_closing(minutes.opened_at, minutes.closed_at, language),
        offset=offset_of(minutes.opened_at),
    )
    return (
        (say(p.DAY, language), day_in(minutes.opened_at, language)),
        (say(p.TIME, language), time),
        (say(p.PLACE, language), in_line(minutes.place)),
        (say(p.CHAIR, language), in_line(minutes.chair)),
        (say(p.SECRETARY, language), in_line(minutes.secretary)),
        *_attendance(minutes, language),
        (say(p.QUORUM, language), _quorum(minutes, language)),
    )


def _closing(opened: datetime, closed: datetime, language: Language) -> str:
    """The time; with its day where the meeting went on past midnight."""
    time = time_of(closed)
    if closed.date() == opened.date():
        return time
    return say(p.NEXT_DAY, language, time=time, day=day_in(closed, language))


def _attendance(minutes: Minutes, language: Language) -> tuple[Pair, ...]:
    members = [attendee for attendee in minutes.attendees if attendee.constituency is not None]
    present = [_member(member, language) for member in members if member.present]
    absent = [_member(member, language) for member in members if not member.present]
    others = [a.name for a in minutes.attendees if a.constituency is None and a.present]
    nobody = say(p.NOBODY, language)
    return (
        *_under(say(p.PRESENT, language), present or [nobody]),
        *_under(say(p.ABSENT, language), absent or [nobody]),
        *_under(say(p.NON_VOTING, language), [listed(others)] if others else []),
    )


def _member(member: Attendee, language: Language) -> str:
    assert member.constituency is not None, "only members have a constituency"
    return f"{in_line(member.name)} — {in_line(member.constituency.in_(language))}"


def _under(label: str, paragraphs: list[str]) -> tuple[Pair, ...]:
    """The paragraphs under one label, which stands beside the first."""
    labels = [label, *[""] * len(paragraphs)]
    return tuple(zip(labels, paragraphs, strict=False))


def _quorum(of: Minutes | ItemRecord, language: Language) -> str:
    if not of.eligible:
        return say(p.NOBODY_ENTITLED, language)
    counted = say(
        p.COUNCIL_QUORUM if isinstance(of, Minutes) else p.ITEM_QUORUM,
        language,
        eligible=of.eligible,
        needed=of.needed,
        present=of.present,
    )
    return f"{counted} {say(p.QUORATE if of.present >= of.needed else p.INQUORATE, language)}"


def _agenda(minutes: Minutes, language: Language) -> tuple[str, ...]:
    return tuple(
        f"{_named(item, language)} ({in_line(item.district.in_(language))})"
        for item in minutes.items
    )


def _named(item: ItemRecord, language: Language) -> str:
    title = quoted(item.title, language)
    return say(p.ITEM, language, code=in_line(item.code), title=title)


def _section(item: ItemRecord, language: Language) -> Section:
    votes = [pair for ballot in item.ballots for pair in _voting(ballot, language)]
    none = (say(p.VOTED, language), say(p.NO_VOTE, language))
    return Section(
        heading=f"{item.number}.{NBSP}{_named(item, language)}",
        paragraphs=(
            (say(p.HEARD, language), _heard(item, language)),
            *_recusals(item, language),
            (say(p.QUORUM, language), _quorum(item, language)),
            *(votes or [none]),
            *_resolved(item, language),
        ),
    )


def _heard(item: ItemRecord, language: Language) -> str:
    return say(
        p.REQUEST,
        language,
        request=sum_in(item.request, language),
        district=in_line(item.district.in_(language)),
        rank=item.rank,
    )


def _recusals(item: ItemRecord, language: Language) -> tuple[Pair, ...]:
    if not item.recused:
        return ()
    each = [
        f"{in_line(name)} — {'; '.join(in_line(ground.in_(language)) for ground in grounds)}."
        for name, grounds in item.recused
    ]
    return _under(say(p.RECUSALS, language), [*each, say(p.TAKES_NO_PART, language)])


def _voting(ballot: Ballot, language: Language) -> tuple[Pair, ...]:
    """The motion, who voted how, and what came of it."""
    outcome = say(p.CARRIED if ballot.carried else p.DEFEATED, language)
    if ballot.casting:
        outcome = f"{say(p.CASTING, language)} {outcome}"
    motion = quoted(MOTIONS[ballot.motion].in_(language), language)
    return _under(
        say(p.VOTED, language),
        [
            say(p.PROPOSAL, language, motion=motion),
            _count(Choice.FOR, ballot.in_favour, language),
            _count(Choice.AGAINST, ballot.against, language),
            _count(Choice.ABSTAIN, ballot.abstained, language),
            outcome,
        ],
    )


def _count(choice: Choice, names: tuple[str, ...], language: Language) -> str:
    counted = f"{say(p.CHOICES[choice], language)} — {len(names)}"
    return f"{counted}: {listed(names)}" if names else counted


def _resolved(item: ItemRecord, language: Language) -> tuple[Pair, ...]:
    """What was resolved and why, and what is left."""
    resolution = p.RESOLUTIONS[item.decision] if item.decision else p.UNDECIDED
    resolved = say(resolution, language, code=in_line(item.code))
    reasons = [in_line(line) for line in printable(item.reason or "").split("\n") if line.strip()]
    return (
        (say(p.RESOLVED, language), resolved),
        *_under(say(p.REASON, language), reasons),
        *_under(say(p.BALANCE, language), _balance(item, language)),
    )


def _balance(item: ItemRecord, language: Language) -> list[str]:
    """What is left of the district's slots and of the money, as far as a vote was held."""
    said = []
    if item.slots is not None:
        used, slots = item.slots
        said.append(say(p.SLOTS, language, used=used, all=slots))
    if item.money_left is not None:
        said.append(say(p.MONEY, language, money=sum_in(item.money_left, language)))
    return [" ".join(said)] if said else []


def _end(minutes: Minutes, language: Language) -> Section:
    """Each decision with the initiatives that it concerns."""
    labels = [(motion, MOTIONS[motion].in_(language)) for motion in MOTIONS]
    outcomes = [*labels, (None, say(p.WITHOUT_DECISION, language))]
    pairs = []
    for decision, label in outcomes:
        codes = [item.code for item in minutes.items if item.decision == decision]
        if codes:
            pairs.append((f"{label} — {len(codes)}".capitalize(), listed(codes)))
    empty = [("", say(p.EMPTY_AGENDA, language))]
    return Section(say(p.SUMMARY, language), tuple(pairs or empty))
