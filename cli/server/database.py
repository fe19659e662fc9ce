import typer

from cli.output import Exit, console, fail, say, tell, told
from cli.person.erase import sweep
from models import Text, migrations
from models.database import engine
from models.database import scrub as write_anew

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


@app.command()
def scrub() -> None:
    """Write the database's files anew, so that nothing that was erased is left in freed pages, and
    delete the files of whoever was erased. Nobody else can work meanwhile."""
    files = sweep()
    with told():
        done = write_anew(engine())
    if not done:
        words = Text(
            en="Somebody reads the database just now, and its log could not be emptied: try again.",
            ru="Базу сейчас кто-то читает, и её журнал очистить не удалось: попробуйте ещё раз.",
        )
        fail(say(words), Exit.FAULT)
    tell(
        Text(
            en=f"The database is written anew. Files deleted: {files}.",
            ru=f"База записана заново. Удалено файлов: {files}.",
        )
    )
