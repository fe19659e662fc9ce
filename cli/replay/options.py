"""What `vmeste replay` can be told."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from pydantic import TypeAdapter, ValidationError

from cli.output import Exit, fail, say
from models import Text
from workflow.programme.written import Code
from workflow.replay.archive import Archive


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        words = Text(
            en="there is no such time zone; write one like Asia/Novosibirsk",
            ru="такого часового пояса нет; напишите, например, Asia/Novosibirsk",
        )
        raise typer.BadParameter(say(words)) from None


LogFile = Annotated[Path, typer.Argument(help="The log: XES or CSV, also packed (.gz).")]
LifecycleFile = Annotated[Path, typer.Option(help="The lifecycle to read it through, as YAML.")]
MapFile = Annotated[Path | None, typer.Option("--map", help="What the log's words mean, as YAML.")]
ZoneOption = Annotated[
    ZoneInfo | None, typer.Option(parser=_zone, metavar="ZONE", help="Of times without an offset.")
]
CaseColumn = Annotated[
    str | None, typer.Option("--case", help="Column, in XES attribute, that names the case.")
]
ActionColumn = Annotated[
    str | None, typer.Option("--action", help="The one that says what happened.")
]
TimeColumn = Annotated[str | None, typer.Option("--time", help="The one that says when.")]
RoleColumn = Annotated[
    str | None, typer.Option("--role", help="The one that says as what somebody acted.")
]
TransitionColumn = Annotated[
    str | None,
    typer.Option("--transition", help="The one that tells what is complete from what is begun."),
]
ReasonColumn = Annotated[
    str | None,
    typer.Option("--reason", help="The one with what was written; read only if named."),
]
ByTime = Annotated[
    bool, typer.Option("--by-time", help="Put the events of a case in the order of their times.")
]
CheckRoles = Annotated[
    bool, typer.Option("--check-roles", help="Check as what people acted against the lifecycle.")
]
Keep = Annotated[
    str | None,
    typer.Option(metavar="PROGRAMME", help="Bring what conforms in, as a new programme."),
]
Title = Annotated[str | None, typer.Option(help="What that programme is called.")]
Strict = Annotated[bool, typer.Option("--strict", help="Bring nothing in if any case breaks.")]


def archive(code: str, title: str | None, zone: ZoneInfo | None) -> Archive:
    """The programme to bring cases into, or a sentence that says what it lacks."""
    try:
        TypeAdapter(Code).validate_python(code)
    except ValidationError:
        words = Text(
            en=f"“{code[:40]}” is no name for a programme: small Latin letters, digits and -.",
            ru=f"«{code[:40]}» не годится: имя программы — строчные латинские буквы, цифры и -.",
        )
        fail(say(words), Exit.BAD_INPUT)
    if title is None or not title.strip() or zone is None:
        words = Text(
            en="Say what the archive is called and where it was: --title TITLE --zone ZONE.",
            ru="Укажите, как назвать архив и где всё было: --title НАЗВАНИЕ --zone ПОЯС.",
        )
        fail(say(words), Exit.BAD_INPUT)
    return Archive(code, title.strip()[:200], zone)
