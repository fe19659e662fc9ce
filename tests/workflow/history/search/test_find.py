"""A search finds what a look at every single entry would find, on both databases."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import HistoryEntry, Remark, Text
from tests.make import NOON, ZONE, Competition
from tests.workflow.history.search.world import World
from tests.workflow.statements import statements
from workflow.errors import Refusal
from workflow.history.search import Cursor, Query, find
from workflow.history.search.words import Words

VOCABULARY = (
    *("заявка", "заявки", "ЗАЯВКУ", "отчёт", "отчет", "из-за", "срок", "продлён", "продление"),
    *("№15", "15а", "a_b", "👍работа", "it's", '"договор"', "https://example.org/x", "100%"),
)
ASKED = (*VOCABULARY, '"срок продлён"', "*", "%", "NEAR(", 'a" OR "b', "'; --", "нет", "👍")
ACTIONS = [("proposal", "submit", "expert_review"), ("proposal", "withdraw", "withdrawn")]
FLOWS = ("deadlines", "initiative/1-01")


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 14))
    return [
        {
            "of": draw(st.integers(0, 2)),
            "move": draw(st.sampled_from(ACTIONS)),
            "who": draw(st.sampled_from(["leader", "expert", *FLOWS])),
            "behalf": draw(st.sampled_from([None, "leader", "chair"])),
            "at": NOON + timedelta(hours=draw(st.integers(0, 5)) * 11),
            "remark": draw(st.sampled_from([None, *Remark])),
            "texts": draw(
                st.dictionaries(
                    st.sampled_from(["reason", "news"]),
                    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join),
                )
            ),
        }
        for _ in range(count)
    ]


questions = st.fixed_dictionaries(
    {},
    optional={
        "person": st.sampled_from(["leader", "expert", "chair"]),
        "on_behalf_of": st.sampled_from(["leader", "chair"]),
        "district": st.integers(0, 1),
        "kind": st.sampled_from(["initiative", "review"]),
        "state": st.sampled_from(["expert_review", "withdrawn"]),
        "action": st.sampled_from(["submit", "withdraw"]),
        "since": st.integers(0, 3),
        "until": st.integers(0, 3),
        "words": st.lists(st.sampled_from(ASKED), max_size=2).map(" ".join),
        "flow": st.sampled_from(["any", *FLOWS]),
        "remarks": st.frozensets(st.sampled_from(Remark)),
        "subject": st.integers(0, 2),
    },
)


def is_found(world: World, asked: Mapping[str, Any], entry: HistoryEntry) -> bool:
    """The plain meaning of a query."""
    query = world.query(**asked)
    day = entry.at.astimezone(ZONE).date()
    words = Words.read(query.words)
    said = [text.text for text in entry.texts]
    conditions = {
        "person": query.person_id in (entry.actor_id, entry.on_behalf_of_id),
        "on_behalf_of": query.on_behalf_of_id == entry.on_behalf_of_id,
        "district": query.district_id == entry.district_id,
        "kind": query.kind == entry.kind,
        "state": query.state == entry.to_state,
        "action": query.action == entry.action,
        "since": query.since is None or query.since <= day,
        "until": query.until is None or day <= query.until,
        "flow": entry.flow is not None and query.flow in ("any", entry.flow),
        "remarks": not query.remarks or entry.remark in query.remarks,
        "subject": query.subject_id == entry.subject_id,
        "words": not query.words.strip() or (words and any(map(words.are_in, said))),
    }
    return entry.programme_id == query.programme_id and all(conditions[name] for name in asked)


def by_hand(world: World, asked: Mapping[str, Any]) -> list[Cursor]:
    session = world.made.session
    session.expire_all()
    entries = session.scalars(select(HistoryEntry)).all()
    found = [Cursor.of(entry) for entry in entries if is_found(world, asked, entry)]
    return sorted(found, reverse=True)


def paged(session: Session, query: Query, limit: int) -> list[Cursor]:
    """All that is found, page after page."""
    found: list[Cursor] = []
    after: Cursor | None = None
    while True:
        page = find(session, query, after=after, limit=limit)
        found += [hit.place for hit in page.hits]
        assert len(page.hits) == limit or page.looked_back_to or page.after is None
        if page.after is None:
            return found
        after = page.after


@pytest.fixture
def world(competition: Competition) -> World:
    return World(competition)


@pytest.mark.parametrize("glance", [1_000, 2])
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=entries(), asked=questions, limit=st.integers(1, 5))
def test_a_search_finds_what_a_look_at_every_entry_would(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    glance: int,
    drawn: Sequence[Mapping[str, Any]],
    asked: Mapping[str, Any],
    limit: int,
) -> None:
    monkeypatch.setattr("workflow.history.search.finding.GLANCE", glance)
    session = world.made.session
    undone = session.begin_nested()
    world.write(drawn)
    session.flush()

    assert paged(session, world.query(**asked), limit) == by_hand(world, asked)

    undone.rollback()


def entry(**given: Any) -> dict[str, Any]:
    """As drawn, but for what is given."""
    return {
        "of": 0,
        "move": ACTIONS[0],
        "who": "leader",
        "behalf": None,
        "at": NOON,
        "remark": None,
        "texts": {},
    } | given


def test_what_is_found_is_told_in_the_words_of_its_lifecycle(world: World) -> None:
    said = {"reason": "Дети ждут площадку", "news": "Ничего"}
    world.write([entry(of=2, behalf="chair", remark=Remark.OVERRIDDEN, texts=said)])

    (hit,) = find(world.made.session, world.query(words="площадки")).hits

    assert (hit.reference, hit.title, hit.kind.ru) == (
        "initiative/1-03",
        Text(ru="Площадка"),
        "Инициатива",
    )
    assert hit.district == Text(ru="Округ 2", en="District 2")
    assert (hit.action_title.ru, hit.state_title.ru) == ("Подать заявку", "Экспертиза")
    assert (hit.actor, hit.on_behalf_of, hit.flow) == ("Leader", "Chair", None)
    assert (hit.at, hit.remark, hit.moved) == (NOON, Remark.OVERRIDDEN, True)
    assert [(text.name, text.marks) for text in hit.texts] == [("reason", [(10, 18)]), ("news", [])]


def test_entries_of_one_moment_are_paged_without_loss(world: World) -> None:
    """A sweep moves many at once: pages end in the midst of them."""
    world.write([entry(of=n % 3, texts={"reason": "срок"}) for n in range(30)])

    for asked in ({"action": "submit"}, {"words": "срок"}, {"words": "срок", "district": 1}):
        query = world.query(**asked)
        found = paged(world.made.session, query, 4)
        assert found == by_hand(world, asked)


def test_new_entries_move_nothing_on_later_pages(world: World) -> None:
    world.write([entry(at=NOON + timedelta(minutes=n)) for n in range(6)])
    query = world.query(action="submit")
    before = paged(world.made.session, query, 10)
    first = find(world.made.session, query, limit=3)

    world.write([entry(at=NOON + timedelta(hours=1)), entry(of=1, at=NOON + timedelta(hours=2))])
    rest = find(world.made.session, query, after=first.after, limit=10)

    assert [hit.place for hit in (*first.hits, *rest.hits)] == before


@pytest.mark.parametrize("asked", [{}, {"words": "срок"}, {"action": "submit", "district": 0}])
def test_three_entries_take_no_more_statements_than_one(
    world: World, asked: Mapping[str, Any]
) -> None:
    session, query = world.made.session, world.query(**asked, since=0)
    counts = []
    for count in (1, 2):
        world.write([entry(texts={"reason": "срок"})] * count)
        find(session, query)
        with statements(session) as taken:
            page = find(session, query)
        counts.append(len(taken))
    assert len(page.hits) >= 3
    assert counts[0] == counts[1]


def test_what_is_not_there_is_not_looked_for_without_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are frequent and never together: the page says how far back it came."""
    monkeypatch.setattr("workflow.history.search.finding.GLANCE", 2)
    world.write([entry(at=NOON + timedelta(hours=n), move=ACTIONS[n % 2]) for n in range(100)])
    query = world.query(action="submit", state="withdrawn")

    page = find(world.made.session, query, limit=1, looks=10)

    assert page.hits == []
    assert page.after is not None
    assert page.looked_back_to is not None
    assert NOON < page.looked_back_to < NOON + timedelta(hours=99)
    assert find(world.made.session, query, after=page.after).after is None


