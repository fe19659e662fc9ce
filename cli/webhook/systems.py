"""Another system is added, or stopped."""

from typing import Annotated

import typer

from cli.options import ProgrammeCode
from cli.output import console, tell, told
from config.clock import now
from models import Text
from models.database import transaction
from notifications.webhooks import new_secret
from workflow.events.webhooks import add_webhook, find_webhook, stop_webhook
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="Where it is called, such as https://…")],
    events: Annotated[
        list[str],
        typer.Option(help="Name of events, such as 'vmeste.initiative.*'; may be given again."),
    ],
    programme: ProgrammeCode = None,
) -> None:
    """Tell another system what happens from now on; prints the secret that signs the calls."""
    secret = new_secret()
    with told(), transaction() as session:
        within = find_programme(session, programme)
        webhook = add_webhook(session, within, url, events, secret=secret, now=now())
        number = webhook.id
    tell(
        Text(
            en=f"Webhook {number} is told from now on. Its secret, which is not shown again:",
            ru=f"Вебхук {number} получает сообщения с этой минуты. Его секрет — больше он не "
            "будет показан:",
        )
    )
    console.print(secret, soft_wrap=True)


@app.command()
def stop(
    number: Annotated[int, typer.Argument(metavar="ID", help="The webhook's number.")],
) -> None:
    """Tell a system nothing more; calls that wait are given up."""
    with told(), transaction() as session:
        webhook = find_webhook(session, number)
        stop_webhook(session, webhook, now=now())
    tell(Text(en=f"Webhook {number} is stopped.", ru=f"Вебхук {number} остановлен."))
