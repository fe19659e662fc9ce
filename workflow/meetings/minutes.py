"""Minutes, made of the meeting's histories alone: what is in them is what happened, and the same
minutes come of them years later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from json import loads
from typing import Any

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
from workflow.council.grounds import GROUNDS
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.meetings.record import Attendee, Ballot, ItemRecord, Minutes
from workflow.proposals import version


@dataclass(frozen=True)
class Chapter:
    """The history of a meeting or an item, by what was done."""

    entries: Sequence[HistoryEntry]

    def last(self, *actions: str) -> HistoryEntry | None:
        return next((e for e in reversed(self.entries) if e.action in actions), None)

    def facts(self, *actions: str) -> Mapping[str, Any]:
        entry = self.last(*actions)
        return {} if entry is None else loads(entry.facts)


@dataclass(frozen=True)
class Names:
    """Names of people by their keys, in alphabetical order where there are several."""

    session: Session

    @cached_property
    def _known(self) -> dict[int, str]:
        return {person_id: name for person_id, name in self.session.execute(_NAMES)}

    def one(self, person_id: int | None) -> str:
        return "" if person_id is None else self._known[person_id]

    def all(self, people: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self._known[person_id] for person_id in people))


_NAMES = select(Person.id, Person.name)


def minutes_of(session: Session, meeting: Meeting) -> Minutes:
    """The minutes of a meeting that is closed. Raises Refusal while it is not."""
    chapter = _chapter(session, meeting.id)
    opened, closed = chapter.last("open"), chapter.last("close")
    if opened is None or closed is None:
        raise Refusal([_NOT_CLOSED])
    programme = session.get_one(Programme, meeting.programme_id)
    zone, names = timetable_of(session, programme.id).zone, Names(session)
    facts = loads(opened.facts)
    items = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.ordinal)
    ).all()
    return Minutes(
        code=meeting.code,
        programme=programme.title,
        foundation=programme.foundation,
        place=meeting.place,
        opened_at=opened.at.astimezone(zone),
        closed_at=closed.at.astimezone(zone),
        chair=names.one(facts["chair"]),
        secretary=names.one(facts["secretary"]),
        attendees=_attendees(programme, chapter, facts, names),
        eligible=facts["eligible"],
        needed=facts["needed"],
        present=facts["present"],
        items=tuple(_item(session, programme, item, names, facts) for item in items),
        is_sample=any(item.initiative.is_sample for item in items),
    )


def _chapter(session: Session, subject_id: int) -> Chapter:
    entries = select(HistoryEntry).where(HistoryEntry.subject_id == subject_id)
    return Chapter(session.scalars(entries.order_by(HistoryEntry.sequence)).all())


def _attendees(
    programme: Programme, chapter: Chapter, facts: Mapping[str, Any], names: Names
) -> tuple[Attendee, ...]:
    """The council as it was that day; whoever came late was there as well."""
    titles = {c.code: c.title for c in programme.constituencies}
    came = {*facts["present_members"]} | {
        loads(entry.facts)["member"]
        for entry in chapter.entries
        if entry.action == "mark_present" and entry.from_state == "open"
    }
    constituencies = facts["constituencies"].split()
    seats = zip(facts["council"], constituencies, strict=True)
    members = [Attendee(names.one(who), titles[code], who in came) for who, code in seats]
    if facts["secretary"] and facts["secretary"] not in facts["council"]:
        members.append(Attendee(names.one(facts["secretary"]), None, True))
    return tuple(sorted(members, key=lambda attendee: attendee.name))


def _item(
    session: Session,
    programme: Programme,
    item: AgendaItem,
    names: Names,
    opening: Mapping[str, Any],
) -> ItemRecord:
    chapter = _chapter(session, item.id)
    counted = chapter.facts("adopt", "defeat")
    put = {**(chapter.facts("put") or opening), **counted}
    decided = chapter.last("adopt", "reconsider")
    if decided is not None and decided.action == "reconsider":
        decided = None
    initiative, district = item.initiative, session.get_one(District, item.district_id)
    proposal = version(session, initiative.id, put["version"]) if put.get("version") else {}
    return ItemRecord(
        number=item.ordinal,
        code=initiative.code,
        title=proposal.get("title", initiative.title),
        district=district.title,
        request=Money(proposal.get("requested", initiative.requested), initiative.currency),
        rank=item.rank,
        eligible=put["eligible"],
        needed=put["needed"],
        present=put["present"],
        recused=_recusals(put, names),
        ballots=tuple(
            _ballot(entry, names)
            for entry in chapter.entries
            if entry.action in ("adopt", "defeat")
        ),
        decision=Motion(loads(decided.facts)["motion"]) if decided else None,
        reason=decided.reason if decided else None,
        slots=(counted["slots_used"], programme.slots_per_district) if counted else None,
        money_left=Money(counted["money_left"], programme.currency) if counted else None,
    )


def _recusals(put: Mapping[str, Any], names: Names) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    recused = put.get("recused", [])
    grounds = put["grounds"].split("; ") if recused else []
    return tuple(
        sorted(
            (
                (names.one(who), tuple(GROUNDS[ground] for ground in theirs.split()))
                for who, theirs in zip(recused, grounds, strict=True)
            ),
            key=lambda recusal: recusal[0],
        )
    )


def _ballot(entry: HistoryEntry, names: Names) -> Ballot:
    facts = loads(entry.facts)
    return Ballot(
        motion=Motion(facts["motion"]),
        in_favour=names.all(facts["in_favour"]),
        against=names.all(facts["against"]),
        abstained=names.all(facts["abstained"]),
        casting=bool(facts["casting"]),
        carried=entry.action == "adopt",
    )


_NOT_CLOSED = Blocker(
    "not_closed",
    Text(
        en="The meeting is not closed: there are no minutes yet.",
        ru="Заседание не закрыто: протокола ещё нет.",
    ),
)
