"""A log of many objects: what happened, and to which of them at once."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import HistoryEntry, Initiative, Meeting, Review
from workflow.event_log.logged import LoggedEvent, Telling
from workflow.event_log.objects import COMPETITION, DISTRICT, EXPERT, expert_ids, key
from workflow.event_log.scope import Scope, entries, of_all
from workflow.event_log.told import BATCH, Teller, streamed
from workflow.gate.permissions import COUNCIL
from workflow.lifecycles.document import REVIEWER

Touched = Sequence[tuple[str, str]]
"""Keys of objects, each with what it is to the event."""


def touching(
    session: Session, scope: Scope, telling: Telling
) -> Iterator[tuple[LoggedEvent, Touched]]:
    """Everything that happened in the period, in order of time, with the objects it touched."""
    teller, experts = Teller(session, scope, telling), expert_ids(session, scope)
    ordered = entries(of_all(scope), scope).order_by(HistoryEntry.at, HistoryEntry.id)
    batches = streamed(session, ordered, BATCH).partitions()
    for event in teller.events(batches):
        yield event, list(_touched(event, scope, telling, experts).items())


def event_types(session: Session, scope: Scope) -> list[str]:
    """Every type that occurs."""
    owners = of_all(scope)
    found = (
        select(HistoryEntry.kind, HistoryEntry.action)
        .join(owners, owners.c.subject_id == HistoryEntry.subject_id)
        .where(scope.within(HistoryEntry.at))
        .distinct()
    )
    return sorted(f"{kind}.{action}" for kind, action in session.execute(found))


def _touched(
    event: LoggedEvent, scope: Scope, telling: Telling, experts: frozenset[int]
) -> dict[str, str]:
    """Once each: what it is in the first place, it is."""
    place, of = event.place, telling.pseudonyms.of
    found = {key(event.kind, event.code): "subject"}
    if place.initiative is not None:
        found.setdefault(key(Initiative.__tablename__, place.initiative), "about")
    if place.meeting is not None:
        found[key(Meeting.__tablename__, place.meeting)] = "at"
    if event.kind == Review.__tablename__ and place.expert_id is not None:
        found[key(EXPERT, of(place.expert_id))] = REVIEWER
    if event.actor_id in experts and event.role in COUNCIL | {REVIEWER}:
        found.setdefault(key(EXPERT, event.resource), "acted")
    if place.district is not None:
        found[key(DISTRICT, place.district)] = "in"
    found[key(COMPETITION, scope.programme.code)] = "in"
    return found
