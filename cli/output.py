import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText
from sqlalchemy.exc import DBAPIError

from config.settings import settings
from files.store import Lost
from files.unfit import Unfit
from models import Text
from workflow.errors import BadDocument, Refusal


class Exit(IntEnum):
    """What the exit codes mean; 0 is done."""

    REFUSED = 1
    """The rules say no, or the history is not sound."""
    BAD_INPUT = 2
    """Something typed or a file is not as it should be."""
    FAULT = 3
    """The database or a service does not answer."""


# What people wrote is shown as they wrote it: brackets in a title are no markup.
console = Console(highlight=False, markup=False, emoji=False)
errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def table(*titles: Text, no_wrap: Sequence[int] = (), right: Sequence[int] = ()) -> Table:
    """An unruled table; the columns numbered in `no_wrap` stay on one line, those in `right` do
    too and end below each other, as figures should."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for number, title in enumerate(titles):
        made.add_column(
            say(title),
            no_wrap=number in no_wrap or number in right,
            justify="right" if number in right else "left",
        )
    return made


def tell(text: Text, style: str | None = None) -> None:
    """Print a sentence, which a terminal folds and a script gets in one line."""
    console.print(say(text), style=style, soft_wrap=True)


def tell_pair(label: Text, value: str) -> None:
    """Print a value behind its label."""
    console.print(RichText.assemble((f"{say(label)}: ", "dim"), value), soft_wrap=True)


def say(text: Text) -> str:
    """The words in the command line's language."""
    return text.in_(settings().language)


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def fail(message: str, code: Exit) -> NoReturn:
    errors.print(message, style="red")
    raise typer.Exit(code)


@contextmanager
def told() -> Iterator[None]:
    """Turn what rules and documents object to into sentences and an exit code."""
    try:
        yield
    except Refusal as refusal:
        fail("\n".join(say(blocker.text) for blocker in refusal.blockers), Exit.REFUSED)
    except BadDocument as bad:
        fail("\n".join(bad.lines), Exit.BAD_INPUT)
    except Unfit as unfit:
        fail(say(unfit.text), Exit.BAD_INPUT)
    except Lost as lost:
        fail(str(lost), Exit.FAULT)
    except DBAPIError as error:
        first = str(error.orig).strip().split("\n")[0]
        fail(
            f"The database does not answer as it should: {first}. Is it up to date? "
            "“vmeste db upgrade” brings it forward.",
            Exit.FAULT,
        )
