"""What a statement says once it has been read."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from models import Text
from workflow.money.statement.cells.text import plain


@dataclass(frozen=True)
class StatementLine:
    """Money that came to the account."""

    number: int
    """Of the row's first line in the file, from 1."""
    received_on: date
    amount: int
    """In the currency's smallest unit, above zero."""
    payer: str
    payer_inn: str | None
    payer_account: str | None
    purpose: str
    reference: str
    """The number of the bank's document; empty where the bank gives none."""
    agreement: str | None
    """The number of the donation agreement that the purpose names."""

    @property
    def fingerprint(self) -> str:
        """Hex SHA-256 of date, amount, payer, INN and document number, however they are spelled:
        the same payment has the same one in every file. Without a document number two payments
        can share one (`has_reference`)."""
        parts = (
            self.received_on.isoformat(),
            str(self.amount),
            plain(self.payer),
            self.payer_inn or "",
            self.reference.casefold().lstrip("0"),
        )
        return sha256("\n".join(parts).encode()).hexdigest()

    @property
    def has_reference(self) -> bool:
        """Banks also write zeros where a payment has no document."""
        return self.reference.strip("0") != ""


@dataclass(frozen=True)
class BadLine:
    """A row that nobody may guess the meaning of."""

    number: int
    text: str
    """The row as it stands in the file, shortened, without signs that cannot be seen."""
    reason: Text


@dataclass(frozen=True)
class RepeatedLine:
    """The same payment once more."""

    line: StatementLine
    repeats: int
    """The number of the line where it stands first."""


@dataclass(frozen=True)
class Statement:
    """Each row of the file is in one of these, and in one only."""

    lines: tuple[StatementLine, ...]
    repeated: tuple[RepeatedLine, ...]
    bad: tuple[BadLine, ...]
    outgoing: int
    """Rows about money that went out."""
    aside: int
    """Rows that are no payments: before the header and itself, totals, signatures, blank ones."""
