"""`vmeste money import`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Prepared, Vmeste, by

TREASURER = by("treasurer")
STATEMENT = """\
Дата;Номер документа;Плательщик;Дебет;Кредит;Назначение платежа
02.03.2026;15;ООО Ромашка;;25 000,00;Пожертвование по договору № РМ-5 от 01.03.2026
02.03.2026;16;АО Неизвестное;;1 000,00;Пожертвование по договору № 999 от 01.03.2026
02.03.2026;18;ООО Доски;4 000,00;;Оплата досок
02.03.2026;19;ООО Ромашка;;десять;Пожертвование по договору № РМ-5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "statement.csv"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


@pytest.fixture
def awaited(vmeste: Vmeste, prepared: Prepared) -> None:
    """A donation of 60,000 roubles, agreed on."""
    with prepared():
        pass
    vmeste.said("money", "pledge", "ООО «Ромашка»", "60 000", *TREASURER)
    vmeste.said("money", "agree", "D2", "РМ-5", "--on", "2026-03-01", *TREASURER)


def received(vmeste: Vmeste) -> int:
    found: int = vmeste.told("money", "donations")[1]["received"]["minor"]
    return found


def test_a_preview_tells_what_would_be_done_and_changes_nothing(
    vmeste: Vmeste, awaited: None, file: Path
) -> None:
    shown = vmeste.said("money", "import", str(file))
    plan = vmeste.told("money", "import", str(file))

    assert "2 02.03.2026 ООО Ромашка РМ-5 D2 25,000" in shown
    assert "To be put on record: 1, 25,000 RUB together. Payments that went out: 1" in shown
    assert "Line 3: No agreement 999 is on record" in shown
    assert "Line 5: “десять” cannot be read as an amount" in shown
    assert shown.endswith(f"statement.csv --plan {plan['plan']} --as EMAIL")
    assert plan["total"] == {"minor": 25_000_00, "currency": "RUB"}
    assert [bad["number"] for bad in plan["unmatched"]] == [3, 5]
    assert received(vmeste) == 0


def test_a_plan_is_carried_out_once_and_as_it_was_seen(
    vmeste: Vmeste, awaited: None, file: Path
) -> None:
    carry_out = (
        *("money", "import", str(file), "--plan"),
        vmeste.told("money", "import", str(file))["plan"],
    )

    assert vmeste.failed(2, *carry_out) == "Say who carries it out: --as EMAIL."
    assert "Only the treasurer" in vmeste.refused(*carry_out, *by("coordinator"))
    assert vmeste.said(*carry_out, *TREASURER) == "Done: payments on record — 1, 25,000 RUB."
    assert "The import is another since you saw it" in vmeste.refused(*carry_out, *TREASURER)
    again = vmeste.said("money", "import", str(file))
    assert "nothing to put on record. On record already, lines: 2" in again
    assert "--plan" not in again
    assert received(vmeste) == 25_000_00


def test_a_file_that_changed_since_the_preview_is_not_imported(
    vmeste: Vmeste, awaited: None, file: Path
) -> None:
    plan = vmeste.told("money", "import", str(file))["plan"]
    file.write_text(STATEMENT.replace("25 000", "26 000"), encoding="utf-8")

    vmeste.refused("money", "import", str(file), "--plan", plan, *TREASURER)

    assert received(vmeste) == 0


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 1, "The file is empty."),
        (b"PK\x03\x04", 1, "an Excel workbook or an archive, whatever its name says"),
        (None, 2, "cannot be read (No such file or directory)"),
    ],
)
def test_what_is_no_statement_says_so(
    vmeste: Vmeste, awaited: None, file: Path, content: bytes | None, code: int, words: str
) -> None:
    file.unlink()
    if content is not None:
        file.write_bytes(content)

    assert words in vmeste.failed(code, "money", "import", str(file))


def test_a_preview_is_read_in_russian(
    vmeste: Vmeste, awaited: None, file: Path, russian: None
) -> None:
    shown = vmeste.said("money", "import", str(file))

    assert "Будет записано: 1, всего 25 000 ₽. Исходящих платежей: 1" in shown
    assert "Это план, ничего ещё не изменилось." in shown
