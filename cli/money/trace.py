"""From the donor to the receipt, and back."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.council.words import NOTHING, listed
from cli.money.words import amount, figure, named, tell_currency
from cli.options import AsJson, ProgrammeCode, Viewer
from cli.output import console, print_json, table, tell, tell_pair
from cli.programmes.summary import as_json
from cli.watched import watched
from models import Attachment, Donation, Donor, Initiative, Programme, Text
from workflow.money.donations import find_donation
from workflow.money.trace import (
    DonationTrace,
    InitiativeTrace,
    Receipt,
    Share,
    trace_donation,
    trace_initiative,
)
from workflow.people.access import What
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def trace(
    code: Annotated[
        str, typer.Argument(help="An initiative, or a donation, or the number of its agreement.")
    ],
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    json: AsJson = False,
) -> None:
    """Follow a donation to the receipts it paid for, or an initiative's money to its donors."""

    def asked(session: Session) -> Initiative | Programme:
        within = find_programme(session, programme)
        return _initiative(session, within, code) or within

    with watched(What.DONORS, viewer, asked) as (session, of):
        if isinstance(of, Initiative):
            _show_initiative(trace_initiative(session, of), json)
        else:
            _show_donation(trace_donation(session, find_donation(session, of, code)), json)


def _initiative(session: Session, programme: Programme, code: str) -> Initiative | None:
    return session.scalar(
        select(Initiative).where(Initiative.programme_id == programme.id, Initiative.code == code)
    )


def _show_initiative(found: InitiativeTrace, json: bool) -> None:
    initiative = found.initiative
    if json:
        head = {"initiative": initiative.code, "awarded": as_json(initiative.award)}
        print_json(head | _plain(found.shares, found.receipts))
        return
    console.print(f"{initiative.code} {initiative.title}", style="bold", soft_wrap=True)
    award = amount(initiative.award) if initiative.award else NOTHING
    tell_pair(Text(en="Awarded", ru="Выделено"), award)
    _print_shares(found.shares, by_donor=True)
    _print_receipts(found.receipts, by_donor=True)
    tell_currency(initiative.currency)


def _show_donation(found: DonationTrace, json: bool) -> None:
    donation = found.donation
    if json:
        head = {
            "donation": donation.code,
            "agreement": donation.agreement,
            "donor": _donor(donation.donor),
            "received": as_json(found.received),
            "came": [as_json(came) for came in found.came],
            "refunded": as_json(found.refunded),
            "free": as_json(found.free),
        }
        print_json(head | _plain(found.shares, found.receipts))
        return
    console.print(f"{donation.code} {_named(donation.donor)}", style="bold", soft_wrap=True)
    for came in found.came:
        label = Text(en=f"Came on {came.on:%d.%m.%Y}", ru=f"Поступило {came.on:%d.%m.%Y}")
        tell_pair(label, f"{amount(came.amount)}, {came.reference}")
    if found.refunded.minor:
        tell_pair(Text(en="Given back", ru="Возвращено"), amount(found.refunded))
    tell_pair(Text(en="Free", ru="Свободно"), amount(found.free))
    _print_shares(found.shares, by_donor=False)
    _print_receipts(found.receipts, by_donor=False)
    tell_currency(donation.currency)


def _print_shares(shares: Sequence[Share], *, by_donor: bool) -> None:
    if not shares:
        tell(Text(en="No initiative has had any.", ru="Инициативам ничего не выделено."))
        return
    title = Text(en="Donation", ru="Пожертвование") if by_donor else _INITIATIVE
    rows = table(
        title,
        Text(en="Reserved", ru="В резерве"),
        Text(en="With the group", ru="У группы"),
        Text(en="Spent", ru="Израсходовано"),
        Text(en="Returned", ru="Возвращено"),
        right=(1, 2, 3, 4),
    )
    for share in shares:
        amounts = (share.reserved, share.paid, share.spent, share.returned)
        whose = _source(share.donation) if by_donor else _title(share.initiative)
        rows.add_row(whose, *map(figure, amounts))
    console.print()
    console.print(rows)


def _print_receipts(receipts: Sequence[Receipt], *, by_donor: bool) -> None:
    console.print()
    if not receipts:
        tell(Text(en="No receipts yet.", ru="Документов о расходах пока нет."))
        return
    rows = table(
        Text(en="Expense", ru="Расход"),
        Text(en="Day", ru="День"),
        Text(en="What, and paid to whom", ru="Что и кому заплачено"),
        Text(en="From", ru="Из чего") if by_donor else _INITIATIVE,
        Text(en="Amount", ru="Сумма"),
        Text(en="Document", ru="Документ"),
        no_wrap=(0, 1),
        right=(4,),
    )
    for receipt in receipts:
        expense = receipt.expense
        rows.add_row(
            expense.code,
            f"{expense.spent_on:%d.%m.%Y}",
            f"{expense.what}, {expense.payee}",
            receipt.donation.code if by_donor else expense.initiative.code,
            figure(receipt.amount),
            listed(_shown(document) for document in receipt.documents),
        )
    console.print(rows)


def _source(donation: Donation) -> str:
    return f"{donation.code} {_named(donation.donor)}"


def _named(donor: Donor) -> str:
    return named(donor.name, anonymous=donor.anonymous)


def _title(initiative: Initiative) -> str:
    return f"{initiative.code} {initiative.title}"


def _shown(document: Attachment) -> str:
    return f"{document.name} {document.sha256[:12]}…"


def _donor(donor: Donor) -> dict[str, Any]:
    return {"name": donor.name, "kind": donor.kind, "anonymous": donor.anonymous}


def _plain(shares: Sequence[Share], receipts: Sequence[Receipt]) -> dict[str, Any]:
    return {
        "shares": [
            {
                "initiative": share.initiative.code,
                "donation": share.donation.code,
                "donor": _donor(share.donation.donor),
                "reserved": as_json(share.reserved),
                "paid": as_json(share.paid),
                "spent": as_json(share.spent),
                "returned": as_json(share.returned),
            }
            for share in shares
        ],
        "receipts": [
            {
                "expense": receipt.expense.code,
                "initiative": receipt.expense.initiative.code,
                "donation": receipt.donation.code,
                "on": receipt.expense.spent_on,
                "payee": receipt.expense.payee,
                "what": receipt.expense.what,
                "amount": as_json(receipt.amount),
                "documents": {d.name: d.sha256 for d in receipt.documents},
            }
            for receipt in receipts
        ],
    }


_INITIATIVE = Text(en="Initiative", ru="Инициатива")
