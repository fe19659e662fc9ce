"""The work is suspended, resumed, ended."""

import typer

from cli.deeds import act
from cli.initiative import Code
from cli.options import As, Key, ProgrammeCode, Reason
from models import Initiative

app = typer.Typer()


@app.command()
def suspend(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Suspend an initiative: nothing is paid, nothing is due, until it is resumed."""
    act(Initiative, code, "suspend", as_, programme, reason=reason, key=key)


@app.command()
def resume(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Resume a suspended initiative."""
    act(Initiative, code, "resume", as_, programme, reason=reason, key=key)


@app.command()
def terminate(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Terminate the funding: what was not paid out is free, what was paid is accounted for."""
    act(Initiative, code, "terminate", as_, programme, reason=reason, key=key)


@app.command("close-books")
def close_books(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Close the books of a terminated initiative: every rouble is accounted for or returned."""
    act(Initiative, code, "close_books", as_, programme, key=key)
