"""The donations, and what each is given for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import typer
from sqlalchemy.orm import Session

from cli.council.words import NOTHING
from cli.money.words import figure, named, tell_currency
from cli.options import AsJson, ProgrammeCode
from cli.output import console, print_json, say, table, tell, told
from cli.summary import as_json
from models import District, Donation, DonorKind, Money, Problem, Text
from models.database import reading
from workflow.money.holdings import Holding, holdings
from workflow.programme.lookup import find_programme

app = typer.Typer()


@dataclass(frozen=True)
class Bound:
    """What a donor lets the money be spent on; on anything where nothing is said."""

    district: str | None
    problem: Text | None
    purpose: str

    def __str__(self) -> str:
        district = self.district
        parts = [say(Text(en=f"district {district}", ru=f"округ {district}"))] if district else []
        parts += [say(self.problem)] if self.problem else []
        purpose = self.purpose
        parts += [say(Text(en=f"“{purpose}”", ru=f"«{purpose}»"))] if purpose else []
        return ", ".join(parts) or say(Text(en="anything", ru="любая цель"))


@dataclass(frozen=True)
class DonationLine:
    code: str
    donor: str
    kind: DonorKind
    anonymous: bool
    agreement: str | None
    agreed_on: date | None
    pledged: Money
    received: Money
    free: Money
    bound: Bound


@app.command("donations")
def donations_(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """List the donations: what was promised, what came, what of it is free, and for what."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        found = holdings(session, within)
        lines = [_line(session, holding) for holding in found]
        names = [named(holding.donation.donor) for holding in found]
    if json:
        print_json(as_json(lines))
        return
    if not lines:
        tell(Text(en="Nothing is pledged yet.", ru="Пожертвований пока нет."))
        return
    _print(lines, names)
    tell_currency(within.currency)


def bound_of(session: Session, donation: Donation) -> Bound:
    district, problem = donation.district_id, donation.problem_id
    return Bound(
        session.get_one(District, district).code if district else None,
        session.get_one(Problem, problem).text if problem else None,
        donation.purpose,
    )


def _line(session: Session, holding: Holding) -> DonationLine:
    donation = holding.donation
    return DonationLine(
        donation.code,
        donation.donor.name,
        DonorKind(donation.donor.kind),
        donation.donor.anonymous,
        donation.agreement,
        donation.agreed_on,
        Money(donation.pledged, donation.currency),
        holding.received,
        holding.free,
        bound_of(session, donation),
    )


def _print(lines: Sequence[DonationLine], names: Sequence[str]) -> None:
    rows = table(
        Text(en="Code", ru="Код"),
        Text(en="Donor", ru="Жертвователь"),
        Text(en="Agreement", ru="Договор"),
        Text(en="Pledged", ru="Обещано"),
        Text(en="Received", ru="Получено"),
        Text(en="Free", ru="Свободно"),
        Text(en="Given for", ru="На что"),
        no_wrap=(0,),
        right=(3, 4, 5),
    )
    for line, name in zip(lines, names, strict=True):
        rows.add_row(
            line.code,
            name,
            line.agreement or NOTHING,
            figure(line.pledged),
            figure(line.received),
            figure(line.free),
            str(line.bound),
        )
    console.print(rows)
