from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import delete, event, update
from sqlalchemy.exc import DBAPIError

from models import Access
from tests.make import Competition
from workflow.people.access import (
    TITLES,
    What,
    accesses,
    accesses_of_person,
    accesses_of_subject,
    note,
    title_of,
)


def noted(competition: Competition, what: What, viewer: str | None = None, **of: int) -> None:
    viewer_id = competition.people[viewer].id if viewer else None
    note(
        competition.session,
        what=what,
        programme_id=competition.programme.id,
        viewer_id=viewer_id,
        now=competition.now,
        **of,
    )


def whats(found: Iterable[Access]) -> list[str]:
    return [access.what for access in found]


def test_access_of_a_subject_tells_who_and_when(competition: Competition) -> None:
    initiative = competition.initiative()
    noted(competition, What.HISTORY, "coordinator", subject_id=initiative.id)
    noted(competition, What.LETTERS)

    (access,) = accesses_of_subject(competition.session, initiative.id)

    assert access.viewer == competition.people["coordinator"]
    assert (access.at, access.what) == (competition.now, "history")


def test_access_of_a_person_counts_their_initiatives(competition: Competition) -> None:
    people = competition.people
    ours = competition.initiative()
    theirs = competition.initiative("1-02", leader=people["curator"], group=[people["expert"]])
    leader, neighbour, friend = (people[name].id for name in ("leader", "neighbour", "friend"))
    noted(competition, What.INITIATIVE, subject_id=ours.id)
    noted(competition, What.INITIATIVE, subject_id=theirs.id)
    noted(competition, What.PERSON, person_id=friend)
    noted(competition, What.LETTERS)

    found = [accesses_of_person(competition.session, who) for who in (leader, neighbour, friend)]

    assert [whats(each) for each in found] == [
        ["initiative"],
        ["initiative"],
        ["initiative", "person"],
    ]


def test_accesses_are_of_a_span_and_a_viewer(competition: Competition) -> None:
    first = competition.now
    noted(competition, What.SEARCH, "coordinator")
    competition.later(hours=1)
    noted(competition, What.DOSSIER, "coordinator")
    noted(competition, What.LETTERS, "chair")
    session, programme = competition.session, competition.programme
    chair = competition.people["chair"].id

    assert whats(accesses(session, programme)) == ["search", "dossier", "letters"]
    assert whats(accesses(session, programme, since=competition.now)) == ["dossier", "letters"]
    assert whats(accesses(session, programme, until=competition.now)) == ["search"]
    assert whats(accesses(session, programme, first, first)) == []
    assert whats(accesses(session, programme, viewer_id=chair)) == ["letters"]


def test_access_cannot_be_changed_or_removed(competition: Competition) -> None:
    noted(competition, What.SEARCH)
    forbidden = (
        update(Access).values(at=competition.now - timedelta(days=1)),
        delete(Access),
    )
    for statement in forbidden:
        with pytest.raises(DBAPIError), competition.session.begin_nested():
            competition.session.execute(statement)


def test_accesses_ask_as_much_of_many_as_of_one(competition: Competition) -> None:
    for viewer in ("coordinator", "chair", "secretary"):
        noted(competition, What.SEARCH, viewer)
    session, programme = competition.session, competition.programme
    session.flush()
    session.expire_all()
    asked: list[str] = []
    connection = session.connection()
    _ = programme.id
    event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
    names = [access.viewer.name for access in accesses(session, programme) if access.viewer]
    assert (len(names), len(asked)) == (3, 1)


def test_every_what_has_words_and_strangers_stay_as_they_are() -> None:
    assert TITLES.keys() == set(What)
    assert all(title.en and title.ru != title.en for title in TITLES.values())
    assert title_of("history").ru == "история"
    assert title_of("to_come").ru == "to_come"
