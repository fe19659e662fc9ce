from functools import cache
from pathlib import Path
from re import search

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.text import Language
from papers.money import phrases
from papers.typography import day_in, printable, say, sum_in
from workflow.money.published import PublishedMoney

FOLDER = Path(__file__).parent


def money_html(money: PublishedMoney, language: Language) -> str:
    """The page, which needs nothing from elsewhere. What people wrote is text in it."""
    return (
        _environment()
        .get_template("money.html")
        .render(
            money=money,
            language=language,
            p=phrases,
            say=lambda text, **given: say(text, language, **given),
            sum=lambda amount: sum_in(amount, language),
            day=lambda day: day_in(day, language),
            printable=printable,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([FOLDER, FOLDER.parent / "report"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["russian"] = lambda text: search("[А-Яа-яЁё]", text) is not None
    return environment
