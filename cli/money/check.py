"""Whether the books balance."""

import typer

from cli.money.words import amount
from cli.options import AsJson, ProgrammeCode
from cli.output import Exit, console, print_json, say, tell, told
from cli.programmes.summary import as_json
from models import Text
from models.database import reading
from workflow.money.check import Books, check_books
from workflow.money.ledger import KEPT
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def check(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Prove that what was received is where the books say; exit code 1 if not."""
    with told(), reading() as session:
        books = check_books(session, find_programme(session, programme))
    if json:
        print_json({"balance": books.balance} | as_json(books))
    else:
        print_books(books)
    if not books.balance:
        raise typer.Exit(Exit.REFUSED)


def print_books(books: Books) -> None:
    words = Text(
        en="received and not given back = free + reserved + paid + spent",
        ru="получено и не возвращено = свободно + выделено + перечислено + израсходовано",
    )
    tell(words, style="dim")
    whole = " + ".join(amount(books.on_account[account]) for account in KEPT)
    agree = books.received.minor == sum(money.minor for money in books.on_account.values())
    console.print(f"{amount(books.received)} {'=' if agree else '≠'} {whole}", soft_wrap=True)
    if books.balance:
        tell(
            Text(
                en="The books balance: ledger, awards, payments, expenses, restrictions and "
                "histories agree.",
                ru="Всё сходится: книга, решения, выплаты, расходы, ограничения и истории "
                "согласны.",
            ),
            style="green",
        )
        return
    for fault in books.faults:
        console.print(say(fault), style="red", soft_wrap=True)
