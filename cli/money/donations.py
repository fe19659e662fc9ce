"""The donations, and what each is given for."""

from dataclasses import dataclass
from datetime import date

import typer
from sqlalchemy.orm import Session

from cli.lists import Column, Columns, print_list, written
from cli.money.words import amounts, named, tell_currency
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import print_json, say, tell
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from models import District, Donation, DonorKind, Money, Problem, Text
from workflow.money.holdings import Holding, holdings
from workflow.people.access import What

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


COLUMNS: Columns[DonationLine] = (
    Column(Text(en="Code", ru="Код"), lambda line: line.code, one_line=True),
    Column(
        Text(en="Donor", ru="Жертвователь"),
        lambda line: line.donor,
        shown=lambda line: named(line.donor, anonymous=line.anonymous),
    ),
    Column(
        Text(en="Not to be named", ru="Не называть"),
        lambda line: Text(en="yes", ru="да") if line.anonymous else None,
        only_in="file",
    ),
    Column(Text(en="Agreement", ru="Договор"), lambda line: line.agreement),
    Column(Text(en="Agreed", ru="Дата договора"), lambda line: line.agreed_on, only_in="file"),
    amounts(Text(en="Pledged", ru="Обещано"), lambda line: line.pledged),
    amounts(Text(en="Received", ru="Получено"), lambda line: line.received),
    amounts(Text(en="Free", ru="Свободно"), lambda line: line.free),
    Column(Text(en="Given for", ru="На что"), lambda line: str(line.bound)),
)


@app.command("donations")
def donations_(
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the donations: what was promised, what came, what of it is free, and for what."""
    with watched(What.DONORS, viewer, of_programme(programme)) as (session, within):
        lines = [_line(session, holding) for holding in holdings(session, within)]
    if written(Text(en="Donations", ru="Пожертвования"), COLUMNS, lines, csv, xlsx):
        return
    if json:
        print_json(as_json(lines))
        return
    if not lines:
        tell(Text(en="Nothing is pledged yet.", ru="Пожертвований пока нет."))
        return
    print_list(COLUMNS, lines)
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
