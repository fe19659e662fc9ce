"""`vmeste money agreement` and `sign`."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste, by, plain

COORDINATOR = by("coordinator")
SIGN = ("money", "sign", "1-01", "--on", "2026-03-02")


@pytest.fixture
def agreement(prepared: Prepared, tmp_path: Path) -> tuple[str, ...]:
    """The command, for an initiative that is awarded money."""
    with prepared() as competition:
        competition.at("funding", title="Двор")
    return ("money", "agreement", "1-01", "--folder", str(tmp_path / "papers"))


def test_an_agreement_goes_from_draft_to_signature(
    vmeste: Vmeste, agreement: tuple[str, ...], now: Clock, tmp_path: Path
) -> None:
    assert vmeste.said(*agreement).count("a draft, not drawn up yet") == 4
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == [
        f"agreement-1-01.{language}.{ending}"
        for language in ("en", "ru")
        for ending in ("docx", "pdf")
    ]
    assert "draw it up first" in vmeste.refused(*SIGN, *COORDINATOR)
    assert "Only the coordinator" in vmeste.refused(*agreement, *by("leader"))

    assert vmeste.said(*agreement, *COORDINATOR).count("agrees with the history") == 4
    now.at += timedelta(days=3)
    assert vmeste.said(*agreement).count("agrees with the history") == 4
    said = vmeste.said(*SIGN, *COORDINATOR, "--key", "k")

    assert said == vmeste.said(*SIGN, *COORDINATOR, "--key", "k")
    assert said == "1-01: the agreement is signed. Its tranches: vmeste money tranches 1-01"
    assert [t["state"] for t in vmeste.told("money", "tranches", "1-01")] == ["planned", "planned"]
    assert "The agreement is signed already." in vmeste.refused(*agreement, *COORDINATOR)


def test_an_agreement_that_is_not_the_one_drawn_up_is_told_from_it(
    vmeste: Vmeste, prepared: Prepared, tmp_path: Path
) -> None:
    """The factory draws up hashes of nothing."""
    with prepared() as competition:
        competition.signed(competition.at("funding"))

    result = vmeste("money", "agreement", "1-01", "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert plain(result).count("DOES NOT agree with the history") == 4


def test_no_agreement_is_written_where_nothing_is_awarded(
    vmeste: Vmeste, prepared: Prepared, tmp_path: Path, russian: None
) -> None:
    with prepared() as competition:
        competition.at("approval")
    folder = tmp_path / "papers"

    said = vmeste.refused("money", "agreement", "1-01", "--folder", str(folder))

    assert said.startswith("Этой инициативе средства не выделены")
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_bad_input(
    vmeste: Vmeste, agreement: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "papers").write_text("a file in its place")

    assert "not written (" in vmeste.failed(2, *agreement)
