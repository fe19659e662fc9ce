"""Donations are promised, agreed on, received, given back."""

from datetime import date
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.money.words import amount as shown
from cli.money.words import typed
from cli.options import Amount, As, Key, On, Order, ProgrammeCode, Reason
from cli.output import tell, told
from config.clock import now
from models import District, Donation, DonorKind, Money, Problem, Programme, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.errors import Blocker, NotFound
from workflow.money import donations
from workflow.money.donations import Giver, Restriction, find_donation
from workflow.programme.lookup import find_district, find_person, find_programme

app = typer.Typer()
Code = Annotated[str, typer.Argument(help="The donation's code, or its agreement's number.")]


@app.command()
def pledge(
    donor: Annotated[str, typer.Argument(help="Name of the person or the organisation.")],
    amount: Amount,
    as_: As,
    kind: Annotated[DonorKind, typer.Option(help="Who the donor is.")] = DonorKind.ORGANISATION,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Not to be named in anything that is published.")
    ] = False,
    purpose: Annotated[str, typer.Option(help="What for, in the donor's words.")] = "",
    district: Annotated[
        str | None, typer.Option(help="Only for initiatives of this district.")
    ] = None,
    problem: Annotated[
        int | None, typer.Option(help="Only for this problem: its number in the district's list.")
    ] = None,
    code: Annotated[
        str | None, typer.Option(help="Its own code; the same once more changes nothing.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Put a promise on record."""
    with told(), transaction() as session:
        within = find_programme(session, programme)
        donation = donations.pledge(
            session,
            within,
            Giver(donor, kind, anonymous),
            typed(amount, within.currency),
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            code=code,
            restriction=_restriction(session, within, purpose, district, problem),
        )
        name, promised = donation.donor.name, shown(Money(donation.pledged, donation.currency))
    tell(
        Text(
            en=f"On record: donation {donation.code}, {name} promises {promised}.",
            ru=f"Записано: пожертвование {donation.code}, {name} обещает {promised}.",
        )
    )


@app.command()
def agree(
    code: Code,
    number: Annotated[str, typer.Argument(help="Number of the donation agreement.")],
    on: On,
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Put the donation agreement on record: money may come from now on."""
    with told(), transaction() as session:
        donation, actor = _found(session, programme, code, as_)
        donations.agree(session, donation, number, on, actor=actor, now=now(), key=key)
    tell(
        Text(
            en=f"{donation.code}: agreement {donation.agreement} of {on:%d.%m.%Y}.",
            ru=f"{donation.code}: договор {donation.agreement} от {on:%d.%m.%Y}.",
        )
    )


@app.command()
def receive(
    code: Code,
    amount: Amount,
    on: On,
    reference: Annotated[str, typer.Option(help="The bank's number of the payment.")],
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Put money on record that came to the fund's account."""
    with told(), transaction() as session:
        donation, actor = _found(session, programme, code, as_)
        came = typed(amount, donation.currency)
        donations.receive(
            session, donation, came.minor, on, reference, actor=actor, now=now(), key=key
        )
    _tell_moved(donation, came, on)


@app.command()
def refund(
    code: Code,
    amount: Amount,
    order: Order,
    reason: Reason,
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Put on record that money which is for nothing went back to its donor."""
    with told(), transaction() as session:
        donation, actor = _found(session, programme, code, as_)
        went = typed(amount, donation.currency)
        donations.refund(
            session, donation, went.minor, order, actor=actor, now=now(), reason=reason, key=key
        )
    tell(
        Text(
            en=f"{donation.code}: {shown(went)} went back to the donor.",
            ru=f"{donation.code}: {shown(went)} возвращено жертвователю.",
        )
    )


def _tell_moved(donation: Donation, came: Money, on: date) -> None:
    tell(
        Text(
            en=f"{donation.code}: {shown(came)} came on {on:%d.%m.%Y}.",
            ru=f"{donation.code}: {shown(came)} поступило {on:%d.%m.%Y}.",
        )
    )


def _found(session: Session, programme: str | None, code: str, as_: str) -> tuple[Donation, Actor]:
    donation = find_donation(session, find_programme(session, programme), code)
    return donation, Actor.person(find_person(session, as_).id)


def _restriction(
    session: Session, programme: Programme, purpose: str, district: str | None, number: int | None
) -> Restriction:
    """Raises NotFound."""
    place = find_district(session, programme, district) if district else None
    if number is None:
        return Restriction(purpose, place)
    return Restriction(purpose, place, _problem(session, place, number))


def _problem(session: Session, place: District | None, number: int) -> Problem:
    found = place and session.scalar(
        select(Problem).where(
            Problem.district_id == place.id, Problem.kind == "problem", Problem.ordinal == number
        )
    )
    if found:
        return found
    words = Text(
        en=f"There is no problem {number} on that list: say the district and a number in it.",
        ru=f"Проблемы {number} в списке нет: укажите округ и номер из его списка.",
    )
    raise NotFound([Blocker("not_found", words)])
