"""What the commands about texts share."""

from datetime import datetime, tzinfo
from typing import Annotated

import typer

from cli.output import say
from config.settings import settings
from models import TemplateVersion, Text
from models.text import Language

Name = Annotated[str, typer.Argument(help="The letter, as “vmeste text list” calls it.")]
Spoken = Annotated[
    Language | None,
    typer.Option("--language", "-l", help="Whose text: ru or en; the command's own if not given."),
]
Number = Annotated[int, typer.Argument(min=0, help="The version; 0 comes with the program.")]
ORIGINAL = Text(en="comes with the program", ru="из поставки программы")


def spoken(language: Language | None) -> Language:
    return language or settings().language


def version_line(version: TemplateVersion | None, zone: tzinfo) -> str:
    """Which version a text is, and whose."""
    if version is None:
        return say(Text(en=f"Version 0: {ORIGINAL.en}", ru=f"Версия 0: {ORIGINAL.ru}"))
    word = say(Text(en="Version", ru="Версия"))
    back = f" — {say(ORIGINAL)}" if version.text is None else ""
    at = shown_at(version.written_at, zone)
    return f"{word} {version.number}: {at}, {version.author.name}{back}"


def shown_at(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%d.%m.%Y %H:%M}"
