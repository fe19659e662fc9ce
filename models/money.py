import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from babel.numbers import format_currency, get_currency_precision

from models.text import Language

LARGEST = 10**15
"""Ten trillion roubles in kopecks: more than any city has, less than any database column."""


@dataclass(frozen=True)
class Money:
    """An amount in the currency's smallest unit (kopecks for RUB), never a fraction of it."""

    minor: int
    currency: str = "RUB"

    @classmethod
    def parse(cls, written: object, currency: str = "RUB") -> Self:
        """Read an amount as a person writes it: `120000`, `"120 000,50"`.

        Raises ValueError for what is no amount, is below zero, has a part smaller than the
        currency's smallest unit, or is larger than `LARGEST`.
        """
        text = "".join(str(written).split()).replace(",", ".")
        parts = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?", text, re.ASCII)
        shown = str(written)[:40]
        if parts is None:
            raise ValueError(f"“{shown}” is not an amount of money")
        sign, whole, part = parts[1], parts[2], parts[3] or ""
        if sign:
            raise ValueError(f"an amount cannot be below zero, and {shown} is")
        digits = get_currency_precision(currency)
        if len(part) > digits:
            raise ValueError(
                f"{shown} has a part smaller than the currency has; thousands are set off by "
                "spaces, as in 700 000"
            )
        if len(whole) > len(str(LARGEST)) or int(whole + part.ljust(digits, "0")) > LARGEST:
            raise ValueError(f"{shown} is more than this programme can count")
        return cls(int(whole + part.ljust(digits, "0")), currency)

    @property
    def major(self) -> Decimal:
        """The amount in the currency itself (roubles for RUB), exactly."""
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def in_(self, language: Language) -> str:
        amount = self.major
        whole = amount == amount.to_integral_value()
        pattern = "#,##0 ¤" if whole else "#,##0.00 ¤"
        return format_currency(
            amount, self.currency, pattern, locale=language, currency_digits=not whole
        )
