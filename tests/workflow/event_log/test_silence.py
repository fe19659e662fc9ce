"""What a log does not say, unless it is asked to."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from models import EntryText, Initiative, Money, Person
from tests.event_logs import REASON, TELLING, cases, lived, logged, ocel, xes
from tests.make import BECAUSE, Competition
from workflow.actor import Actor
from workflow.event_log.logged import Telling

pytestmark = pytest.mark.long

NUMBER = 987_654_321
"""A person's own."""
REQUEST = Money(77_777_77)
SECRET = {
    "name": "Ярополк Тайный",
    "email": "yaropolk@hidden.example",
    "organisation": "Скрытая контора",
}
TITLE, NEWS = "Двор Тайного Ярополка", "Новости двора"


@pytest.fixture
def telltale(competition: Competition) -> Competition:
    """Everything that could give somebody away has a value that occurs nowhere else."""
    leader = Person(id=NUMBER, language="ru", **SECRET)
    competition.session.add(leader)
    competition.session.flush()
    lived(competition)
    ours = competition.initiative("1-09", leader=leader, request=REQUEST, title=TITLE)
    competition.act(ours, "submit", "", actor=Actor.person(leader.id))
    for person in competition.session.scalars(select(Person).where(Person.id != NUMBER)):
        person.name, person.organisation = f"Фамилия{person.id}ич", f"Контора{person.id}"
    competition.session.flush()
    return competition


def dumped(competition: Competition, telling: Telling = TELLING) -> str:
    """Both logs as one text."""
    log = json.dumps(ocel(competition, telling), ensure_ascii=False)
    return xes(competition, telling).decode() + log


def test_nobodys_name_address_or_number_is_told(telltale: Competition) -> None:
    text = dumped(telltale)

    told = [secret for secret in (*SECRET.values(), str(NUMBER)) if secret in text]
    assert told == []
    assert "@" not in text
    assert [n for n in ("Фамилия", "Контора") if n in text] == []


def test_nobody_is_told_of_even_where_everything_is_asked_for(telltale: Competition) -> None:
    """What people wrote may name them; the log itself does not."""
    everything = Telling("ru", TELLING.pseudonyms, scores=True, money=True, hashes=True)
    text = dumped(telltale, everything)

    assert [s for s in (*SECRET.values(), str(NUMBER), "Фамилия", "@") if s in text] == []


@pytest.mark.parametrize("secret", [REASON, NEWS, TITLE, BECAUSE, "7777777", "against", "benefit"])
def test_words_scores_votes_and_money_stay_out(telltale: Competition, secret: str) -> None:
    assert secret not in dumped(telltale)


def test_resources_are_pseudonyms_or_flows(telltale: Competition) -> None:
    events = [event for case in logged(telltale).values() for event in case.events]
    people = {e["org:resource"] for e in events if e.get("org:role") != "clock"}
    flows = {e["org:resource"] for e in events} - people

    assert all(resource.startswith("p-") and len(resource) == 18 for resource in people)
    assert flows == {"cascade", "reviews settled"}


def test_no_number_but_places_and_hours_is_told(telltale: Competition) -> None:
    events = [event for case in logged(telltale).values() for event in case.events]
    numbers = {key for e in events for key, value in e.items() if isinstance(value, int)}

    assert numbers == {"vmeste:sequence"}


def test_comments_are_told_when_asked_for(telltale: Competition) -> None:
    telling = replace(TELLING, comments=True)
    found = cases(xes(telltale, telling))

    assert found["1-03"].of("withdraw")["vmeste:text_reason"] == REASON
    assert found["1-01"].of("note_progress")["vmeste:text_news"] == NEWS
    assert found["1-09"].attributes["vmeste:initiative_title"] == TITLE
    assert NEWS in json.dumps(ocel(telltale, telling), ensure_ascii=False)


def test_what_was_struck_out_is_told_as_it_now_is(telltale: Competition) -> None:
    """A log has the text that is there, and never one that was erased."""
    session = telltale.session
    consent = session.scalars(select(Initiative.id).limit(1)).one()
    session.execute(
        update(EntryText)
        .where(EntryText.text == REASON)
        .values(text="[удалено]", salt=None, struck_by_id=consent)
        .execution_options(synchronize_session=False)
    )

    text = dumped(telltale, replace(TELLING, comments=True))

    assert REASON not in text
    assert "[удалено]" in text


def test_scores_and_votes_are_told_when_asked_for(telltale: Competition) -> None:
    case = cases(xes(telltale, replace(TELLING, scores=True)))["1-01"]

    submitted = [e for e in case.events if e["concept:name"] == "review.submit"]
    assert [e["vmeste:score_benefit"] for e in submitted] == [4, 6]
    assert {e["vmeste:score_feasibility"] for e in submitted} == {7}
    votes = [e["vmeste:choice"] for e in case.events if e["concept:name"] == "agenda_item.vote"]
    assert sorted(votes) == ["against", "for", "for", "for"]


def test_a_draft_is_never_told(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first, benefit=3)
    competition.act(first, "reopen", "coordinator", reason="Проверьте оценку")
    competition.draft(first, benefit=9)
    competition.draft(second, benefit=8)

    text = dumped(competition, replace(TELLING, scores=True))

    assert "vmeste:score_benefit" not in text


def test_money_is_told_when_asked_for(telltale: Competition) -> None:
    found = cases(xes(telltale, replace(TELLING, money=True)))

    assert found["1-09"].attributes["vmeste:requested"] == REQUEST.minor
    assert found["1-01"].of("expense.report")["vmeste:amount"] == 10_000_00
    assert found["1-01"].of("approve")["vmeste:awarded"] == 50_000_00


def test_hashes_are_told_when_asked_for(telltale: Competition) -> None:
    head = telltale.session.scalars(select(Initiative).where(Initiative.code == "1-09")).one().head

    assert head not in dumped(telltale)
    submitted = cases(xes(telltale, replace(TELLING, hashes=True)))["1-09"].of("submit")
    assert submitted["vmeste:hash"] == head
