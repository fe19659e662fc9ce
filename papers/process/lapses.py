from models.text import Language
from papers.charts.numbers import DAY, HOUR, MINUTE, in_units
from papers.typography import Plural, counted

LASTED = {
    MINUTE: Plural(ru=("{n} минута", "{n} минуты", "{n} минут"), en=("{n} minute", "{n} minutes")),
    HOUR: Plural(ru=("{n} час", "{n} часа", "{n} часов"), en=("{n} hour", "{n} hours")),
    DAY: Plural(ru=("{n} день", "{n} дня", "{n} дней"), en=("{n} day", "{n} days")),
}
NO_LONGER = {
    MINUTE: Plural(ru=("{n} минуты", "{n} минут", "{n} минут"), en=("{n} minute", "{n} minutes")),
    HOUR: Plural(ru=("{n} часа", "{n} часов", "{n} часов"), en=("{n} hour", "{n} hours")),
    DAY: Plural(ru=("{n} дня", "{n} дней", "{n} дней"), en=("{n} day", "{n} days")),
}


def lasted(seconds: int, language: Language) -> str:
    """As in `идёт 21 день`; rounded up."""
    number, unit = in_units(seconds)
    return counted(number, LASTED[unit], language)


def no_longer_than(seconds: int, language: Language) -> str:
    """As in `не дольше 21 дня`; rounded up, so that it is true."""
    number, unit = in_units(seconds)
    return counted(number, NO_LONGER[unit], language)
