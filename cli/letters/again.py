from typing import Annotated

import typer

from cli.options import ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from config.clock import now
from models import Text
from models.database import transaction
from notifications.outbox.by_hand import find_letter, letters
from notifications.outbox.by_hand import retry as send_again
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def retry(
    numbers: Annotated[
        list[int] | None, typer.Argument(help="Numbers of dead letters, such as 12 17.")
    ] = None,
    all_dead: Annotated[bool, typer.Option("--all-dead", help="All that are dead.")] = False,
    programme: ProgrammeCode = None,
) -> None:
    """Send dead letters again, as if they had just been written."""
    if bool(numbers) == all_dead:
        fail(say(_WHICH), Exit.BAD_INPUT)
    with told(), transaction() as session:
        if all_dead:
            dead = letters(session, find_programme(session, programme), dead=True)
            chosen = [message for message in dead if message.digest_id is None]
        else:
            chosen = [find_letter(session, number) for number in dict.fromkeys(numbers or ())]
        going = sorted({send_again(session, message, now()).id for message in chosen})
    if not going:
        tell(Text(en="No letter is dead.", ru="Недоставленных писем нет."))
        return
    named = ", ".join(map(str, going))
    tell(Text(en=f"To be sent again: {named}.", ru=f"Будут отправлены снова: {named}."))


_WHICH = Text(
    en="Give the numbers of the letters, or --all-dead: one of the two.",
    ru="Укажите номера писем или --all-dead: одно из двух.",
)
