"""The money as anybody may see it: a page."""

from pathlib import Path
from typing import Annotated

import typer

from cli.files import write_files
from cli.options import ProgrammeCode
from cli.output import tell, told
from config.clock import now
from models import Text
from models.database import reading
from papers.money.page import money_html
from papers.typography import LANGUAGES
from workflow.deadlines.timetable import timetable_of
from workflow.money.published import published_money
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def publish(
    folder: Annotated[Path, typer.Option(help="Where the pages are written.")],
    programme: ProgrammeCode = None,
) -> None:
    """Write where the money came from and went, for everybody: a page in Russian and in English.

    A donor who asked not to be named is not, and neither is anybody who was paid.
    """
    with told(), reading() as session:
        within = find_programme(session, programme)
        today = timetable_of(session, within.id).local_day(now())
        money = published_money(session, within, on=today)
    pages = {f"money.{language}.html": money_html(money, language) for language in LANGUAGES}
    write_files(folder, {name: page.encode() for name, page in pages.items()})
    tell(Text(en=f"{folder}: {', '.join(pages)}.", ru=f"{folder}: {', '.join(pages)}."))
