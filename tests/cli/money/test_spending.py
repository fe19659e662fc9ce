"""`vmeste money`: tranches, expenses and their documents, budgets."""

from pathlib import Path

import pytest

from tests.cli.conftest import Prepared, Vmeste, by
from tests.files import samples

TREASURER, COORDINATOR, LEADER = by("treasurer"), by("coordinator"), by("leader")
BECAUSE = ("--reason", "Чек не читается")
ON = ("--on", "2026-03-02")
PAID_TO = ("--payee", "ООО «Доски»", "--what", "Доски")


@pytest.fixture
def under_way(prepared: Prepared) -> None:
    """An initiative with 30,000 roubles of its 50,000 paid."""
    with prepared() as competition:
        competition.at("implementation", title="Двор")


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "чек.png"
    path.write_bytes(samples.telling_png())
    return path


def report(receipt: Path, amount: str = "12 500,50", line: str = "1") -> tuple[str, ...]:
    return (
        *("money", "expense", "report", "1-01", "--line", line, "--amount", amount),
        *(*ON, *PAID_TO, "--document", str(receipt), *LEADER),
    )


def states(vmeste: Vmeste) -> list[str]:
    return [expense["state"] for expense in vmeste.told("money", "expense", "list")]


def test_an_expense_is_reported_with_its_document_and_accepted(
    vmeste: Vmeste, under_way: None, receipt: Path
) -> None:
    said = vmeste.said(*report(receipt), "--key", "k")
    assert said == "1-01.e1: 12,500.50 RUB reported, with чек.png. The treasurer looks at it."
    assert vmeste.said(*report(receipt), "--key", "k") == said

    accepted = vmeste.said("money", "expense", "accept", "1-01.e1", *TREASURER)
    assert accepted == "1-01.e1: Accepted 1-01 Двор: Implementation"
    listed = vmeste.said("money", "expense", "list", "1-01")
    assert "1-01.e1 02.03.2026 1 Доски ООО «Доски» 12,500.50 Accepted" in listed
    assert "1 Материалы 40,000 12,500.50 0 27,499.50" in vmeste.said("money", "budget", "1-01")


def test_expenses_are_refused_revoked_and_withdrawn(
    vmeste: Vmeste, under_way: None, receipt: Path
) -> None:
    for _ in range(3):
        vmeste.said(*report(receipt, "1 000"))
    expense = ("money", "expense")
    vmeste.said(*expense, "accept", "1-01.e1", *TREASURER)

    vmeste.said(*expense, "revoke", "1-01.e1", *COORDINATOR, *BECAUSE)
    vmeste.said(*expense, "refuse", "1-01.e2", *TREASURER, *BECAUSE)
    vmeste.said(*expense, "withdraw", "1-01.e3", *LEADER)

    assert states(vmeste) == ["refused", "refused", "withdrawn"]
    assert vmeste.told(*expense, "list", "--state", "accepted") == []
    assert vmeste.said(*expense, "list", "--state", "accepted") == "No expenses here."


@pytest.mark.parametrize(
    ("amount", "line", "code", "words"),
    [
        ("1", "3", 1, "The budget has no line 3; it has: 1 (Материалы), 2 (Доставка)."),
        ("0", "1", 1, "Give an amount above zero"),
        ("много", "1", 2, "“много” is not an amount of money."),
        ("1", "первая", 2, "Invalid value for '--line'"),
    ],
)
def test_an_expense_that_cannot_be_is_refused_in_words(
    vmeste: Vmeste, under_way: None, receipt: Path, amount: str, line: str, code: int, words: str
) -> None:
    assert words in vmeste.failed(code, *report(receipt, amount, line))
    assert states(vmeste) == []


def test_more_than_was_paid_is_not_accepted(vmeste: Vmeste, under_way: None, receipt: Path) -> None:
    vmeste.said(*report(receipt, "30 000,01"))

    said = vmeste.refused("money", "expense", "accept", "1-01.e1", *TREASURER)

    assert "The group was paid only 30,000 RUB" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"text in it", "Имя кончается на .png, а внутри простой текст"),
        (b"", "Файл пустой"),
        (None, "не прочитан (No such file or directory)"),
    ],
)
def test_a_document_that_is_unfit_is_bad_input(
    vmeste: Vmeste,
    under_way: None,
    receipt: Path,
    russian: None,
    content: bytes | None,
    words: str,
) -> None:
    receipt.unlink()
    if content is not None:
        receipt.write_bytes(content)

    assert words in vmeste.failed(2, *report(receipt))
    assert states(vmeste) == []


