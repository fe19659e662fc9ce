"""What a log says only if it was asked to: what people wrote, scores and votes, money,
hashes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from json import loads
from typing import Any

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.orm import Session

from models import EntryText, HistoryEntry, Programme, Review, Score, Subject
from workflow.event_log.logged import Telling, Value

Place = tuple[int, int]
"""Subject and sequence of an entry."""
Found = Mapping[Place, Mapping[str, Value]]
AMOUNTS = ("amount", "awarded", "released")
"""Facts that are money, in the currency's smallest unit."""
CHOICE, HASH = "choice", "hash"
TEXT, SCORE = "text_", "score_"
"""What begins the names of attributes that come from elsewhere, so that none clashes with ours."""


def further(session: Session, rows: Sequence[Row[Any]], telling: Telling) -> Found:
    """What the entries of one batch say besides, by entry."""
    found: defaultdict[Place, dict[str, Value]] = defaultdict(dict)
    for place, name, value in _all(session, rows, telling):
        found[place][name] = value
    return found


def names(session: Session, programme: Programme, telling: Telling) -> Mapping[str, type]:
    """Every name that may occur, with the type of its values."""
    known: dict[str, type] = {}
    if telling.comments:
        texts = select(EntryText.name).join(Subject, Subject.id == EntryText.subject_id)
        found = session.scalars(texts.where(Subject.programme_id == programme.id).distinct())
        known |= {f"{TEXT}{name}": str for name in sorted(found)}
    if telling.scores:
        scores = select(Score.criterion).join(Review, Review.id == Score.review_id)
        found = session.scalars(scores.where(Review.programme_id == programme.id).distinct())
        known |= {CHOICE: str} | {f"{SCORE}{name}": int for name in sorted(found)}
    if telling.money:
        known |= dict.fromkeys(AMOUNTS, int)
    return known | ({HASH: str} if telling.hashes else {})


def _all(
    session: Session, rows: Sequence[Row[Any]], telling: Telling
) -> Iterator[tuple[Place, str, Value]]:
    if telling.comments:
        yield from _texts(session, rows)
    if telling.scores:
        yield from _facts(rows, (CHOICE,), str)
        yield from _scores(session, rows)
    if telling.money:
        yield from _facts(rows, AMOUNTS, int)
    if telling.hashes:
        yield from (((row.subject_id, row.sequence), HASH, row.hash) for row in rows)


def _facts(
    rows: Sequence[Row[Any]], wanted: Sequence[str], kind: type
) -> Iterator[tuple[Place, str, Value]]:
    for row in rows:
        facts = loads(row.facts)
        for name in wanted:
            if isinstance(facts.get(name), kind):
                yield (row.subject_id, row.sequence), name, facts[name]


def _texts(session: Session, rows: Sequence[Row[Any]]) -> Iterator[tuple[Place, str, Value]]:
    places = tuple_(EntryText.subject_id, EntryText.sequence)
    asked = [(row.subject_id, row.sequence) for row in rows]
    found = select(EntryText.subject_id, EntryText.sequence, EntryText.name, EntryText.text)
    for subject_id, sequence, name, text in session.execute(found.where(places.in_(asked))):
        yield (subject_id, sequence), f"{TEXT}{name}", text


def _scores(session: Session, rows: Sequence[Row[Any]]) -> Iterator[tuple[Place, str, Value]]:
    """Beside the latest submission of a review: what was submitted before is not kept, and what
    was not submitted is a draft."""
    reviews = {row.subject_id for row in rows if row.kind == Review.__tablename__}
    latest = (
        select(HistoryEntry.subject_id, func.max(HistoryEntry.sequence).label("sequence"))
        .where(HistoryEntry.subject_id.in_(reviews), HistoryEntry.action == "submit")
        .group_by(HistoryEntry.subject_id)
        .subquery()
    )
    found = (
        select(latest.c.subject_id, latest.c.sequence, Score.criterion, Score.value)
        .join(Score, Score.review_id == latest.c.subject_id)
        .join(Review, Review.id == Score.review_id)
        .where(Review.state.in_(("submitted", "set_aside")), Score.value.is_not(None))
    )
    for review_id, sequence, criterion, value in session.execute(found) if reviews else ():
        yield (review_id, sequence), f"{SCORE}{criterion}", value
