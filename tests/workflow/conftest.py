import pytest
from sqlalchemy.orm import Session

from tests import make


@pytest.fixture
def competition(session: Session) -> make.Competition:
    return make.competition(session)
