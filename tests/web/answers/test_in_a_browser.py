"""A whole questionnaire on a phone, in a real browser in which no script runs."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from tests.make import ROOT, Competition
from tests.web.answers.surveys import survey
from web.app import make_app
from workflow.monitoring.questionnaires.reading import read_questionnaire

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
NEXT = "[value=next]"
TOUCH = 44
"""Pixels that a finger needs (WCAG 2.2, 2.5.5)."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.alone,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]


@pytest.fixture
def phone(served: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        context = browser.new_context(
            base_url=served,
            locale="ru",
            java_script_enabled=False,
            has_touch=True,
            viewport={"width": 390, "height": 844},
        )
        yield context.new_page()
        browser.close()


@pytest.fixture
def served(of_programme: Competition, while_open: None) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(make_app(), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def fill_in(phone: Page) -> None:
    """Answer all that is asked on the page: the first of what is offered, or a few words."""
    for question in phone.locator(".question").all():
        if question.locator(".choice").count():
            question.locator(".choice").first.tap()
        else:
            whole = question.locator("[inputmode]").count()
            question.locator("input:not([type=hidden]), textarea").fill("3" if whole else "Слова")


def press(phone: Page, button: str) -> None:
    with phone.expect_navigation():
        phone.locator(button).tap()


def narrow(phone: Page) -> bool:
    """Nothing sticks out at the side, and a finger hits whatever is to be hit."""
    targets = phone.locator(".choice, .button, button, textarea, [type=text]").all()
    boxes = [target.bounding_box() for target in targets]
    width = phone.evaluate("document.documentElement.scrollWidth")
    return width == 390 and all(box and box["height"] >= TOUCH for box in boxes)


@pytest.mark.parametrize("of_programme", ["sqlite"], indirect=True)
def test_a_phone_without_scripts_is_enough(of_programme: Competition, phone: Page) -> None:
    questions = (ROOT / "programmes/questionnaires/residents.yaml").read_text()
    asked = survey(of_programme, questions)
    link = asked.link()
    said: list[str] = []
    phone.on("console", lambda message: said.append(message.text))

    phone.goto(link)
    press(phone, "a.button")
    press(phone, NEXT)
    assert phone.locator(":focus").get_attribute("class") == "summary wrong"
    phone.locator(".summary a").first.tap()
    assert phone.locator(":target").get_attribute("name") == "knows_deputy"

    pages = 0
    while "/review" not in phone.url:
        fill_in(phone)
        assert narrow(phone)
        press(phone, NEXT)
        pages += 1
    assert pages == 5, "four pages, and one of them again for what an answer led to"

    assert narrow(phone)

    press(phone, "[value=hand_in]")
    assert phone.locator("h1").inner_text() == "Ответы приняты"
    (answers,) = asked.answers()
    assert answers.keys() == read_questionnaire(questions, "").questions.keys()
    refused = [each for each in said if "Content Security Policy" in each]
    assert (asked.drafts(), refused, phone.context.cookies()) == ([], [], [])

    phone.go_back()
    assert phone.locator("h1").inner_text() == "Ответы уже приняты"
