"""Somebody takes the whole database and tries to find out who answered what."""

import json
from base64 import urlsafe_b64decode
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.orm import Session

from models import LinkSalt, Response, RoundMode
from tests import make
from tests.make import SECRET, Competition
from workflow.monitoring.rounds.answers.answering import hand_in, save_draft
from workflow.monitoring.rounds.answers.responses import CROWD
from workflow.monitoring.rounds.links import by_address, pseudonym
from workflow.programme.load import load

PEOPLE = 40
MANY = CROWD + 1
"""Answers that one transaction writes once there are enough others."""

Dump = Mapping[str, list[dict[str, Any]]]


def words_of(n: int) -> str:
    """Tells in a test whose an answer is; no table but the answers' has it."""
    return f"secret-words-{n:03d}"


@pytest.fixture
def answered(engine: Engine) -> tuple[Engine, dict[UUID, str]]:
    """Forty people answer one after another, each in a transaction of their own, after a draft;
    the round is open. Invitation → what they wrote."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        competition = make.competition(session)
        competition.round().mode = RoundMode.ANONYMOUS
        round_ = competition.round("open")
        asked = competition.invite(round_, *(f"p{n}" for n in range(PEOPLE)))
        now = competition.now
        wrote = {each.id: words_of(n) for n, each in enumerate(asked)}
    for invitation_id, words in wrote.items():
        given = {"link": "good", "words": words}
        for act in (save_draft, hand_in):
            with Session(engine) as session, session.begin():
                act(session, invitation_id, given, secret=SECRET, now=now)
    return engine, wrote


def dump(engine: Engine) -> Dump:
    """Every row of every table, with what the database adds of its own."""
    hidden = "xmin::text as _xmin, xmax::text as _xmax, ctid::text as _ctid, " * (
        engine.dialect.name == "postgresql"
    )
    with engine.connect() as connection:
        return {
            table: [
                dict(row)
                for row in connection.execute(
                    text(f'select {hidden}* from "{table}"')  # noqa: S608 — names of our own
                ).mappings()
            ]
            for table in inspect(engine).get_table_names()
        }


def uuid(given: Any) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)


def words_in(row: Mapping[str, Any]) -> str:
    words: str = json.loads(row["answers"])["words"]
    return words


def test_what_somebody_wrote_stands_in_their_response_alone(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    engine, wrote = answered
    where: defaultdict[str, set[str]] = defaultdict(set)
    for table, rows in dump(engine).items():
        for row in rows:
            for words in wrote.values():
                if words in str(row):
                    where[words].add(table)

    assert dict(where) == {words: {"response"} for words in wrote.values()}


def test_a_response_has_nothing_that_an_invitation_or_a_person_has(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    engine, _ = answered
    tables = dump(engine)
    own = {"id", "round_id", "questionnaire", "district_id", "link", "person_id"}
    assert tables["response"][0].keys() - {"_xmin", "_xmax", "_ctid"} == own | {
        "answers",
        "is_sample",
    }
    responses = {str(row["id"]) for row in tables["response"]}

    for table, rows in tables.items():
        if table != "response":
            assert not any(value in str(row) for row in rows for value in responses), table
    assert {(row["link"], row["person_id"], row["district_id"]) for row in tables["response"]} == {
        (None, None, None)
    }


def test_responses_have_neither_a_day_nor_a_moment_and_invitations_a_day_alone(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    engine, _ = answered
    dated = {
        column["name"]: str(column["type"]).upper()
        for table in ("response", "invitation", "draft", "link_salt")
        for column in inspect(engine).get_columns(table)
        if any(kind in str(column["type"]).upper() for kind in ("DATE", "TIME"))
    }

    assert dated == {"answered_on": "DATE"}


def test_the_order_in_which_responses_lie_is_not_that_in_which_people_answered(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    engine, wrote = answered
    came = list(wrote.values())
    with engine.connect() as connection:
        lie = [words_in(dict(row)) for row in connection.execute(_HEAP).mappings()]

    places = [came.index(words) for words in lie]
    turned = sum(one > other for one, other in combinations(places, 2))
    assert sorted(places) == list(range(PEOPLE))
    assert 0.2 < turned / (PEOPLE * (PEOPLE - 1) / 2) < 0.8  # half of all pairs, by chance


_HEAP = text("select * from response")


def test_no_numbering_of_sqlites_own_stands_beside_a_response(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    engine, _ = answered
    if engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own")
    for table in ("response", "invitation", "draft"):
        with engine.connect() as connection, pytest.raises(Exception, match="no such column"):
            connection.execute(text(f"select rowid from {table}"))  # noqa: S608 — names of our own


def test_of_those_that_one_transaction_wrote_any_may_be_somebodys(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    """PostgreSQL says which transaction wrote a row. Whoever brings invitations and responses
    together by it is hardly ever right, and never sure."""
    engine, wrote = answered
    if engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL's own")
    tables = dump(engine)
    by_transaction: defaultdict[str, list[str]] = defaultdict(list)
    for row in tables["response"]:
        by_transaction[row["_xmin"]].append(words_in(row))

    caught = [
        invitation
        for invitation in tables["invitation"]
        if by_transaction[invitation["_xmin"]] == [wrote[uuid(invitation["id"])]]
    ]
    last = max(by_transaction, key=int)
    assert len(by_transaction[last]) == MANY
    assert len(caught) <= 4, f"{len(caught)} of {PEOPLE} found"


def test_the_first_two_are_already_not_to_be_told_apart(engine: Engine) -> None:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        competition = make.competition(session)
        asked = competition.invite(competition.round("open"), "anna", "boris")
    for invitation in asked:
        with Session(engine) as session, session.begin():
            given = {"link": "good"}
            hand_in(session, invitation.id, given, secret=SECRET, now=competition.now)

    if engine.dialect.name == "postgresql":
        assert len({row["_xmin"] for row in dump(engine)["response"]}) == 1


def test_closing_writes_all_anew_under_other_keys_and_as_one(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    engine, wrote = answered
    before = {uuid(row["id"]): words_in(row) for row in dump(engine)["response"]}
    with Session(engine) as session, session.begin():
        make.competition(session).round("closed")

    after = dump(engine)["response"]
    assert before.keys().isdisjoint(uuid(row["id"]) for row in after)
    assert sorted(words_in(row) for row in after) == sorted(wrote.values())
    if engine.dialect.name == "postgresql":
        assert len({row["_xmin"] for row in after}) == 1


def test_no_letter_no_history_and_no_draft_tells_who_answered_when(
    answered: tuple[Engine, dict[UUID, str]],
) -> None:
    """What was written after the letters of invitation, is written in answers alone."""
    engine, _ = answered
    tables = dump(engine)

    assert tables["draft"] == []
    assert {row["action"] for row in tables["history_entry"] if "monitoring" in str(row)} <= {
        "plan",
        "invite",
        "open",
    }
    assert {row["template"] for row in tables["outbox_message"] if row["told"]} == {
        "questionnaire_invitation"
    }


def test_a_draft_tells_neither_words_nor_moment_nor_how_much_was_written(
    competition: Competition,
) -> None:
    one, other = competition.invite(competition.round("open"), "anna", "boris")
    for invitation, words in ((one, "x"), (other, "очень много слов " * 20)):
        save_draft(
            competition.session,
            invitation.id,
            {"words": words},
            secret=SECRET,
            now=competition.now,
        )

    sealed = competition.session.execute(text("select sealed from draft")).scalars().all()
    assert len({len(each) for each in sealed}) == 1
    moments = {_moment(bytes(each)) for each in sealed}
    assert moments == {0}


def _moment(sealed: bytes) -> int:
    """What a Fernet token says in the clear about when it was made."""
    return int.from_bytes(urlsafe_b64decode(sealed)[1:9], "big")


def test_a_pseudonym_is_no_persons_number_and_cannot_be_made_without_the_secret(
    competition: Competition,
) -> None:
    (invitation,) = competition.invite(competition.round("open"), "anna")
    competition.answer(invitation)
    kept = competition.session.scalars(select(Response)).one()
    salt = competition.session.scalars(select(LinkSalt.salt)).one()
    assert salt is not None
    anna = by_address("anna@example.org")

    assert kept.person_id is None
    assert kept.link == pseudonym(anna, "residents", salt=salt, secret=SECRET)
    guesses = {
        pseudonym(who, "residents", salt=salt, secret=secret)
        for who in (anna, str(invitation.person_id), str(invitation.id))
        for secret in ("", salt, "secret")
    }
    assert kept.link not in guesses | {str(invitation.person_id)}


def test_answers_by_district_hide_among_those_of_their_own_district(engine: Engine) -> None:
    """Where the district stands in both, a crowd of other districts hides nobody."""
    questionnaire = make.QUESTIONNAIRE.replace("items:", "by_district: true\nitems:", 1)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        competition = make.competition(session)
        load(session, make.document(tiny=questionnaire), now=competition.now)
        round_ = competition.round("open")
        here = competition.invite(round_, "a", "b", "c", district=competition.district)
        there = competition.invite(round_, "d", "e", "f", district=competition.other_district)
    for invitation in (*here, *there):
        with Session(engine) as session, session.begin():
            hand_in(session, invitation.id, {"link": "good"}, secret=SECRET, now=competition.now)

    rows = dump(engine)["response"]
    assert sorted(row["district_id"] for row in rows) == sorted(
        [competition.district.id] * 3 + [competition.other_district.id] * 3
    )
    if engine.dialect.name == "postgresql":
        written = {(row["district_id"], row["_xmin"]) for row in rows}
        assert len(written) == 2
