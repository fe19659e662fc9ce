"""Where in the database a person is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from json import loads
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.types import String

from models import Person, Preference, Text
from workflow.history.chain import canonical_json
from workflow.people.erasure.holdings import Field, Holding, fields
from workflow.people.erasure.naming import Naming, parts_of

BATCH = 1_000


@dataclass(frozen=True)
class Mention:
    """A row with a field that names somebody, or may."""

    field: Field
    key: dict[str, Any]
    """The row's primary key."""
    value: Any


def naming_of(session: Session, person: Person) -> Naming:
    """How the person may be named, and which of it somebody else here may be named by as well."""
    preference = session.get(Preference, person.id)
    plain = Naming(person.name)
    known = select(Person.name).where(Person.id != person.id, Person.erased_at.is_(None))
    surname, given = False, False
    for name in session.scalars(known.where(_like_any(Person.name, plain.likes))):
        theirs = parts_of(name)
        if theirs is None or plain.parts is None:
            continue
        surname = surname or bool(Naming(plain.parts.surname).hits(theirs.surname))
        both = f"{theirs.given} {theirs.patronymic}"
        given = given or bool(theirs.patronymic and plain.hits(both))
    return Naming(
        person.name,
        person.email,
        (preference.messenger if preference else None) or "",
        surname_is_shared=surname,
        given_is_shared=given,
    )


def mentions(session: Session, naming: Naming, holding: Holding) -> Iterator[Mention]:
    """Every field that names them, one row at a time."""
    for field in fields(holding):
        for row in _rows(session, field, naming.likes):
            if any(naming.hits(text) for text in texts_in(row.value, field)):
                yield row


def vague_mentions(session: Session, naming: Naming) -> Iterator[Mention]:
    """Every field of somebody's words that has what may mean them or another."""
    for field in fields(Holding.STRIKE):
        for row in _rows(session, field, naming.vague_likes):
            if any(naming.maybe(text) for text in texts_in(row.value, field)):
                yield row


def texts_in(value: Any, field: Field) -> Iterator[str]:
    """All words in a value, whatever it is made of."""
    yield from _strings(loads(value) if field.is_json else value)


def without(value: Any, field: Field, naming: Naming) -> Any:
    """The value as it is once they are struck out."""
    if field.is_json:
        return canonical_json(_changed(loads(value), naming))
    return _changed(value, naming)


def _rows(session: Session, field: Field, likes: tuple[str, ...]) -> Iterator[Mention]:
    table, column = field.column.table, field.column
    asked = select(*table.primary_key.columns, column.label("_value")).where(column.is_not(None))
    if isinstance(column.type, String):
        asked = asked.where(_like_any(column, likes))
    for row in session.connection().execute(asked.execution_options(yield_per=BATCH)):
        told = dict(row._mapping)
        value = told.pop("_value")
        yield Mention(field, told, value)


def _like_any(column: Any, likes: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(column.like(like) for like in likes))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Text():
            yield from filter(None, (value.ru, value.en))
        case dict():
            for name, each in value.items():
                yield str(name)
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)


def _changed(value: Any, naming: Naming) -> Any:
    match value:
        case str():
            return naming.strike(value)
        case Text():
            return Text(ru=naming.strike(value.ru), en=value.en and naming.strike(value.en))
        case dict():
            return {naming.strike(name): _changed(each, naming) for name, each in value.items()}
        case list():
            return [_changed(each, naming) for each in value]
    return value
