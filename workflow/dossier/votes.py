"""What the council was shown, how it voted, what it decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models import AgendaItem, Text
from workflow.dossier.chronicle import Chronicle, Entry, last
from workflow.dossier.view import View

ENDS = ("adopt", "defeat", "call_off")


@dataclass(frozen=True)
class Vote:
    """A motion that was put, and what came of it."""

    motion: str
    put: Entry
    version: int | None
    """Of the proposal, that was before the council."""
    eligible: int
    needed: int
    present: int
    recused: tuple[tuple[int, tuple[str, ...]], ...]
    """Member → grounds."""
    ballots: Mapping[str, tuple[int, ...]]
    """Choice → members."""
    casting: bool
    """The votes were equal, and the chair's decided."""
    end: Entry | None
    """Adopted, defeated or called off; none while the vote is open."""
    reconsidered: Entry | None
    slots_used: int | None
    money_left: int | None


@dataclass(frozen=True)
class Item:
    """The initiative on the agenda of one meeting."""

    code: str
    meeting: str
    held_at: datetime
    place: str
    ordinal: int
    rank: int
    state: str
    state_title: Text
    votes: tuple[Vote, ...]
    announced_at: datetime | None


def items(view: View, told: Chronicle) -> tuple[Item, ...]:
    return tuple(_item(item, told.of(item.id)) for item in view.items if item.id in told.begun)


def _item(item: AgendaItem, entries: Sequence[Entry]) -> Item:
    announced = last(entries, "announce")
    starts = [n for n, entry in enumerate(entries) if entry.action == "put"]
    ends = [*starts[1:], len(entries)][: len(starts)]
    return Item(
        code=item.code,
        meeting=item.meeting.code,
        held_at=item.meeting.held_at,
        place=item.meeting.place,
        ordinal=item.ordinal,
        rank=item.rank,
        state=entries[-1].to_state,
        state_title=entries[-1].state_title,
        votes=tuple(_vote(entries[a:b]) for a, b in zip(starts, ends, strict=True)),
        announced_at=announced.at if announced else None,
    )


def _vote(entries: Sequence[Entry]) -> Vote:
    put, end = entries[0], last(entries, *ENDS)
    counted = end.facts if end and end.action != "call_off" else {}
    facts = {**put.facts, **counted}
    grounds = facts["grounds"].split("; ") if facts.get("recused") else []
    return Vote(
        motion=facts["motion"],
        put=put,
        version=facts.get("version"),
        eligible=facts["eligible"],
        needed=facts["needed"],
        present=facts["present"],
        recused=tuple(
            (who, tuple(theirs.split()))
            for who, theirs in zip(facts.get("recused", ()), grounds, strict=True)
        ),
        ballots=_counted(counted) if counted else _cast(entries),
        casting=bool(counted.get("casting")),
        end=end,
        reconsidered=last(entries, "reconsider"),
        slots_used=counted.get("slots_used"),
        money_left=counted.get("money_left"),
    )


def _counted(facts: Mapping[str, list[int]]) -> Mapping[str, tuple[int, ...]]:
    return {
        choice: tuple(facts[fact])
        for choice, fact in (("for", "in_favour"), ("against", "against"), ("abstain", "abstained"))
    }


def _cast(entries: Sequence[Entry]) -> Mapping[str, tuple[int, ...]]:
    """What each voted last, while the vote is open or after it was called off."""
    stands = {entry.actor_id: entry.facts["choice"] for entry in entries if entry.action == "vote"}
    return {
        choice: tuple(who for who, cast in stands.items() if cast == choice and who is not None)
        for choice in ("for", "against", "abstain")
    }
