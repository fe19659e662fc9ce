"""Handing in: after a look at all answers, once, and then the link shows nothing of them."""

import pytest
from fastapi.testclient import TestClient

from tests.web.answers.respondents import Respondent, path_of
from tests.web.answers.surveys import Survey


@pytest.fixture
def ready(asked: Survey, browser: TestClient) -> Respondent:
    """All filled in but not handed in."""
    somebody = Respondent(browser, asked.link())
    somebody.look(1).press(trust="2", ways=["letter", "phone"])
    somebody.press(took_part="yes", share="1,5", since="2026-02-01").press(times="3")
    return somebody.press(comment="Спасибо.\r\nВсё хорошо.")


def test_all_answers_are_shown_before_they_are_handed_in(ready: Respondent) -> None:
    assert (ready.at, ready.status) == ("review", 200)
    assert "Доверяете ли Вы городу? Скорее да Изменить" in ready.page.words
    assert "С какого дня? 1 февраля 2026 г." in ready.page.words.replace("\xa0", " ")
    changes = [path_of(link) for link in ready.page.links if "#q-" in link]
    assert changes == [f"{ready.link}/{n}" for n in (1, 1, 2, 2, 2, 2, 4)]


def test_what_is_handed_in_is_kept_clean_and_the_draft_is_gone(
    asked: Survey, ready: Respondent
) -> None:
    ready.press("hand_in")

    assert (ready.status, asked.drafts()) == (200, [])
    assert "Ответы приняты Ответы помогут округу." in ready.page.words
    assert asked.answers() == [
        {
            "trust": "2",
            "ways": ["phone", "letter"],
            "took_part": "yes",
            "times": 3,
            "share": 1.5,
            "since": "2026-02-01",
            "comment": "Спасибо.\nВсё хорошо.",
        }
    ]


def test_a_change_leads_back_to_the_review(ready: Respondent) -> None:
    (change,) = [link for link in ready.page.links if link.endswith("#q-share")]
    ready.response = ready.browser.get(change)

    ready.press(share="2")

    assert (ready.at, "Какую часть? 2" in ready.page.words) == ("review", True)


def test_what_a_change_leads_to_must_be_answered_too(asked: Survey, ready: Respondent) -> None:
    ready.look(2, then="review").press(took_part="no")
    assert (ready.at, "Что именно? Нет ответа" in ready.page.words) == ("review", True)

    ready.press("hand_in")

    (answers,) = asked.answers()
    assert (answers["took_part"], "times" in answers) == ("no", False)


def test_nothing_is_handed_in_while_something_is_missing(
    asked: Survey, browser: TestClient
) -> None:
    somebody = Respondent(browser, asked.link()).look("review")
    assert path_of(somebody.page.links[1]) == f"{somebody.link}/1"
    assert "-go" not in somebody.page.offered

    somebody.response = browser.post(f"{somebody.link}/review", data={"-go": "hand_in"})

    assert (somebody.status, somebody.at, asked.answers()) == (422, "review", [])
    assert "Доверяете ли Вы городу? На этот вопрос нужно ответить." in somebody.page.words


def test_only_its_button_hands_in(asked: Survey, ready: Respondent) -> None:
    for sent in ({}, {"-go": "next"}, {"trust": "1"}):
        page = ready.browser.post(f"{ready.link}/review", data=sent)
        assert (page.status_code, asked.answers()) == (200, [])

    assert ready.press("hand_in").status == 200


def test_the_link_shows_nothing_afterwards_and_takes_nothing(
    asked: Survey, ready: Respondent
) -> None:
    ready.press("hand_in")
    kept = asked.answers()

    for place in ("", 1, 2, "review", "saved"):
        ready.look(place)
        assert (ready.status, ready.page.fields) == (409, {})
        assert "Спасибо.\nВсё хорошо." not in ready.response.text
    for place in (1, "review"):
        again = ready.browser.post(f"{ready.link}/{place}", data={"trust": "1", "-shown": "trust"})
        assert again.status_code == 409

    assert (asked.answers(), asked.drafts()) == (kept, [])


def test_others_are_not_concerned(asked: Survey, ready: Respondent) -> None:
    other = Respondent(ready.browser, asked.link("neighbour"))
    other.look(1).press("later", trust="1")

    ready.press("hand_in")

    assert (other.look().status, asked.drafts()) == (200, [{"trust": "1"}])
