from pathlib import Path
from typing import Annotated

import typer

As = Annotated[str, typer.Option("--as", help="E-mail address of the person who acts.")]
Reason = Annotated[str, typer.Option(help="Goes into the history.")]
Key = Annotated[str | None, typer.Option(help="Names the request: its repeat changes nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
ProgrammeCode = Annotated[
    str | None,
    typer.Option("--programme", "-p", help="The programme's code; not needed if there is one."),
]
AsCsv = Annotated[
    Path | None,
    typer.Option("--csv", help="Write the list to a CSV file for a spreadsheet set to Russian."),
]
AsXlsx = Annotated[
    Path | None, typer.Option("--xlsx", help="Write the list to a workbook, such as list.xlsx.")
]
