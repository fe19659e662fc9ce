"""People to invite, from a table with their names, addresses and districts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import District, Invitation, MonitoringRound, Person
from workflow.actor import Actor
from workflow.errors import BadDocument, Mistake
from workflow.monitoring.rounds.answers.table import Line, Table, read_table
from workflow.monitoring.rounds.inviting.invitations import Invitee, invite_all, permit_coordinator
from workflow.programme.written import Email

_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
LONGEST_NAME = 200
COLUMNS = ("name", "email", "district", "language")
_REQUIRED = COLUMNS[:2]


@dataclass(frozen=True)
class Contact:
    """A row of the table, found in order."""

    name: str
    email: str
    district: District | None
    language: str
    person: Person | None
    """Who has this address already; what the table calls them changes nothing."""
    is_invited: bool
    """To this questionnaire of this round, before."""


def preview(
    session: Session,
    round_: MonitoringRound,
    code: str,
    text: str,
    *,
    name: str,
    actor: Actor,
    now: datetime,
) -> Sequence[Contact]:
    """What `import_contacts` would make of the table. Raises BadDocument with every mistake, and
    Refusal for whoever is not the coordinator: addresses are not everybody's to look up."""
    permit_coordinator(session, round_, actor, now)
    table = read_table(text, name)
    districts = _districts(session, round_)
    mistakes = list(_mistakes(table, districts))
    if mistakes:
        raise BadDocument(name, mistakes)
    people = _people(session, table)
    ours = select(Invitation.person_id).where(
        Invitation.round_id == round_.id, Invitation.questionnaire == code
    )
    invited = set(session.scalars(ours))
    return [
        Contact(
            line.cells["name"],
            email,
            districts.get(line.cells.get("district", "")),
            line.cells.get("language") or "ru",
            person,
            person is not None and person.id in invited,
        )
        for line in table.lines
        for email in [line.cells["email"].lower()]
        for person in [people.get(email)]
    ]


def import_contacts(
    session: Session,
    round_: MonitoringRound,
    code: str,
    text: str,
    *,
    name: str,
    actor: Actor,
    now: datetime,
    sample: bool = False,
) -> int:
    """Invite all whom the table names, or nobody; how many are new to the questionnaire. Who is not
    known here becomes a person without a role. Raises as `preview` and `invite`."""
    contacts = preview(session, round_, code, text, name=name, actor=actor, now=now)
    new = {
        contact.email: Person(
            name=contact.name,
            email=contact.email,
            language=contact.language,
            is_sample=sample,
        )
        for contact in contacts
        if contact.person is None
    }
    session.add_all(new.values())
    session.flush()
    invitees = [
        Invitee(
            person_id=(contact.person or new[contact.email]).id,
            district_id=contact.district.id if contact.district else None,
            is_sample=sample,
        )
        for contact in contacts
    ]
    return invite_all(session, round_, code, invitees, actor=actor, now=now)


def _districts(session: Session, round_: MonitoringRound) -> Mapping[str, District]:
    ours = select(District).where(District.programme_id == round_.programme_id)
    return {district.code: district for district in session.scalars(ours)}


def _people(session: Session, table: Table) -> Mapping[str, Person]:
    emails = [line.cells["email"].lower() for line in table.lines]
    found: dict[str, Person] = {}
    for n in range(0, len(emails), 1000):
        known = select(Person).where(Person.email.in_(emails[n : n + 1000]))
        found |= {person.email: person for person in session.scalars(known)}
    return found


def _mistakes(table: Table, districts: Mapping[str, District]) -> Iterator[Mistake]:
    unknown = [column for column in table.columns if column not in COLUMNS]
    missing = [column for column in _REQUIRED if column not in table.columns]
    for column in unknown:
        yield Mistake(1, column, f"there is no such column; known: {', '.join(COLUMNS)}")
    for column in missing:
        yield Mistake(1, column, "the column is missing")
    if missing:
        return
    lines: dict[str, int] = {}
    for line in table.lines:
        yield from _wrong(line, districts)
        email = line.cells["email"].lower()
        if email and (before := lines.setdefault(email, line.number)) != line.number:
            yield Mistake(line.number, "email", f"{email} is on line {before} already")


def _wrong(line: Line, districts: Mapping[str, District]) -> Iterator[Mistake]:
    who, district = line.cells["name"], line.cells.get("district", "")
    if not 0 < len(who) <= LONGEST_NAME or not who.isprintable():
        yield Mistake(line.number, "name", f"give a name of up to {LONGEST_NAME} characters")
    try:
        _EMAIL.validate_python(line.cells["email"])
    except ValidationError:
        yield Mistake(line.number, "email", f"“{line.cells['email'][:60]}” is no e-mail address")
    if district and district not in districts:
        known = ", ".join(districts)
        words = f"there is no district {district[:40]}; known: {known}"
        yield Mistake(line.number, "district", words)
    if line.cells.get("language", "") not in ("", "ru", "en"):
        yield Mistake(line.number, "language", "write ru or en, or nothing")
