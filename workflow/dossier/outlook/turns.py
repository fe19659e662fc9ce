"""Whose move it is: a pure function over the pinned lifecycle and how things stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from models import Role, Text
from workflow.dossier.chronicle import Entry
from workflow.dossier.outlook.situation import Asked, Part, Situation
from workflow.dossier.terms import Term
from workflow.errors import Blocker
from workflow.lifecycles.document import CLOCK, REVIEWER, Transition


class Waits(StrEnum):
    """What is waited for."""

    DEED = "deed"
    """Somebody's action."""
    CALENDAR = "calendar"
    """What the clock does by itself as soon as nothing stands in its way."""
    ASSIGNMENT = "assignment"
    """Experts to be asked."""
    REVIEW = "review"
    AGENDA = "agenda"
    """A place on the agenda of a meeting."""
    MEETING = "meeting"
    VOTE = "vote"
    ANNOUNCEMENT = "announcement"
    """The council has decided."""


@dataclass(frozen=True)
class Turn:
    """One who can act, on what, by when, and what stands in the way."""

    waits: Waits
    roles: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    deeds: tuple[Text, ...] = ()
    kind: str = ""
    """Of the part that it is about, and its code; empty where it is the initiative itself."""
    code: str = ""
    part_title: Text | None = None
    due_at: datetime | None = None
    days_late: int | None = None
    is_paused: bool = False
    hindrances: tuple[Text, ...] = ()
    held_at: datetime | None = None
    motion: str | None = None


@dataclass(frozen=True)
class Outlook:
    state: str
    title: Text
    since: Entry
    ended: Entry | None
    """What ended it, where it is over."""
    turns: tuple[Turn, ...]
    """The one that the initiative's way waits for first."""
    besides: tuple[Turn, ...]
    """What else is due of what belongs to it."""
    due_at: datetime | None
    """By when the state's own deadline falls."""
    days_late: int | None
    is_paused: bool


def outlook(situation: Situation) -> Outlook:
    state = situation.lifecycle.states[situation.state]
    since = situation.since
    if state.final:
        return Outlook(situation.state, state.title, since, since, (), (), None, None, False)
    own = _own_term(situation)
    turns = tuple(_turns(situation))
    told = {(turn.kind, turn.code) for turn in turns}
    return Outlook(
        situation.state,
        state.title,
        since,
        None,
        turns,
        tuple(turn for turn in _besides(situation) if (turn.kind, turn.code) not in told),
        own.due_at if own else None,
        own.days_late if own else None,
        own.is_paused if own else False,
    )


def _own_term(situation: Situation) -> Term | None:
    """Of the state's own deadlines the one that falls first."""
    names = situation.lifecycle.states[situation.state].deadlines
    kind = situation.lifecycle.lifecycle
    ours = [t for t in situation.terms if t.is_open and t.kind == kind and t.name in names]
    return min(ours, key=lambda term: term.due_at, default=None)


def awaited_moves(situation: Situation) -> list[Transition]:
    """The actions that bring it on: those that meet the state's deadlines or, where it has none,
    all that lead on."""
    lifecycle, state = situation.lifecycle, situation.state
    leaving = lifecycle.leaving(state)
    meets = {name for rule in lifecycle.states[state].deadlines.values() for name in rule.met_by}
    named = [move for move in leaving if move.trigger in meets]
    return named or [move for move in leaving if not move.stays]


def _turns(situation: Situation) -> Iterator[Turn]:
    moves = awaited_moves(situation)
    by_people = [move for move in moves if set(move.by) - {CLOCK}]
    if by_people:
        yield from _deeds(situation, by_people)
        return
    step = next((_STEPS[move.trigger] for move in moves if move.trigger in _STEPS), None)
    found = list(step(situation)) if step else []
    yield from found or [_calendar(situation, moves)]


def _deeds(situation: Situation, moves: Sequence[Transition]) -> Iterator[Turn]:
    """People's own actions, those of the same roles together."""
    by_roles: dict[tuple[str, ...], list[Transition]] = {}
    for move in moves:
        roles = tuple(role for role in move.by if role != CLOCK)
        by_roles.setdefault(roles, []).append(move)
    for roles, theirs in by_roles.items():
        yield _deed(situation, roles, theirs)


def _deed(situation: Situation, roles: tuple[str, ...], moves: Sequence[Transition]) -> Turn:
    triggers = [move.trigger for move in moves]
    return Turn(
        Waits.DEED,
        roles,
        _people(situation, roles, triggers),
        tuple(move.title for move in moves),
        hindrances=_hindrances(situation, roles, triggers),
    )


def _people(
    situation: Situation, roles: Sequence[str], triggers: Sequence[str] = ()
) -> tuple[int, ...]:
    """Who has one of the roles, without those to whom the gate says that they may not."""
    held = dict.fromkeys(who for role in roles for who in situation.holders.get(role, ()))
    barred = {
        asked.person_id
        for asked in situation.asked or ()
        if triggers
        and all(_bars(p.blockers) for p in asked.possible if p.trigger in triggers)
        and any(p.trigger in triggers for p in asked.possible)
    }
    return tuple(who for who in held if who not in barred) or tuple(held)


