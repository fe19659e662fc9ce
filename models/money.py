from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
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
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise ValueError(f"“{str(written)[:40]}” is not an amount of money") from None
        if not amount.is_finite():
            raise ValueError(f"“{str(written)[:40]}” is not an amount of money")
        if amount < 0:
            raise ValueError(f"an amount cannot be below zero, and {text[:40]} is")
        digits = get_currency_precision(currency)
        if amount > Decimal(LARGEST).scaleb(-digits):
            raise ValueError(f"{text[:40]} is more than this programme can count")
        minor = amount.scaleb(digits)
        if minor != minor.to_integral_value():
            raise ValueError(f"{text[:40]} has a part smaller than one kopeck")
        return cls(int(minor), currency)

    def in_(self, language: Language) -> str:
        amount = Decimal(self.minor).scaleb(-get_currency_precision(self.currency))
        whole = amount == amount.to_integral_value()
        pattern = "#,##0 ¤" if whole else "#,##0.00 ¤"
        return format_currency(
            amount, self.currency, pattern, locale=language, currency_digits=not whole
        )
