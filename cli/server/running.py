import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from cli.files import read_programme_file
from cli.money.check import print_books
from cli.output import Exit, console, fail, tell, tell_pair, told
from cli.programmes.summary import print_overview, print_verification
from cli.server import services
from config.settings import settings, web_address
from models import Text, migrations
from models.database import engine, reading
from workflow.history.verify import verify
from workflow.money.check import check_books
from workflow.oversight.month import Month
from workflow.programme.lookup import find_programme
from workflow.programme.overview import overview

BERDSK = Path("programmes/berdsk-2016.yaml")


def up() -> None:
    """Run Prefect's server, the flows and the pages until stopped with Ctrl-C."""
    with _started(), told():
        migrations.upgrade(engine())
        with services.prefect_server() as pages, services.worker(), services.web():
            _print_addresses(pages)
            signal.pause()


def play(
    file: Annotated[Path, typer.Argument(help="The programme to play.")] = BERDSK,
    once: Annotated[bool, typer.Option("--once", help="Stop after the summary.")] = False,
) -> None:
    """Play a programme through its calendar on a simulated clock, then keep it running.

    The play's people and initiatives are invented, as its document says. Played again, it goes
    on where it was and repeats nothing.
    """
    with _started(), told():
        checked = read_programme_file(file)
        if checked.document.play is None:
            fail(f"{file}: it has no “play”, nothing for its people to do", Exit.BAD_INPUT)
        migrations.upgrade(engine())
        tell(checked.document.play.notice)
        tell(Text(en="Starting Prefect…", ru="Запускается Prefect…"), style="dim")
        with services.prefect_server() as pages:
            os.environ |= services.environment()
            # Prefect reads its settings when it is imported, and takes seconds: not before now.
            from cli.play.papers import leave_papers  # noqa: PLC0415
            from cli.play.player import perform_play  # noqa: PLC0415

            perform_play(checked)
            leave_papers(checked.document.programme)
            sound = _print_summary(checked.document.programme)
            if not once:
                tell(Text(en="Starting the flows…", ru="Запускаются потоки…"), style="dim")
                with services.worker(), services.web():
                    _print_addresses(pages)
                    signal.pause()
    if not sound:
        raise typer.Exit(Exit.REFUSED)


@contextmanager
def _started() -> Iterator[None]:
    """Ctrl-C and a stop by the system are the ordinary way to end."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        tell(Text(en="Stopped.", ru="Остановлено."))
    except services.DidNotStart as error:
        fail(str(error), Exit.FAULT)


def _print_summary(code: str) -> bool:
    with reading() as session:
        programme = find_programme(session, code)
        print_overview(overview(session, programme), Month.of(programme.ends_on))
        books = check_books(session, programme)
        result = verify(session)
    console.print()
    print_books(books)
    console.print()
    print_verification(result)
    return result.sound and books.balance


def _print_addresses(pages: str) -> None:
    console.print()
    for label, place in (
        (Text(en="Flows (Prefect)", ru="Потоки (Prefect)"), pages),
        (
            Text(en="Calendars and links in letters", ru="Календари и ссылки из писем"),
            web_address(),
        ),
        (Text(en="Database", ru="База данных"), engine().url.render_as_string()),
        (Text(en="Letters", ru="Письма"), _without_password(settings().mail_url)),
        (Text(en="Logs", ru="Журналы"), str(settings().home / "log")),
    ):
        tell_pair(label, place)
    tell(Text(en="Stop with Ctrl-C.", ru="Остановить: Ctrl-C."), style="dim")


def _without_password(url: str) -> str:
    """The address as it may be shown to whoever looks over a shoulder."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{parts.username}:***@{place}").geturl()
