from pathlib import Path

import pytest

from config.secret import secret
from config.settings import settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings(), "home", tmp_path / "home")
    return tmp_path / "home"


def test_the_secret_that_is_set_is_used_and_none_is_made(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "secret", "set")

    assert secret() == "set"
    assert not home.exists()


def test_an_installation_makes_a_secret_once_which_only_its_owner_reads(home: Path) -> None:
    first = secret()

    assert len(first) > 40
    assert secret() == first
    assert [path.name for path in home.iterdir()] == ["secret"]
    assert (home / "secret").stat().st_mode & 0o777 == 0o600
