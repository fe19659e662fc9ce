"""A table of people to invite: looked at first, then all of it or nothing."""

import pytest
from sqlalchemy import func, select

from models import Invitation, Person, RoleAssignment
from tests.make import Competition
from workflow.errors import BadDocument, Refusal
from workflow.monitoring.rounds.inviting.contacts import import_contacts, preview

TABLE = """\
name;email;district
Анна Примерова;Anna@Example.org;1

Депутат;deputy@example.org;
"""
MISTAKES = {
    "no column": ("name\nAnna\n", ["line 1, email: the column is missing"]),
    "foreign column": (
        "name,email,age\nAnna,a@example.org,7\n",
        ["line 1, age: there is no such column; known: name, email, district, language"],
    ),
    "column twice": ("name,email,name\n", ["line 1, name: the column is there twice"]),
    "cells missing": (
        "name,email\nAnna\n",
        ["line 2: has 1 cells, and there are 2 columns"],
    ),
    "several mistakes, each with its line": (
        "name,email,district,language\n,a@example.org,1,\nBoris,b,9,\nVera,A@example.org,,de\n",
        [
            "line 2, name: give a name of up to 200 characters",
            "line 3, district: there is no district 9; known: 1, 2",
            "line 3, email: “b” is no e-mail address",
            "line 4, email: a@example.org is on line 2 already",
            "line 4, language: write ru or en, or nothing",
        ],
    ),
    "nothing": ("\n", ["line 1: the file is empty"]),
    "open quotes": ('name,email\n"Anna,a@example.org\n', ["cannot be read"]),
}


def bring(competition: Competition, text: str, who: str = "coordinator") -> int:
    return import_contacts(
        competition.session,
        competition.round(),
        "residents",
        text,
        name="people.csv",
        actor=competition.actor(who),
        now=competition.now,
    )


def people(competition: Competition) -> int | None:
    return competition.session.scalar(select(func.count()).select_from(Person))


def test_the_preview_tells_who_is_new_and_changes_nothing(competition: Competition) -> None:
    before = people(competition)

    anna, deputy = preview(
        competition.session,
        competition.round(),
        "residents",
        TABLE,
        name="people.csv",
        actor=competition.actor("coordinator"),
        now=competition.now,
    )

    assert (anna.name, anna.email, anna.district) == (
        "Анна Примерова",
        "anna@example.org",
        competition.district,
    )
    assert anna.person is None
    assert deputy.person == competition.people["deputy"]
    assert not deputy.is_invited
    assert people(competition) == before


def test_new_people_come_without_a_role_and_known_ones_stay_who_they_are(
    competition: Competition,
) -> None:
    assert bring(competition, TABLE) == 2
    assert bring(competition, TABLE.replace("Депутат", "Другой")) == 0

    anna = competition.session.scalars(
        select(Person).where(Person.email == "anna@example.org")
    ).one()
    roles = select(RoleAssignment).where(RoleAssignment.person_id == anna.id)
    assert competition.session.scalars(roles).all() == []
    assert competition.people["deputy"].name == "Deputy"
    asked = competition.session.execute(select(Invitation.person_id, Invitation.district_id))
    assert dict(asked.all()) == {  # type: ignore[arg-type]
        anna.id: competition.district.id,
        competition.people["deputy"].id: None,
    }


@pytest.mark.parametrize(("text", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_one_mistake_and_nobody_is_invited(
    competition: Competition, text: str, told: list[str]
) -> None:
    before = people(competition)

    with pytest.raises(BadDocument) as mistaken:
        bring(competition, text)

    lines = mistaken.value.lines
    assert len(lines) == len(told)
    for line, expected in zip(lines, told, strict=True):
        assert expected in line
    assert people(competition) == before


def test_only_the_coordinator_brings_people(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        bring(competition, TABLE, "evaluator")
    assert refused.value.codes == ["not_permitted"]
