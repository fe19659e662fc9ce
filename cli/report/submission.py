"""A creative report is submitted, returned, accepted, presented."""

from typing import Annotated

import typer

from cli.deeds import act
from cli.initiative import Code
from cli.options import As, Key, On, ProgrammeCode, Reason
from models import Initiative, Rating

app = typer.Typer()


@app.command()
def submit(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Submit the report; from then on it changes only if it is returned."""
    act(Initiative, code, "submit_report", as_, programme, key=key)


@app.command("return")
def return_(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Return the report to the group, which corrects it and submits it again."""
    act(Initiative, code, "return_report", as_, programme, reason=reason, key=key)


@app.command()
def accept(
    code: Code,
    rating: Annotated[Rating, typer.Option(help="What you find of the results.")],
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Accept the report and rate the results; every rouble is accounted for by then."""
    act(Initiative, code, "accept_report", as_, programme, facts={"rating": rating.value}, key=key)


@app.command()
def present(
    code: Code,
    on: On,
    link: Annotated[str, typer.Option(help="Where the presentation is told of in public.")],
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Put the public presentation on record: the initiative is completed."""
    facts = {"presented_on": on.isoformat(), "link": link}
    act(Initiative, code, "present", as_, programme, facts=facts, key=key)