PERSONAL = frozenset({"not_permitted", "conflict_of_interest", "other_district", "somebody_else"})
"""Reasons that keep one person out, and not the action from being taken."""


def _bars(blockers: Sequence[Blocker]) -> bool:
    return any(blocker.code in PERSONAL for blocker in blockers)


def _hindrances(
    situation: Situation, roles: Sequence[str], triggers: Sequence[str]
) -> tuple[Text, ...]:
    """What keeps all of the actions from being taken by whoever may: nothing where one is open."""
    ours = [asked for asked in situation.asked or () if set(asked.roles) & set(roles)]
    found: dict[Text, None] = {}
    for asked in ours:
        for possible in asked.possible:
            if possible.trigger in triggers:
                reasons = [b for b in possible.blockers if b.code not in PERSONAL]
                if not possible.blockers:
                    return ()
                found |= dict.fromkeys(blocker.text for blocker in reasons)
    return tuple(found)


def _calendar(situation: Situation, moves: Sequence[Transition]) -> Turn:
    titles = tuple(move.title for move in moves)
    return Turn(
        Waits.CALENDAR,
        (CLOCK,),
        deeds=titles,
        hindrances=_hindrances(situation, [CLOCK], [move.trigger for move in moves]),
    )


def _about(turn: Turn, part: Part, term: Term | None) -> Turn:
    return replace(
        turn,
        kind=part.kind,
        code=part.code,
        part_title=part.title,
        due_at=term.due_at if term else None,
        days_late=term.days_late if term else None,
        is_paused=term.is_paused if term else False,
    )


def _reviews(situation: Situation) -> Iterator[Turn]:
    """The experts who have not handed in; where there are none, somebody has to ask them."""
    writing = situation.parts_in("review", "assigned")
    for part in writing:
        people = (part.person_id,) if part.person_id is not None else ()
        term = situation.open_term(part.kind, part.code)
        yield _about(Turn(Waits.REVIEW, (REVIEWER,), people), part, term)
    if not writing and not situation.parts_in("review", "submitted"):
        roles = (str(Role.COORDINATOR),)
        yield Turn(Waits.ASSIGNMENT, roles, _people(situation, roles))


PRESIDING: tuple[str, ...] = (Role.CHAIR, Role.SECRETARY)
CONVENING: tuple[str, ...] = (Role.SECRETARY, Role.CHAIR, Role.COORDINATOR)


def _council(situation: Situation) -> Iterator[Turn]:
    for waits, states in (
        (Waits.ANNOUNCEMENT, ("decided",)),
        (Waits.VOTE, ("voting",)),
        (Waits.MEETING, ("waiting",)),
    ):
        for part in situation.parts_in("agenda_item", *states):
            turn = Turn(waits, PRESIDING, _people(situation, PRESIDING))
            yield replace(_about(turn, part, None), held_at=part.held_at, motion=part.motion)
            return
    yield Turn(Waits.AGENDA, CONVENING, _people(situation, CONVENING))


AGREEMENT = ("draw_up_agreement", "sign_agreement")


def _payment(situation: Situation) -> Iterator[Turn]:
    """First the agreement, then the first tranche's release, then its payment."""
    tranches = sorted(
        situation.parts_in("tranche", "planned", "released"), key=lambda part: part.ordinal
    )
    if tranches:
        yield _on_part(situation, tranches[0])
        return
    for trigger in AGREEMENT:
        move = situation.lifecycle.moves.get((situation.state, trigger))
        if move is not None and not situation.done(trigger):
            yield _deed(situation, tuple(r for r in move.by if r != CLOCK), [move])
            return


def _on_part(situation: Situation, part: Part) -> Turn:
    """What is due of a part; a tranche that nobody released yet has no deadline of its own."""
    term = situation.open_term(part.kind, part.code)
    roles = term.responsible if term else (str(Role.COORDINATOR),)
    deeds = (term.awaited,) if term else (RELEASE,)
    return _about(Turn(Waits.DEED, roles, _people(situation, roles), deeds), part, term)


RELEASE = Text(ru="Разрешить выплату", en="Release")

_STEPS: Mapping[str, Callable[[Situation], Iterator[Turn]]] = {
    "conclude_review": _reviews,
    "approve": _council,
    "begin": _payment,
}
"""Action of the clock → what has to be done before it can take it."""


def _besides(situation: Situation) -> Iterator[Turn]:
    """Deadlines that run of what belongs to the initiative, the first to fall first."""
    parts = {(part.kind, part.code): part for part in situation.parts}
    running = [term for term in situation.terms if term.is_open and not term.is_paused]
    for term in sorted(running, key=lambda term: (term.due_at, term.code)):
        part = parts.get((term.kind, term.code))
        if part is None:
            continue
        people = _people(situation, term.responsible)
        if REVIEWER in term.responsible and part.person_id is not None:
            people = (part.person_id,)
        turn = Turn(Waits.DEED, term.responsible, people, (term.awaited,))
        yield _about(turn, part, term)


__all__ = ["Asked", "Outlook", "Turn", "Waits", "awaited_moves", "outlook"]
