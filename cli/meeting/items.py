"""The items of a meeting's agenda as they stand: from the room while it sits, and from its minutes
once it is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from json import loads

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    AgendaItem,
    District,
    HistoryEntry,
    Meeting,
    Money,
    Motion,
    Person,
    Programme,
    Text,
)
from workflow.council import ballot as council
from workflow.council.ballot import ballot_on
from workflow.council.capacity import DECIDED
from workflow.council.grounds import GROUNDS
from workflow.lifecycles.machine import runner
from workflow.meetings.minutes import minutes_of
from workflow.meetings.record import Ballot, ItemRecord

SITTING = ("convened", "open")
"""States of a meeting in which people come and go."""


@dataclass(frozen=True)
class ItemShown:
    code: str
    state: str
    state_title: Text
    record: ItemRecord
    motion: Motion | None
    """What is being voted on."""
    votes: Mapping[str, str]
    """Name of the member → their vote in the present ballot."""
    not_voted: Sequence[str]


def items_of(session: Session, meeting: Meeting, today: date) -> list[ItemShown]:
    items = list(meeting.items)
    if meeting.state in (*SITTING, "cancelled"):
        return [_live(session, item, today) for item in items]
    records = minutes_of(session, meeting).items
    return [_shown(item, record) for item, record in zip(items, records, strict=True)]


def _live(session: Session, item: AgendaItem, today: date) -> ItemShown:
    ballot, closed = ballot_on(session, item, today), _closed(session, item)
    adopted = closed[-1] if item.state == DECIDED else None
    counted = loads(adopted.facts) if adopted else {}
    initiative, names = item.initiative, ballot.names
    recused = sorted(ballot.recused.items(), key=lambda recusal: names[recusal[0]])
    record = ItemRecord(
        number=item.ordinal,
        code=initiative.code,
        title=initiative.title,
        district=session.get_one(District, item.district_id).title,
        request=initiative.request,
        rank=item.rank,
        eligible=ballot.quorum.eligible,
        needed=ballot.quorum.needed,
        present=ballot.quorum.present,
        recused=tuple((names[who], tuple(GROUNDS[why] for why in whys)) for who, whys in recused),
        ballots=tuple(_ballot(session, entry) for entry in closed),
        decision=Motion(counted["motion"]) if counted else None,
        reason=adopted.reason if adopted else None,
        slots=(counted["slots_used"], _slots(session, item)) if counted else None,
        money_left=Money(counted["money_left"], initiative.currency) if counted else None,
    )
    return _shown(item, record, ballot if item.state == "voting" else None)


def _slots(session: Session, item: AgendaItem) -> int:
    return session.get_one(Programme, item.programme_id).slots_per_district


def _shown(item: AgendaItem, record: ItemRecord, voting: council.Ballot | None = None) -> ItemShown:
    title = runner(item.lifecycle_version).lifecycle.states[item.state].title
    if voting is None or item.motion is None:
        return ItemShown(item.code, item.state, title, record, None, {}, ())
    votes = {voting.names[who]: choice for who, choice in voting.votes.items()}
    waiting = sorted(voting.not_voted.values())
    return ItemShown(item.code, item.state, title, record, Motion(item.motion), votes, waiting)


def _closed(session: Session, item: AgendaItem) -> Sequence[HistoryEntry]:
    """The entries of the item's history that closed a vote."""
    return session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == item.id, HistoryEntry.action.in_(("adopt", "defeat")))
        .order_by(HistoryEntry.sequence)
    ).all()


def _ballot(session: Session, entry: HistoryEntry) -> Ballot:
    facts = loads(entry.facts)

    def names(fact: str) -> tuple[str, ...]:
        return tuple(sorted(session.get_one(Person, who).name for who in facts[fact]))

    return Ballot(
        motion=Motion(facts["motion"]),
        in_favour=names("in_favour"),
        against=names("against"),
        abstained=names("abstained"),
        casting=bool(facts["casting"]),
        carried=entry.action == "adopt",
    )
