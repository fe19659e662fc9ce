"""What is measured: each thing that can be searched for, and what people are likely to combine."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from benchmarks.history.archive import RARE, vocabulary
from models import Deadline, District, HistoryEntry, OutboxMessage, Person, Programme, Remark
from workflow.history.search import Query, find

Deed = Callable[[Session], object]
MARCH = {"since": date(2025, 3, 1), "until": date(2025, 3, 31)}


def deeds(session: Session) -> Mapping[str, Deed]:
    """Name → what is done."""
    asked = queries(session)
    found: dict[str, Deed] = {name: _search(query) for name, query in asked.items()}
    subject = session.scalars(
        select(HistoryEntry.subject_id).order_by(HistoryEntry.id.desc()).limit(1)
    ).one()
    return found | {"open one history": lambda session: dossier(session, subject)}


def _search(query: Query) -> Deed:
    return lambda session: find(session, query)


def queries(session: Session) -> Mapping[str, Query]:
    programme, other = session.scalars(
        select(Programme.id).where(Programme.code.in_(("small", "other"))).order_by(Programme.id)
    )
    district = session.scalars(select(District.id).where(District.code == "d3")).one()
    busy = session.scalars(select(Person.id).where(Person.email == "p0@example.org")).one()
    words = vocabulary()
    frequent, middling = words[0], words[300]
    singles: dict[str, dict[str, Any]] = {
        "nothing": {},
        "district": {"district_id": district},
        "person": {"person_id": busy},
        "on behalf": {"on_behalf_of_id": busy},
        "kind": {"kind": "initiative"},
        "state": {"state": "funding"},
        "action": {"action": "approve"},
        "days": MARCH,
        "any flow": {"flow": "any"},
        "one flow": {"flow": "council"},
        "late": {"remarks": {Remark.LATE}},
        "overridden": {"remarks": {Remark.OVERRIDDEN}},
        "by hand": {"remarks": {Remark.BY_HAND}},
        "rare word": {"words": RARE},
        "middling word": {"words": middling},
        "frequent word": {"words": frequent},
        "two frequent words": {"words": f"{frequent} {words[1]}"},
    }
    together = {
        "district, overridden": {"district_id": district, "remarks": {Remark.OVERRIDDEN}},
        "district, action": {"district_id": district, "action": "approve"},
        "person, action": {"person_id": busy, "action": "submit"},
        "person, district": {"person_id": busy, "district_id": district},
        "days, state": MARCH | {"state": "funding"},
        "rare word, district": {"words": RARE, "district_id": district},
        "frequent word, district": {"words": frequent, "district_id": district},
        "middling word, district": {"words": middling, "district_id": district},
        "frequent word, person": {"words": frequent, "person_id": busy},
        "district, state, late": {
            "district_id": district,
            "state": "funding",
            "remarks": {Remark.LATE},
        },
        "never together": {"state": "funding", "action": "submit"},
    }
    ours = {
        name: Query(programme_id=programme, **given) for name, given in (singles | together).items()
    }
    return ours | {"small programme beside": Query(programme_id=other)}


def dossier(session: Session, subject_id: int) -> int:
    """What a page about one initiative reads before all: entries, texts, deadlines, letters."""
    entries = session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == subject_id)
        .options(
            selectinload(HistoryEntry.texts),
            selectinload(HistoryEntry.actor),
            selectinload(HistoryEntry.on_behalf_of),
        )
        .order_by(HistoryEntry.sequence)
    ).all()
    session.scalars(select(Deadline).where(Deadline.subject_id == subject_id)).all()
    session.scalars(select(OutboxMessage).where(OutboxMessage.subject_id == subject_id)).all()
    session.expunge_all()
    return len(entries)
