"""The command, told what time it is."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from config import clock
from config.settings import settings
from models.database import transaction
from tests import make


@dataclass
class Clock:
    """Stands where the tests set it."""

    at: datetime = make.NOON + timedelta(hours=2)

    def now(self, _zone: tzinfo) -> datetime:
        return self.at


Prepared = Callable[[], AbstractContextManager[make.Competition]]


@dataclass(frozen=True)
class Vmeste:
    """The command, as somebody types it."""

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    def said(self, *arguments: str) -> str:
        """What is printed, in one line, by a command that succeeds."""
        result = self(*arguments)
        assert result.exit_code == 0, result.output
        return plain(result)

    def told(self, *arguments: str) -> Any:
        """What a script gets."""
        return json.loads(self(*arguments, "--json").output)

    def refused(self, *arguments: str) -> str:
        """The sentence with which the rules say no."""
        return self.failed(1, *arguments)

    def failed(self, code: int, *arguments: str) -> str:
        """What is printed by a command that ends with this exit code."""
        result = self(*arguments)
        assert result.exit_code == code, result.output
        return plain(result)


def by(name: str) -> tuple[str, str]:
    """Acting as somebody of the small competition."""
    return "--as", f"{name}@example.org"


def plain(result: Result) -> str:
    return " ".join(result.output.replace("\xa0", " ").split())


@pytest.fixture
def url(new_database: Callable[[str], str]) -> str:
    """The commands call rules that are tested on both databases: one will do here."""
    return new_database("sqlite")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stands = Clock()
    monkeypatch.setattr(clock, "datetime", stands)
    return stands


@pytest.fixture
def vmeste(configured: str, now: Clock) -> Vmeste:
    return Vmeste()


@pytest.fixture
def russian(configured: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "language", "ru")


@pytest.fixture
def prepared(configured: str) -> Prepared:
    """Gives a small competition to prepare; what is done to it is kept."""

    @contextmanager
    def prepare() -> Iterator[make.Competition]:
        with transaction() as session:
            yield make.competition(session)

    return prepare


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
