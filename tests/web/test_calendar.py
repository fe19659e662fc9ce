"""`/calendar`: a feed behind a secret address."""

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from config.secret import secret
from models.database import transaction
from papers.calendar.address import Feed, feed_path, feed_token
from tests.make import Competition


def of_person(competition: Competition, name: str = "leader") -> str:
    return feed_path(Feed("person", competition.people[name].id), secret())


def names(body: bytes) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(body).walk("VEVENT")]


def test_a_person_has_what_they_answer_for(competition: Competition, browser: TestClient) -> None:
    response = browser.get(of_person(competition))

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert names(response.content) == ["Подать заявку: Инициатива 1-01 · Площадка"]
    assert names(browser.get(of_person(competition, "neighbour")).content) == []


def test_a_programme_has_its_own_in_the_language_asked_for(
    competition: Competition, browser: TestClient
) -> None:
    path = feed_path(Feed("programme", competition.programme.id, "en"), secret())

    found = names(browser.get(path).content)

    assert "Submit the proposal: Initiative 1-01 · Площадка" in found
    assert "Stage of the programme: Отбор" in found


def test_what_the_calendar_has_already_is_not_sent_again(
    competition: Competition, browser: TestClient
) -> None:
    path = of_person(competition)
    first = browser.get(path)
    tag = first.headers["ETag"]

    again = browser.get(path, headers={"If-None-Match": f'"other", W/{tag}'})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert browser.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_what_changed_is_sent_under_another_tag(
    competition: Competition, browser: TestClient
) -> None:
    path = of_person(competition)
    tag = browser.get(path).headers["ETag"]
    with transaction() as session:
        competition.session = session
        competition.initiative("1-02")

    changed = browser.get(path, headers={"If-None-Match": tag})

    assert (changed.status_code, len(names(changed.content))) == (200, 2)


@pytest.mark.parametrize("made", ["nobody", "nothing", "cut", "other secret", "words", "no ics"])
def test_an_unknown_address_says_one_and_the_same(
    competition: Competition, browser: TestClient, made: str
) -> None:
    ours = feed_token(Feed("person", competition.people["leader"].id), secret())
    path = {
        "nobody": feed_path(Feed("person", 10**6), secret()),
        "nothing": feed_path(Feed("programme", 10**6, "ru"), secret()),
        "cut": f"/calendar/{ours[:-1]}.ics",
        "other secret": feed_path(Feed("person", competition.people["leader"].id), "another"),
        "words": "/calendar/words.ics",
        "no ics": f"/calendar/{ours}",
    }[made]

    response = browser.get(path)

    assert (response.status_code, response.text) == (404, "Not Found\n")
    assert "ETag" not in response.headers


def test_a_link_out_of_a_letter_is_no_address_of_a_feed(
    competition: Competition, browser: TestClient
) -> None:
    ours = feed_token(Feed("person", competition.people["leader"].id), secret())

    assert browser.get(f"/unsubscribe/{ours}").status_code == 404
