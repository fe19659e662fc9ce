"""Striking a person's name out of what people wrote, wherever it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, UniqueConstraint, and_, delete, select, update
from sqlalchemy.orm import Session

from models import EntryText, IdempotencyKey, ProposalVersion, Review, Subject, Text
from workflow.errors import Blocker, NotFound
from workflow.people.erasure.holdings import Holding
from workflow.people.erasure.looking import Mention, mentions, without
from workflow.people.erasure.naming import STRUCK, Naming

PROPOSAL = "proposal"
"""Stands for a version of a proposal where a text's name would stand."""


@dataclass
class Struck:
    """What was struck out."""

    texts: list[tuple[int, int, str]] = field(default_factory=list)
    """Of texts that histories are committed to: subject, sequence, name."""
    subjects: set[int] = field(default_factory=set)
    """Whose words were struck, where histories are committed to them."""
    fields: int = 0
    """All that was changed."""


def strike_mentions(session: Session, naming: Naming, by: Subject) -> Struck:
    """Strike out what names them in everybody's words. The histories stay as they are: a salt is
    destroyed wherever something was committed to."""
    struck = Struck()
    for mention in list(mentions(session, naming, Holding.STRIKE)):
        _strike(session, mention, without(mention.value, mention.field, naming), by, struck)
    session.expire_all()
    return struck


def strike_whole(session: Session, entries: Iterable[tuple[int, int]], by: Subject) -> Struck:
    """Strike out all that was written with these entries of histories: subject and sequence."""
    struck = Struck()
    for subject_id, sequence in entries:
        written = select(EntryText).where(
            EntryText.subject_id == subject_id, EntryText.sequence == sequence
        )
        for text in session.scalars(written.execution_options(populate_existing=True)):
            if text.salt is not None:
                struck.texts.append((subject_id, sequence, text.name))
            text.text, text.salt = STRUCK, None
            text.struck_by_id = text.struck_by_id or by.id
            struck.fields += 1
            struck.subjects.add(subject_id)
    session.flush()
    return struck


def forget_requests(session: Session, subjects: Iterable[int]) -> int:
    """Remove the keys of what was asked about these subjects, whose words were struck: the hash of
    a request is a trace of what it said, and with its key what was committed to could be tried
    out."""
    keys = delete(IdempotencyKey).where(IdempotencyKey.subject_id.in_(sorted(set(subjects))))
    return int(session.connection().execute(keys).rowcount)


def entries_named(session: Session, references: Iterable[str]) -> list[tuple[int, int]]:
    """Entries by what people call them: `initiative/15-01:7`. Raises NotFound."""
    return [_entry(session, reference) for reference in references]


def _entry(session: Session, reference: str) -> tuple[int, int]:
    name, _, number = reference.rpartition(":")
    kind, _, code = name.rpartition("/")
    subject_id = session.scalar(
        select(Subject.id).where(Subject.kind == (kind or "initiative"), Subject.code == code)
    )
    written = (
        select(EntryText.id)
        .where(EntryText.subject_id == subject_id, EntryText.sequence == int(number))
        .limit(1)
        if subject_id is not None and number.isdecimal()
        else None
    )
    if subject_id is None or written is None or session.scalar(written) is None:
        words = Text(
            en=f"Nothing is written with {reference[:80]}: name an entry of a history, such as "
            "initiative/15-01:7.",
            ru=f"С записью {reference[:80]} ничего не написано: укажите запись истории, например "
            "initiative/15-01:7.",
        )
        raise NotFound([Blocker("not_found", words)])
    return subject_id, int(number)


def _strike(session: Session, mention: Mention, value: Any, by: Subject, struck: Struck) -> None:
    column = mention.field.column
    table, changed = column.table, {column.name: _fitting(column, value)}
    assert isinstance(table, Table)
    if table is EntryText.__table__:
        _note(session, mention, struck)
        changed["struck_by_id"] = _struck_by(session, mention) or by.id
    if table is ProposalVersion.__table__:
        _note_proposal(session, mention, struck)
    if column in _unique(table):
        changed[column.name] = _told_apart(column, value, mention)
    if "salt" in table.columns:
        changed["salt"] = None
        struck.subjects |= _subject_of(session, table, mention)
    session.connection().execute(update(table).where(_is_row(table, mention)).values(changed))
    if table.name == "score":
        key = mention.key["review_id"]
        session.connection().execute(
            update(Review.__table__).where(Review.__table__.c.id == key).values(salt=None)  # type: ignore[arg-type]
        )
        struck.subjects.add(key)
    struck.fields += 1


def _note(session: Session, mention: Mention, struck: Struck) -> None:
    """Once a text's salt is gone the history says so already."""
    text = EntryText.__table__.c
    row = session.connection().execute(
        select(text.subject_id, text.sequence, text.name).where(
            text.id == mention.key["id"], text.salt.is_not(None)
        )
    )
    struck.texts += [(subject_id, sequence, name) for subject_id, sequence, name in row]


def _note_proposal(session: Session, mention: Mention, struck: Struck) -> None:
    version = session.get_one(ProposalVersion, tuple(mention.key.values()))
    if version.salt is not None:
        struck.texts.append((version.initiative_id, version.number, PROPOSAL))


def _struck_by(session: Session, mention: Mention) -> int | None:
    text = EntryText.__table__.c
    return session.connection().scalar(
        select(text.struck_by_id).where(text.id == mention.key["id"])
    )


def _subject_of(session: Session, table: Table, mention: Mention) -> set[int]:
    if table is EntryText.__table__:
        text = EntryText.__table__.c
        found = select(text.subject_id).where(text.id == mention.key["id"])
        return set(session.connection().scalars(found))
    return {mention.key["initiative_id" if "initiative_id" in mention.key else "id"]}


def _is_row(table: Table, mention: Mention) -> Any:
    return and_(*(table.c[name] == value for name, value in mention.key.items()))


def _unique(table: Table) -> Iterator[Any]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield from constraint.columns


def _told_apart(column: Any, value: str, mention: Mention) -> str:
    """Two that differ in the name alone would be the same without it."""
    key = "-".join(str(part) for part in mention.key.values())
    longest = (column.type.length or len(value) + len(key) + 3) - len(key) - 3
    return f"{value[:longest]} ({key})"


def _fitting(column: Any, value: Any) -> Any:
    """What stands for a short name may be longer than it."""
    length = getattr(column.type, "length", None)
    return value[:length] if isinstance(value, str) and length else value
