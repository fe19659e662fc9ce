"""`vmeste media`."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests import make
from tests.cli.conftest import Vmeste, plain

Prepared = Callable[[], AbstractContextManager[make.Competition]]
URL = "https://news.example.org/1"
ADD = (
    *("media", "add", URL, "--kind", "newspaper", "--outlet", "Городская газета"),
    *("--title", "Вместе", "--on", "2026-03-02", "--as"),
)


@pytest.fixture(autouse=True)
def lively(prepared: Prepared) -> None:
    with prepared() as competition:
        competition.initiative()
        competition.event()


def test_a_publication_is_recorded_once(vmeste: Vmeste) -> None:
    for _ in range(2):
        said = vmeste.said(*ADD, "coordinator@example.org", "--event", "seminar")
        assert said == "On record: Городская газета, «Вместе»."

    assert vmeste.told("media", "list") == [
        {
            "published_on": "2026-03-02",
            "kind": "newspaper",
            "outlet": "Городская газета",
            "title": "Вместе",
            "url": URL,
            "about": "seminar",
            "sample": False,
        }
    ]


def test_a_leader_records_what_is_said_of_their_initiative(vmeste: Vmeste) -> None:
    vmeste.said(*ADD, "leader@example.org", "--initiative", "1-01")

    shown = vmeste.said("media", "list")
    assert "02.03.2026 Городская газета" in shown
    assert "1-01" in shown


def test_the_list_reads_in_russian(vmeste: Vmeste, russian: None) -> None:
    assert vmeste.said("media", "list") == "Публикаций пока не записано."
    vmeste.said(*ADD, "coordinator@example.org")

    shown = vmeste.said("media", "list")

    assert shown.startswith("День Где Публикация О чём Ссылка 02.03.2026")
    assert "газета" in shown


def test_a_link_that_is_none_is_refused(vmeste: Vmeste) -> None:
    refused = vmeste.refused("media", "add", "page 3", *ADD[3:], "coordinator@example.org")

    assert "Give a link that begins with https://" in refused
    assert vmeste.told("media", "list") == []


def test_a_publication_is_about_one_thing(vmeste: Vmeste) -> None:
    both = ("--initiative", "1-01", "--event", "seminar")
    result = vmeste(*ADD, "coordinator@example.org", *both)

    assert (result.exit_code, "give one of the two" in plain(result)) == (2, True)