@pytest.mark.parametrize("written", ["", "x", "20260302T120000.000000-", "9-9-9", "1" * 5000, "\0"])
def test_a_place_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        Cursor.read(written)
    assert refused.value.codes == ["bad_cursor"]


def test_a_place_reads_as_it_is_written() -> None:
    place = Cursor(NOON + timedelta(microseconds=7), 12)
    assert Cursor.read(str(place)) == place


@pytest.mark.parametrize(
    "hostile",
    [
        *(
            "*",
            '"',
            '""',
            "'",
            "NEAR(a b, 2)",
            "a* OR b*",
            "text:срок",
            "срок^2",
            "-срок",
            "%",
            "_",
        ),
        *("\0", "срок\0", "😀", "a" * 10_000, "слово " * 2_000, "'; drop table person; --", "\\"),
        *("{", "(", "срок & !x", "срок:*", "<->", "\ud83d"),
    ],
)
def test_hostile_words_are_but_words(world: World, hostile: str) -> None:
    world.write([entry(texts={"reason": "Продлить срок"})])

    found = find(world.made.session, world.query(words=hostile)).hits

    expected = {"text:срок": 0, "срок^2": 0, "-срок": 1, "срок\0": 1, "срок:*": 1}
    assert len(found) == expected.get(hostile, 0)
