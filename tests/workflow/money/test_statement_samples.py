"""The sample statements: three banks, three manners, all payers invented."""

import pytest

from tests.make import ROOT
from workflow.money.statement import Statement, read_statement
from workflow.money.statement.decoding import decode

SAMPLES = ROOT / "tests" / "workflow" / "money" / "statements"


def sample(name: str) -> Statement:
    return read_statement((SAMPLES / name).read_bytes(), currency="RUB")


def read(statement: Statement) -> list[tuple[int, int, str | None]]:
    return [(line.number, line.amount, line.agreement) for line in statement.lines]


def test_a_statement_in_windows_1251_under_a_preamble() -> None:
    statement = sample("cp1251_preamble.csv")

    assert read(statement) == [
        (7, 50_000_00, "12/2017"),
        (8, 1_500_50, "7"),
        (9, 1_500_50, "7"),
        (11, 20_000_00, None),
    ]
    assert [bad.number for bad in statement.bad] == [13]
    assert (statement.repeated, statement.outgoing, statement.aside) == ((), 1, 8)


def test_a_statement_in_english() -> None:
    statement = sample("utf8_english.csv")

    assert read(statement) == [(2, 1_234_56, "5"), (3, 500_00, None)]
    assert [(again.line.number, again.repeats) for again in statement.repeated] == [(4, 3)]
    assert [bad.number for bad in statement.bad] == [5, 7]
    assert (statement.outgoing, statement.aside) == (1, 1)


def test_a_statement_of_a_large_bank() -> None:
    statement = sample("big_bank_debit_credit.csv")

    assert read(statement) == [(9, 120_000_00, "12"), (12, 2_000_00, None), (13, 2_000_00, None)]
    assert (statement.bad, statement.repeated) == ((), ())
    assert (statement.outgoing, statement.aside) == (2, 11)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.csv")))
def test_samples_say_that_they_are_samples(name: str) -> None:
    assert "пример" in decode((SAMPLES / name).read_bytes())
