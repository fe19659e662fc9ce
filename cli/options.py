from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.output import say
from models import Text


def typed_day(written: str) -> date:
    """A day as somebody types it. Raises BadParameter."""
    try:
        if date.fromisoformat(written).isoformat() == written:
            return date.fromisoformat(written)
    except ValueError:
        pass
    words = Text(en="write a day like 2017-03-24", ru="напишите дату так: 2017-03-24")
    raise typer.BadParameter(say(words))


As = Annotated[str, typer.Option("--as", help="E-mail address of the person who acts.")]
Viewer = Annotated[
    str | None,
    typer.Option("--as", help="E-mail address of the person who looks: that is written down."),
]
Reason = Annotated[str, typer.Option(help="Goes into the history.")]
Key = Annotated[str | None, typer.Option(help="Names the request: its repeat changes nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
ProgrammeCode = Annotated[
    str | None,
    typer.Option("--programme", "-p", help="The programme's code; not needed if there is one."),
]
On = Annotated[
    date, typer.Option("--on", parser=typed_day, metavar="DAY", help="Day, such as 2017-03-24.")
]
Order = Annotated[str, typer.Option("--order", help="Number of the payment order.")]
Folder = Annotated[Path, typer.Option(help="Where the files are written.")]
Amount = Annotated[str, typer.Argument(help="Such as 1500 or '120 000,50'.")]
AsCsv = Annotated[
    Path | None,
    typer.Option("--csv", help="Write the list to a CSV file for a spreadsheet set to Russian."),
]
AsXlsx = Annotated[
    Path | None, typer.Option("--xlsx", help="Write the list to a workbook, such as list.xlsx.")
]
