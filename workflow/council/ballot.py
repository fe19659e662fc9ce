from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AgendaItem, Attendance, Meeting, Person, Role, Vote
from workflow.council.capacity import DECIDED
from workflow.council.conflicts import conflicts
from workflow.council.members import Seat, members, officer
from workflow.council.quorum import Quorum, quorum
from workflow.council.rules import Rules, rules_of
from workflow.council.tally import Tally, tally


@dataclass(frozen=True)
class Room:
    """The council at a meeting: who sits on it, and who is there."""

    rules: Rules
    seats: Sequence[Seat]
    present: frozenset[int]
    chair: int | None

    def quorum(self, recused: frozenset[int] = frozenset()) -> Quorum:
        return quorum(
            self.seats,
            recused=recused,
            present=self.present,
            share=self.rules.quorum_share,
            constituencies=self.rules.constituencies_at_quorum,
        )


@dataclass(frozen=True)
class Ballot:
    """An item of the agenda before the council: who may decide on it, and who has voted how."""

    room: Room
    recused: Mapping[int, tuple[str, ...]]
    """Member → grounds of the conflict of interest."""
    votes: Mapping[int, str]
    names: Mapping[int, str]

    @cached_property
    def quorum(self) -> Quorum:
        return self.room.quorum(frozenset(self.recused))

    @cached_property
    def tally(self) -> Tally:
        return tally(self.votes, self.room.chair)

    @property
    def not_voted(self) -> dict[int, str]:
        """Members present who may decide and have not voted, with their names."""
        may = {seat.person_id for seat in self.room.seats} & self.room.present
        left = may - self.recused.keys() - self.votes.keys()
        return {person_id: self.names[person_id] for person_id in sorted(left)}


def is_being_decided(session: Session, initiative_id: int) -> bool:
    """Whether the council is voting on the initiative, or has decided and not announced it."""
    item = select(AgendaItem.id).where(
        AgendaItem.initiative_id == initiative_id, AgendaItem.state.in_(("voting", DECIDED))
    )
    return session.scalar(item) is not None


def room(session: Session, meeting: Meeting, today: date) -> Room:
    present = session.scalars(
        select(Attendance.member_id).where(Attendance.meeting_id == meeting.id, Attendance.present)
    )
    return Room(
        rules_of(session, meeting.programme_id),
        members(session, meeting.programme_id, today),
        frozenset(present),
        officer(session, meeting.programme_id, Role.CHAIR, today),
    )


def ballot_on(session: Session, item: AgendaItem, today: date) -> Ballot:
    here = room(session, item.meeting, today)
    people = [seat.person_id for seat in here.seats]
    found = conflicts(session, [item.initiative_id], people, today)
    votes = session.execute(select(Vote.member_id, Vote.choice).where(Vote.item_id == item.id))
    names = session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    return Ballot(
        here,
        {member: grounds for (_, member), grounds in found.items()},
        {
            member: choice
            for member, choice in votes
            if member in people and (item.initiative_id, member) not in found
        },
        {person: name for person, name in names},
    )
