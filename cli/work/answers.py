"""Change requests are answered or withdrawn."""

from typing import Annotated

import typer

from cli.deeds import act
from cli.options import As, Key, ProgrammeCode, Reason
from models import ChangeRequest

app = typer.Typer()
RequestCode = Annotated[str, typer.Argument(help="The request's code, such as 15-01.c1.")]


@app.command("accept-change")
def accept(code: RequestCode, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Accept a change: the plan is as it was asked for, and what is due moves with it."""
    act(ChangeRequest, code, "accept", as_, programme, key=key)


@app.command("decline-change")
def decline(
    code: RequestCode, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Decline a change: the plan stays."""
    act(ChangeRequest, code, "decline", as_, programme, reason=reason, key=key)


@app.command("withdraw-change")
def withdraw(code: RequestCode, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Withdraw a change that nobody has answered."""
    act(ChangeRequest, code, "withdraw", as_, programme, key=key)
