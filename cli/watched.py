"""The one way in which a command shows people's data: who looks is written down first."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from cli.output import Exit, fail, say, told
from config.clock import now
from models import OutboxMessage, Person, Programme, Subject, Text
from models.database import reading, transaction
from workflow.people.access import What, note
from workflow.programme.lookup import find_person, find_programme, find_subject


@dataclass(frozen=True)
class Someone:
    """One person, in a programme."""

    programme: Programme
    person: Person


Shown = Programme | Subject | OutboxMessage | Someone | Sequence[Programme | Subject | Someone]
"""Of whom something is shown: everybody of a programme, the people of a subject, who got a letter,
one person."""
Whose = TypeVar("Whose", bound=Shown)
S = TypeVar("S", bound=Subject)


@contextmanager
def watched(
    what: What, viewer: str | None, find: Callable[[Session], Whose]
) -> Iterator[tuple[Session, Whose]]:
    """In place of `told(), reading()`: gives the session only together with what `find` found, of
    whom something is shown, and only after that is written down in a transaction of its own."""
    with told(), reading() as session:
        whose = find(session)
        _write_down(what, viewer, whose)
        yield session, whose


def of_programme(code: str | None) -> Callable[[Session], Programme]:
    return lambda session: find_programme(session, code)


def of_all(session: Session) -> Sequence[Programme]:
    """What belongs to no programme is shown of all of them."""
    return session.scalars(select(Programme).order_by(Programme.id)).all()


def of_subject(programme: str | None, kind: type[S], code: str) -> Callable[[Session], S]:
    return lambda session: find_subject(session, find_programme(session, programme), kind, code)


def of_person(programme: str | None, email: str) -> Callable[[Session], Someone]:
    return lambda session: Someone(find_programme(session, programme), find_person(session, email))


def of_person_anywhere(email: str) -> Callable[[Session], Sequence[Someone]]:
    """What is the same for a person in every programme is shown in all of them."""

    def find(session: Session) -> Sequence[Someone]:
        person = find_person(session, email)
        return [Someone(programme, person) for programme in of_all(session)]

    return find


def of_person_or_all(
    programme: str | None, email: str | None
) -> Callable[[Session], Programme | Someone]:
    """A list that may be of one person."""
    return of_programme(programme) if email is None else of_person(programme, email)


def _write_down(what: What, viewer: str | None, whose: Shown) -> None:
    try:
        with transaction() as session:
            viewer_id = None if viewer is None else find_person(session, viewer).id
            for programme_id, subject_id, person_id in _rows(whose):
                note(
                    session,
                    what=what,
                    programme_id=programme_id,
                    viewer_id=viewer_id,
                    now=now(),
                    subject_id=subject_id,
                    person_id=person_id,
                )
    except DBAPIError as error:
        fail(f"{say(_NOT_SHOWN)} ({str(error.orig).strip().splitlines()[0]})", Exit.FAULT)


def _rows(whose: Shown) -> Iterator[tuple[int, int | None, int | None]]:
    """The programme; the subject or the person, if it is of one."""
    match whose:
        case Programme():
            yield whose.id, None, None
        case Subject():
            yield whose.programme_id, whose.id, None
        case OutboxMessage():
            yield whose.programme_id, None, whose.recipient_id
        case Someone():
            yield whose.programme.id, None, whose.person.id
        case _:
            for each in whose:
                yield from _rows(each)


_NOT_SHOWN = Text(
    en="People's data are shown only where it can be written down who looks, and the database "
    "takes nothing in: it may be a read-only copy. Ask the one that is written to.",
    ru="Данные о людях показываются, только если записано, кто смотрит, а база данных ничего не "
    "принимает: возможно, это копия только для чтения. Обратитесь к основной базе.",
)
