import typer

from cli.output import console, told
from models import migrations
from models.database import engine

app = typer.Typer(help="The database.", no_args_is_help=True)


@app.callback()
def database() -> None:
    pass


@app.command()
def upgrade() -> None:
    """Bring the database's schema up to date; an up-to-date one is left as it is."""
    with told():
        migrations.upgrade(engine())
    console.print(f"The database {engine().url.render_as_string()} is up to date.")
