"""A browser before the pages, and a small competition that they are about."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

import pytest
from fastapi.testclient import TestClient

from config import clock
from models.database import transaction
from tests import make
from web.app import make_app


@pytest.fixture
def competition(configured: str) -> make.Competition:
    """What is in it is kept; its session is over."""
    with transaction() as session:
        made = make.competition(session)
        made.initiative()
    return made


@pytest.fixture
def browser(configured: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    class Clock:
        def now(self, _zone: tzinfo) -> datetime:
            return make.NOON + timedelta(hours=2)

    monkeypatch.setattr(clock, "datetime", Clock())
    with TestClient(make_app(), follow_redirects=False) as client:
        yield client
