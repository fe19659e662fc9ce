"""How amounts, donors and restrictions read, and how amounts are typed."""

from decimal import Decimal

from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol

from cli.output import Exit, fail, say, tell
from config.settings import settings
from models import Donor, Money, Text

UNNAMED = Text(en="not to be named", ru="не называть")


def typed(written: str, currency: str) -> Money:
    """An amount as somebody types it, or a sentence that says why it is none."""
    try:
        return Money.parse(written, currency)
    except ValueError as error:
        shown = written[:40]
        words = Text(
            en=f"{str(error)[:1].upper()}{str(error)[1:]}. Write it like 120 000,50.",
            ru=f"«{shown}» — не сумма. Напишите, например, так: 120 000,50.",
        )
        fail(say(words), Exit.BAD_INPUT)


def amount(money: Money) -> str:
    return money.in_(settings().language)


def figure(money: Money) -> str:
    """The amount alone, for a column; `tell_currency` says what is counted."""
    value = Decimal(money.minor).scaleb(-get_currency_precision(money.currency))
    pattern = "#,##0" if value == value.to_integral_value() else "#,##0.00"
    return format_decimal(value, pattern, locale=settings().language)


def tell_currency(currency: str) -> None:
    """Under a table of figures."""
    sign = get_currency_symbol(currency, locale=settings().language)
    tell(Text(en=f"Amounts are in {sign}.", ru=f"Суммы в {sign}."), style="dim")


def named(donor: Donor) -> str:
    """The donor, with a mark on those who are not named in anything that is published: the
    command line is for the foundation's people, who know them all."""
    return f"{donor.name} ({say(UNNAMED)})" if donor.anonymous else donor.name
