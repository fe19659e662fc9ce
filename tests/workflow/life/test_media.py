"""A publication counts once, wherever it is told of."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models import MediaKind, MediaMention
from tests.make import Competition
from workflow.errors import Refusal
from workflow.life.media import Publication, plain_link, record_mention

URL = "https://news.example.org/2026/3"


def record(competition: Competition, by: str = "coordinator", **given: Any) -> MediaMention:
    published: dict[str, Any] = {
        "kind": MediaKind.NEWSPAPER,
        "outlet": "Городская газета",
        "title": "Жители решают вместе",
        "url": URL,
        "published_on": date(2026, 3, 2),
    }
    return record_mention(
        competition.session,
        competition.programme,
        Publication(**published | given),
        actor=competition.actor(by),
        now=competition.now,
    )


def refused(competition: Competition, **given: Any) -> list[str]:
    before = recorded(competition)
    with pytest.raises(Refusal) as caught:
        record(competition, **given)
    assert recorded(competition) == before
    return caught.value.codes


def recorded(competition: Competition) -> int:
    return competition.session.scalars(select(func.count(MediaMention.id))).one()


def test_a_mention_is_kept_with_all_that_was_said(competition: Competition) -> None:
    event = competition.event()

    kept = record(competition, title=" Жители\nвместе ", about=event)

    assert (kept.outlet, kept.title, kept.url) == ("Городская газета", "Жители вместе", URL)
    assert (kept.kind, kept.published_on) == ("newspaper", date(2026, 3, 2))
    assert (kept.event, kept.initiative) == (event, None)


@pytest.mark.parametrize("url", [URL, f" {URL} ", f"{URL}#top", "https://News.Example.org/2026/3"])
def test_the_same_address_counts_once(competition: Competition, url: str) -> None:
    assert record(competition) is record(competition, url=url)
    assert recorded(competition) == 1


def test_the_same_address_about_something_else_is_refused(competition: Competition) -> None:
    record(competition)

    assert refused(competition, about=competition.event()) == ["recorded_otherwise"]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"url": "newspaper, page 3"}, ["no_link"]),
        ({"url": "ftp://example.org/1"}, ["no_link"]),
        ({"url": "https://[example.org"}, ["no_link"]),
        ({"url": "javascript:alert(1)"}, ["no_link"]),
        ({"url": f"{URL}?{'x' * 1000}"}, ["no_link"]),
        ({"outlet": ""}, ["text_missing"]),
        ({"title": "x" * 301}, ["text_too_long"]),
        ({"published_on": date(2026, 2, 28)}, ["outside_programme"]),
        ({"published_on": date(2026, 3, 3)}, ["in_the_future"]),
    ],
)
def test_a_mention_is_not_recorded_with(
    competition: Competition, given: dict[str, Any], codes: list[str]
) -> None:
    assert refused(competition, **given) == codes


def test_what_appears_after_the_programmes_end_belongs_to_it(competition: Competition) -> None:
    competition.later(days=400)

    assert record(competition, published_on=date(2027, 2, 1)).published_on == date(2027, 2, 1)


def test_a_leader_records_what_is_said_of_their_own_initiative(competition: Competition) -> None:
    initiative = competition.initiative()

    assert record(competition, by="leader", about=initiative).initiative is initiative


@pytest.mark.parametrize("name", ["neighbour", "expert", "deputy", "evaluator"])
def test_others_do_not_record_what_is_said_of_it(competition: Competition, name: str) -> None:
    assert refused(competition, by=name, about=competition.initiative()) == ["not_permitted"]


def test_a_leader_does_not_record_what_is_said_of_another_initiative(
    competition: Competition,
) -> None:
    other = competition.initiative("1-02", leader=competition.people["friend"])

    assert refused(competition, by="leader", about=other) == ["not_permitted"]


def test_a_leader_does_not_record_what_is_said_of_the_programme(competition: Competition) -> None:
    assert refused(competition, by="leader") == ["not_permitted"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("https://Example.ORG/Path?b=1#c", "https://example.org/Path?b=1"),
        ("HTTP://example.org", "http://example.org"),
        ("  https://example.org/ ", "https://example.org/"),
        ("no link #1", "no link #1"),
    ],
)
def test_a_link_is_written_plainly(written: str, plain: str) -> None:
    assert plain_link(written) == plain
