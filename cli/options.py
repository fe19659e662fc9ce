from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
ProgrammeCode = Annotated[
    str | None,
    typer.Option("--programme", "-p", help="The programme's code; not needed if there is one."),
]
