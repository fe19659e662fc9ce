from babel.numbers import get_currency_precision
from num2words import num2words

from models import Money
from models.text import Language


def in_words(amount: Money, language: Language) -> str:
    """The amount as a contract repeats it: whole units in words, their parts in figures, as in
    `сто двадцать тысяч рублей 50 копеек`. A currency whose name the library does not know goes by
    its code."""
    parts = 10 ** get_currency_precision(amount.currency)
    try:
        if parts != 100:
            raise NotImplementedError("the library takes every currency to have hundredths")
        named = num2words(
            amount.minor,
            to="currency",
            currency=amount.currency,
            lang=language,
            cents=False,
            separator="",
        )
    except NotImplementedError:
        whole, rest = divmod(amount.minor, parts)
        part = f" {rest}/{parts}" if rest else ""
        named = f"{num2words(whole, lang=language)} {amount.currency}{part}"
    return str(named)
