"""A bank's statement: looked at first, then put on record as it was seen."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli.files import read_bytes
from cli.money.words import amount, figure, tell_currency
from cli.options import AsJson, ProgrammeCode
from cli.output import Exit, console, fail, print_json, say, table, tell, tell_pair, told
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.clock import now
from models import Money, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.money.bank import ImportPreview, import_statement, preview_import
from workflow.money.statement import read_statement
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The bank's statement, as CSV.")],
    plan: Annotated[
        str | None, typer.Option(help="Carry out the plan that the preview gave this name.")
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", help="E-mail address of the treasurer who does it.")
    ] = None,
    programme: ProgrammeCode = None,
    json: AsJson = False,
) -> None:
    """Match a bank's statement with the donations: a preview, which changes nothing.

    Given the plan's name, that very plan is carried out; refused if it is another by now.
    """
    content = read_bytes(file)
    if plan is not None:
        _carry_out(content, plan, as_, programme)
        return
    with watched(What.DONORS, as_, of_programme(programme)) as (session, within):
        statement = read_statement(content, currency=within.currency)
        found = preview_import(session, within, statement)
        currency = within.currency
    if json:
        print_json(_plain(found, currency))
        return
    _print_matched(found, currency)
    _print_rest(found)
    if found.matched:
        _tell_how(file, found)


def _carry_out(content: bytes, plan: str, as_: str | None, programme: str | None) -> None:
    if as_ is None:
        words = Text(en="Say who carries it out: --as EMAIL.", ru="Укажите, кто: --as АДРЕС.")
        fail(say(words), Exit.BAD_INPUT)
    with told(), transaction() as session:
        within = find_programme(session, programme)
        done = import_statement(
            session,
            within,
            read_statement(content, currency=within.currency),
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            previewed=plan,
        )
        came = amount(done.total(within.currency))
    many = len(done.matched)
    tell(
        Text(
            en=f"Done: payments on record — {many}, {came}.",
            ru=f"Готово: записано поступлений — {many}, {came}.",
        )
    )


def _print_matched(found: ImportPreview, currency: str) -> None:
    if not found.matched:
        words = Text(
            en="No payment here is for a donation that is awaited: nothing to put on record.",
            ru="Поступлений по договорам здесь нет: записывать нечего.",
        )
        tell(words)
        return
    rows = table(
        Text(en="Line", ru="Строка"),
        Text(en="Day", ru="День"),
        Text(en="Payer", ru="Плательщик"),
        Text(en="Agreement", ru="Договор"),
        Text(en="Donation", ru="Пожертвование"),
        Text(en="Amount", ru="Сумма"),
        no_wrap=(0, 1),
        right=(5,),
    )
    for matched in found.matched:
        line, donation = matched.line, matched.donation
        rows.add_row(
            str(line.number),
            f"{line.received_on:%d.%m.%Y}",
            line.payer,
            donation.agreement,
            donation.code,
            figure(Money(line.amount, currency)),
        )
    console.print(rows)
    tell_currency(currency)
    many, total = len(found.matched), amount(found.total(currency))
    tell(
        Text(
            en=f"To be put on record: {many}, {total} together.",
            ru=f"Будет записано: {many}, всего {total}.",
        )
    )


def _print_rest(found: ImportPreview) -> None:
    console.print()
    if found.known:
        lines = ", ".join(str(line.number) for line in found.known)
        tell_pair(Text(en="On record already, lines", ru="Уже записаны, строки"), lines)
    tell_pair(Text(en="Payments that went out", ru="Исходящих платежей"), str(found.outgoing))
    for bad in found.unmatched:
        place = say(Text(en=f"Line {bad.number}", ru=f"Строка {bad.number}"))
        console.print(f"\n{place}: {say(bad.reason)}", style="yellow", soft_wrap=True)
        console.print(f"    {bad.text}", style="dim")


def _tell_how(file: Path, found: ImportPreview) -> None:
    command = f"vmeste money import {file} --plan {found.fingerprint} --as EMAIL"
    tell(
        Text(
            en=f"\nThis is a preview; nothing has changed. To carry it out: {command}",
            ru=f"\nЭто план, ничего ещё не изменилось. Чтобы его исполнить: {command}",
        )
    )


def _plain(found: ImportPreview, currency: str) -> dict[str, Any]:
    return {
        "plan": found.fingerprint,
        "matched": [
            {
                "line": matched.line.number,
                "on": matched.line.received_on,
                "payer": matched.line.payer,
                "amount": matched.line.amount,
                "reference": matched.line.reference,
                "agreement": matched.donation.agreement,
                "donation": matched.donation.code,
            }
            for matched in found.matched
        ],
        "total": as_json(found.total(currency)),
        "known": [line.number for line in found.known],
        "unmatched": as_json(list(found.unmatched)),
        "outgoing": found.outgoing,
    }
