from collections.abc import Iterator

import pytest
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.testing.utilities import prefect_test_harness
from sqlalchemy.orm import Session

from models.database import transaction
from tests import make
from tests.make import Competition
from tests.notifications.conftest import mail_server, start_mail_server  # noqa: F401 — fixtures


@pytest.fixture(scope="session", autouse=True)
def prefect() -> Iterator[None]:
    """A Prefect server of the tests' own; starting it takes longer than all tests with it."""
    with prefect_test_harness(), temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


@pytest.fixture
def kept(configured: str) -> Competition:
    """A competition committed to the configured database: one proposal, one under review."""
    with transaction() as session:
        competition = make.competition(session)
        competition.initiative("1-01")
        competition.at("expert_review", "1-02")
    competition.session = Session()  # the flows open transactions of their own
    return competition
