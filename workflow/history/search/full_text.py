"""The index of what was written, which each database has in its own way: it names texts that may
have the words, and `Words` decides. Migrations make it, as `entry_words`."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, func, literal, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow.history.search.query import Cursor
from workflow.history.search.span import EARLIEST, Span
from workflow.history.search.words import Words

MOST_WORDS = 8
"""That the index is asked for, the longest; further ones would make it slower, not more exact."""
INDEXED_BEGINNING = 7
"""Letters of the longest beginning that SQLite's index keeps."""
LONGEST = 60
"""Letters that PostgreSQL's index keeps of a word."""
TEXTS = 1 << 30
"""In SQLite a row is numbered by the second, times this, and the text."""
DAY, PERIOD = 86_400, 32 * 86_400
"""Seconds of what PostgreSQL's index keeps beside the words."""
MOST_DAYS = 64
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FAR = (1 << 33) - 2
"""Seconds that are as good as never; times `TEXTS` it is still a number of 64 bits."""


@dataclass(frozen=True)
class Named:
    texts: Sequence[int]
    floor: Cursor | None
    """Down to where all are named; None where that is all of the span."""


def is_in_order(session: Session) -> bool:
    """Whether the newest texts cost no more than they are: PostgreSQL gathers all of a word's."""
    return session.get_bind().dialect.name == "sqlite"


def newest(session: Session, words: Words, span: Span, most: int) -> Named:
    """The newest texts in a span that may have the words: about `most`."""
    if is_in_order(session):
        return _sqlite(session, words, span, most)
    return _postgresql(session, words, span, most)


def _sqlite(session: Session, words: Words, span: Span, most: int) -> Named:
    asked = (
        f'"{word[:INDEXED_BEGINNING]}" *' if begins else f'"{word}"'
        for word, begins in _asked(words)
    )
    bounds = {
        "words": " ".join(asked),
        "lower": _second(span.lower.at) * TEXTS,
        "upper": (_second(_last(span)) + 1) * TEXTS,
    }
    places = session.scalars(_IN_SQLITE, bounds | {"most": most + 1}).all()
    if len(places) <= most:
        return Named([place % TEXTS for place in places], None)
    cut = places[-1] // TEXTS + 1
    kept = [place % TEXTS for place in places if place >= cut * TEXTS]
    if not kept:  # all in one second, as of a sweep
        return _sqlite(session, words, span, most * 4)
    return Named(kept, Cursor(_EPOCH + timedelta(seconds=cut), 0))


def _postgresql(session: Session, words: Words, span: Span, most: int) -> Named:
    asked = " & ".join(
        f"'{word[:LONGEST]}'{':*' * (begins or len(word) > LONGEST)}"
        for word, begins in _asked(words)
    )
    when = " | ".join(f"'{mark}'" for mark in _marks(span))
    values = {
        "words": f"{asked} & ({when})" if when else asked,
        "lower": span.lower.at,
        "upper": _last(span),
    }
    rows = session.execute(_IN_POSTGRESQL, values | {"most": most + 1}).all()
    if len(rows) <= most:
        return Named([row.id for row in rows], None)
    cut = rows[-1].at
    kept = [row.id for row in rows if row.at > cut]
    if not kept:
        return _postgresql(session, words, span, most * 4)
    return Named(kept, Cursor(cut + timedelta(microseconds=1), 0))


def _last(span: Span) -> datetime:
    """The last moment that a span touches."""
    return span.upper.at - timedelta(microseconds=not span.upper.id)


def _asked(words: Words) -> Sequence[tuple[str, bool]]:
    """The words, and whether each is but a beginning."""
    asked: dict[str, bool] = {}
    for term in words.terms:
        *whole, last = term.words
        asked |= {word: False for word in whole} | {last: term.is_beginning}
    return sorted(asked.items(), key=lambda word: -len(word[0]))[:MOST_WORDS]


def _marks(span: Span) -> Iterator[str]:
    """Of the days that a span touches, or of the periods; none where it is too long for that."""
    if span.lower <= EARLIEST:
        return
    first, last = _second(span.lower.at), _second(_last(span))
    for sign, length in (("@", DAY), ("@@", PERIOD)):
        if last // length - first // length < MOST_DAYS:
            yield from (f"{sign}{n}" for n in range(first // length, last // length + 1))
            return


def _second(moment: datetime) -> int:
    second = int((moment - _EPOCH) // timedelta(seconds=1))
    return max(-_FAR, min(_FAR, second))


_IN_SQLITE = text(
    "select rowid from entry_words where entry_words match :words and rowid >= :lower "
    "and rowid < :upper order by rowid desc limit :most"
)
_IN_POSTGRESQL = text(
    "select id, at from entry_text where entry_words(text, at) @@ cast(:words as tsquery) "
    "and at >= :lower and at <= :upper order by at desc, id desc limit :most"
)


def among(
    session: Session, column: InstrumentedAttribute[int], keys: Collection[int]
) -> ColumnElement[bool]:
    """The column has one of the keys, which may be a thousand: given as one value, so that the
    statement is always the same."""
    if session.get_bind().dialect.name == "sqlite":
        each = func.json_each(json.dumps(list(keys))).table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(literal(list(keys), ARRAY(BigInteger)))
