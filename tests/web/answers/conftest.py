"""Browsers before a survey that is open. One database of each kind serves all tests of a module:
each has a survey of its own in it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo

import pytest
from fastapi.testclient import TestClient

from config import clock
from config.settings import settings
from models import database
from models.database import transaction
from tests import make
from tests.conftest import IN_A_HURRY
from tests.web.answers.surveys import Survey, survey
from web.app import make_app


@pytest.fixture(scope="module", params=IN_A_HURRY)
def of_programme(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[make.Competition]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VMESTE_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("VMESTE_DATABASE_URL", new_database(request.param))
        _forget()
        with transaction() as session:
            made = make.competition(session)
        yield made
        database.engine().dispose()
    _forget()


@pytest.fixture
def asked(of_programme: make.Competition) -> Survey:
    return survey(of_programme)


@pytest.fixture
def while_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock shows a moment at which the survey is open."""

    class Clock:
        def now(self, _zone: tzinfo) -> datetime:
            return make.NOON + timedelta(hours=2)

    monkeypatch.setattr(clock, "datetime", Clock())


@pytest.fixture
def browser(of_programme: make.Competition, while_open: None) -> Iterator[TestClient]:
    with TestClient(make_app(), follow_redirects=True) as client:
        yield client


def _forget() -> None:
    settings.cache_clear()
    database.engine.cache_clear()
    database._sessions.cache_clear()