def test_a_document_comes_back_as_it_was_kept(
    vmeste: Vmeste, under_way: None, receipt: Path, tmp_path: Path
) -> None:
    """Drawn anew when it was taken in: nothing that a camera remarked is left."""
    vmeste.said(*report(receipt))

    said = vmeste.said("money", "document", "1-01.e1", "--folder", str(tmp_path / "out"))

    assert "1-01.e1-1-чек.png: agrees with its hash" in said
    (written,) = (tmp_path / "out").iterdir()
    assert written.name == "1-01.e1-1-чек.png"
    assert written.read_bytes().startswith(b"\x89PNG")
    assert samples.SECRET not in written.read_bytes()


def test_a_document_that_was_altered_or_lost_is_a_fault(
    vmeste: Vmeste, under_way: None, receipt: Path, tmp_path: Path
) -> None:
    vmeste.said(*report(receipt))
    (kept,) = (path for path in (tmp_path / "files").rglob("*") if path.is_file())
    document = ("money", "document", "1-01.e1", "--folder", str(tmp_path / "out"))

    kept.write_bytes(b"forged")
    assert "was altered: restore it from a backup" in vmeste.failed(3, *document)
    kept.unlink()
    assert "is missing: restore it from a backup" in vmeste.failed(3, *document)
    assert not (tmp_path / "out").exists()


def test_tranches_go_from_release_to_payment(vmeste: Vmeste, under_way: None) -> None:
    release = ("money", "release", "1-01.2", *COORDINATOR)

    early = vmeste.refused(*release)
    assert early == (
        "30,000 RUB of the tranche before is not accounted for: accept its expenses or have it "
        "returned."
    )
    back = vmeste.said("money", "return", "1-01", "30 000", "--order", "5", *TREASURER)
    assert back == "1-01: 30,000 RUB came back and is free for another."
    assert vmeste.said(*release) == "1-01.2: Released 1-01 Двор: Implementation"
    vmeste.said("money", "withhold", "1-01.2", *COORDINATOR, *BECAUSE)
    vmeste.said(*release)
    pay = ("money", "pay", "1-01.2", "--order", "9", *ON)
    assert "Only the treasurer" in vmeste.refused(*pay, *COORDINATOR)
    assert vmeste.said(*pay, *TREASURER, "--key", "k") == vmeste.said(
        *pay, *TREASURER, "--key", "k"
    )

    assert "1-01.2 Двор 20,000 Paid Amounts are in RUB." in vmeste.said("money", "tranches", "1-01")
    told = vmeste.told("money", "tranches")
    assert [(t["code"], t["amount"]["minor"], t["state"]) for t in told] == [
        ("1-01.1", 30_000_00, "paid"),
        ("1-01.2", 20_000_00, "paid"),
    ]


def test_tranches_of_nobody_are_a_sentence(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.at("funding")

    assert vmeste.said("money", "tranches") == "No tranches: no agreement is signed."
    assert vmeste.refused("money", "tranches", "9-99").startswith("There is no initiative 9-99")


def test_no_more_comes_back_than_was_paid(vmeste: Vmeste, under_way: None) -> None:
    said = vmeste.refused("money", "return", "1-01", "30 000,01", "--order", "5", *TREASURER)

    assert said == "The group has only 30,000 RUB to return."


def test_a_budget_is_given_to_scripts_in_kopecks(vmeste: Vmeste, under_way: None) -> None:
    lines = vmeste.told("money", "budget", "1-01")

    assert [(line["title"], line["planned"]["minor"], line["left"]["minor"]) for line in lines] == [
        ("Материалы", 40_000_00, 40_000_00),
        ("Доставка", 10_000_00, 10_000_00),
    ]


def test_histories_of_money_are_told_in_words(
    vmeste: Vmeste, under_way: None, receipt: Path, russian: None
) -> None:
    vmeste.said(*report(receipt))

    expense = vmeste.said("history", "show", "expense/1-01.e1")
    tranche = vmeste.said("history", "show", "tranche/1-01.1")

    assert "сумма: 12 500,50 ₽ · строка сметы: 1" in expense
    assert "сумма: 30 000 ₽ · перечислено: 02.03.2026 · платёжное поручение: № 7" in tranche
