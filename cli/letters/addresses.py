"""Addresses at which nothing arrives."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy import select

from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, Viewer
from cli.output import print_json, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_all, watched
from config.clock import now
from config.settings import settings
from models import RefusedAddress, Text
from models.database import transaction
from notifications.outbox.bounces import Returned, read_bounces, take_back
from notifications.outbox.refusals import allow_address
from workflow.people.access import What

app = typer.Typer()

Email = Annotated[str, typer.Argument(help="The e-mail address.")]


@dataclass(frozen=True)
class Listed:
    email: str
    since: datetime
    error: str


COLUMNS: Columns[Listed] = (
    Column(Text(en="Address", ru="Адрес"), lambda line: line.email),
    Column(Text(en="Since (UTC)", ru="С какого времени (UTC)"), lambda line: line.since),
    Column(Text(en="Why", ru="Почему"), lambda line: line.error),
)


@app.command()
def refused(
    viewer: Viewer = None, csv: AsCsv = None, xlsx: AsXlsx = None, json: AsJson = False
) -> None:
    """List the addresses that no more mail goes to, because nothing arrives there."""
    with watched(What.LETTERS, viewer, of_all) as (session, _):
        rows = session.scalars(select(RefusedAddress).order_by(RefusedAddress.email)).all()
        found = [Listed(row.email, row.since, row.error) for row in rows]
    if written(Text(en="Refused addresses", ru="Неверные адреса"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
    elif found:
        print_list(COLUMNS, found)
    else:
        tell(Text(en="Mail goes to every address.", ru="Письма идут на все адреса."))


@app.command()
def allow(email: Email) -> None:
    """Send mail to an address again; its dead letters go with “letters retry”."""
    with told(), transaction() as session:
        stopped = allow_address(session, email)
    if stopped:
        tell(Text(en=f"Mail goes to {email} again.", ru=f"Письма на {email} снова отправляются."))
    else:
        tell(Text(en=f"Mail to {email} never stopped.", ru=f"Письма на {email} и так идут."))


@app.command()
def bounced(
    file: Annotated[
        typer.FileBinaryRead,
        typer.Argument(help="The mail that came back; “-”: from input."),
    ],
) -> None:
    """Take in a mail that says what became of a letter: a delivery status notification."""
    with told():
        bounces = read_bounces(file.read())
        with transaction() as session:
            done = [take_back(session, each, settings().mail_from, now()) for each in bounces]
    for each in done:
        tell(_said(each))


def _said(returned: Returned) -> Text:
    bounce, address = returned.bounce, returned.address
    if address is None and bounce.is_final:
        return Text(
            en=f"{bounce.address}: neither our letter nor anybody's address. Nothing changes.",
            ru=f"{bounce.address}: не наше письмо и ничей здесь адрес. Ничего не изменено.",
        )
    if address is None:
        told = f"{bounce.address}: {bounce.action} {bounce.status}".strip()
        return Text(
            en=f"{told}. That is not for good: nothing changes.",
            ru=f"{told}. Это не окончательно: ничего не изменено.",
        )
    if returned.letter is None:
        return Text(
            en=f"No more mail goes to {address}. Which letter came back, it does not say.",
            ru=f"На {address} писем больше не будет. Какое письмо вернулось, не сказано.",
        )
    return Text(
        en=f"Letter {returned.letter} is dead, and no more mail goes to {address}.",
        ru=f"Письмо {returned.letter} не доставлено, на {address} писем больше не будет.",
    )
