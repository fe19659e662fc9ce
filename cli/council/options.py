"""What the commands of the council, its reviews and its meetings are told alike."""

from typing import Annotated

import typer

Reason = Annotated[str, typer.Option(help="Goes into the history.")]
Key = Annotated[str | None, typer.Option(help="Names the request: its repeat changes nothing.")]
Email = Annotated[str, typer.Argument(help="E-mail address of that person.")]
