"""Answers on paper, typed into a table: all of them are kept, or none and every mistake is told."""

import pytest
from sqlalchemy import select

from models import Invitation, Response
from tests.make import SECRET, Competition
from workflow.errors import BadDocument, Refusal
from workflow.monitoring.rounds.answers.paper import import_answers
from workflow.monitoring.rounds.inviting.invitations import invite
from workflow.monitoring.rounds.links import answer_token


@pytest.fixture
def open_round(competition: Competition) -> Competition:
    """Two slips are handed out in a round that is open."""
    invite(
        competition.session,
        competition.round("open"),
        "residents",
        slips=["AAAA", "BBBB"],
        actor=competition.actor("coordinator"),
        now=competition.now,
    )
    return competition


def bring(competition: Competition, text: str, who: str = "coordinator", code: str = "") -> int:
    return import_answers(
        competition.session,
        competition.round(),
        code or "residents",
        text,
        name="paper.csv",
        secret=SECRET,
        actor=competition.actor(who),
        now=competition.now,
    )


def kept(competition: Competition) -> list[str]:
    return sorted(competition.session.scalars(select(Response.answers)))


def test_slips_and_links_name_whose_answers_they_are(open_round: Competition) -> None:
    (anna,) = open_round.invite(open_round.round(), "anna")
    link = f"https://example.org/answer/{answer_token(anna.id, SECRET)}"

    text = f"_link;link;times;words\naaaa;good;2;\nBBBB;poor;;так себе\n{link};good;;\n"
    assert bring(open_round, text) == 3

    assert kept(open_round) == [
        '{"link":"good","times":2}',
        '{"link":"good"}',
        '{"link":"poor","words":"так себе"}',
    ]
    days = set(open_round.session.scalars(select(Invitation.answered_on)))
    assert len(days) == 1
    assert days != {None}


def test_every_mistake_has_its_line_and_nothing_is_kept(open_round: Competition) -> None:
    anna, boris = open_round.invite(open_round.round(), "anna", "boris")
    open_round.answer(anna)
    used, foreign = answer_token(anna.id, SECRET), answer_token(boris.id, "another secret")
    before = kept(open_round)

    with pytest.raises(BadDocument) as mistaken:
        bring(
            open_round,
            "_link,link,times\n"
            "AAAA,excellent,2\n"
            "BBBB,good,many\n"
            "AAAA,good,\n"
            f"{used},good,\n"
            f"{foreign},good,\n"
            ",good,\n"
            "CCCC,,\n",
        )

    found = [(m.line, m.field, m.text) for m in mistaken.value.mistakes]
    assert [(line, field) for line, field, _ in found] == [
        (2, "link"),
        (3, "times"),
        (4, "_link"),
        (5, "_link"),
        (6, "_link"),
        (7, "_link"),
        (8, "_link"),
        (8, "link"),
    ]
    told = {line: words for line, field, words in found if field == "_link"}
    assert told[4] == "is on line 2 already"
    assert told[5] == "was used already: these answers are in"
    assert told[6].endswith("is no link or slip of this questionnaire in this round")
    assert told[7].startswith("whose answers are they?")
    assert told[8] == "“CCCC” is no link or slip of this questionnaire in this round"
    assert kept(open_round) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("link\ngood\n", "line 1, _link: the column is missing"),
        ("_link,sex\nAAAA,m\n", "line 1, sex: no question has this name"),
        ("", "line 1: the file is empty"),
    ],
)
def test_a_table_of_another_form_is_refused(open_round: Competition, text: str, told: str) -> None:
    with pytest.raises(BadDocument, match=told):
        bring(open_round, text)


def test_a_questionnaire_that_is_not_asked_takes_no_answers(open_round: Competition) -> None:
    with pytest.raises(BadDocument, match="baseline does not ask deputies"):
        bring(open_round, "_link,link\nAAAA,good\n", code="deputies")


def test_after_closing_paper_comes_too_late(open_round: Competition) -> None:
    open_round.round("closed")

    with pytest.raises(Refusal) as refused:
        bring(open_round, "_link,link\nAAAA,good\n")
    assert refused.value.codes == ["round_closed"]
    assert kept(open_round) == []


def test_only_the_coordinator_types_paper_in(open_round: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        bring(open_round, "_link,link\nAAAA,good\n", "evaluator")
    assert refused.value.codes == ["not_permitted"]
