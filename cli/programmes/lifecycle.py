import sys

import typer

from cli.options import ProgrammeCode
from cli.output import told
from config.settings import settings
from models.database import reading
from workflow.lifecycles.diagram import mermaid
from workflow.programme.lookup import find_programme, lifecycle_of

app = typer.Typer(help="Lifecycles.", no_args_is_help=True)


@app.callback()
def lifecycle() -> None:
    pass


@app.command()
def diagram(kind: str = typer.Argument("initiative"), programme: ProgrammeCode = None) -> None:
    """Print a lifecycle of a loaded programme as a Mermaid diagram."""
    with told(), reading() as session:
        found = lifecycle_of(session, find_programme(session, programme), kind)
        sys.stdout.write(mermaid(found, settings().language))
