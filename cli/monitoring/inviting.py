"""Who is asked: people with an address, and slips for those without one."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cli.files import read_text, write
from cli.lists import Column, Columns, print_list
from cli.monitoring.words import QuestionnaireCode, RoundCode
from cli.options import As, Key, ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from cli.watched import of_subject, watched
from config.clock import now
from config.secret import secret
from config.settings import web_address
from models import MonitoringRound, Text
from models.database import transaction
from papers.tables import Table, table_csv
from workflow.actor import Actor
from workflow.monitoring.rounds.inviting.asked import find_asked
from workflow.monitoring.rounds.inviting.contacts import Contact, import_contacts, preview
from workflow.monitoring.rounds.inviting.invitations import invite as invite_slips
from workflow.monitoring.rounds.inviting.slips import Slip, new_codes, slips_of
from workflow.people.access import What
from workflow.programme.lookup import find_district, find_person, find_programme, find_subject

app = typer.Typer()
NEW = Text(en="new", ru="новый")
KNOWN = Text(en="known here", ru="уже известен")
INVITED = Text(en="invited already", ru="уже приглашён")


def _standing(contact: Contact) -> Text:
    if contact.is_invited:
        return INVITED
    return KNOWN if contact.person is not None else NEW


CONTACTS: Columns[Contact] = (
    Column(Text(en="Name", ru="Имя"), lambda contact: contact.name),
    Column(Text(en="E-mail", ru="Эл. почта"), lambda contact: contact.email),
    Column(
        Text(en="District", ru="Округ"),
        lambda contact: contact.district.title if contact.district else None,
    ),
    Column(Text(en="Stands", ru="Состояние"), _standing),
)


@app.command()
def invite(
    round_: RoundCode,
    questionnaire: QuestionnaireCode,
    file: Annotated[
        Path,
        typer.Option(
            help="Whom: CSV with the columns name, email, and if wanted district, language."
        ),
    ],
    as_: As,
    plan: Annotated[
        str | None, typer.Option(help="Carry out the plan that the preview gave this name.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Invite people to fill in a questionnaire: a preview, which changes nothing.

    Given the plan's name, all of them are invited; the letters go out when the round opens.
    """
    text = read_text(file)
    name = sha256(f"{round_}\n{questionnaire}\n{text}".encode()).hexdigest()[:12]
    if plan is None:
        _preview(file, text, round_, questionnaire, as_, programme)
        command = (
            f"vmeste monitoring invite {round_} {questionnaire} --file {file} --plan {name} "
            f"--as {as_}"
        )
        tell(
            Text(
                en=f"This is a preview; nobody is invited yet. To carry it out: {command}",
                ru=f"Это план, никто ещё не приглашён. Чтобы его исполнить: {command}",
            )
        )
        return
    if plan != name:
        words = Text(
            en=f"The file is another than the one previewed as {plan}: look at its preview again.",
            ru=f"Файл не тот, что был в плане {plan}: посмотрите план ещё раз.",
        )
        fail(say(words), Exit.REFUSED)
    with told(), transaction() as session:
        found = find_subject(session, find_programme(session, programme), MonitoringRound, round_)
        find_asked(found, questionnaire)
        actor = Actor.person(find_person(session, as_).id)
        new = import_contacts(
            session, found, questionnaire, text, name=str(file), actor=actor, now=now()
        )
    tell(Text(en=f"{round_}: newly invited — {new}.", ru=f"{round_}: приглашены — {new}."))


def _preview(
    file: Path, text: str, round_: str, questionnaire: str, as_: str, programme: str | None
) -> None:
    asked = of_subject(programme, MonitoringRound, round_)
    with watched(What.INVITATIONS, as_, asked) as (session, found):
        find_asked(found, questionnaire)
        actor = Actor.person(find_person(session, as_).id)
        contacts = preview(
            session, found, questionnaire, text, name=str(file), actor=actor, now=now()
        )
        print_list(CONTACTS, contacts)


@app.command()
def slips(
    round_: RoundCode,
    questionnaire: QuestionnaireCode,
    out: Annotated[Path, typer.Option(help="Where all unused slips are written: a CSV file.")],
    count: Annotated[
        int, typer.Option(min=0, max=5000, help="How many new ones; 0: only write those there are.")
    ] = 0,
    of: Annotated[
        str | None,
        typer.Option(
            "--of", help="The round whose slips are asked again: the same codes, to link answers."
        ),
    ] = None,
    district: Annotated[
        str | None, typer.Option(help="The district they are handed out in.")
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", help="E-mail address of the coordinator; for new ones.")
    ] = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Make slips for those without an address: each has a code and a link that answers once."""
    if (count or of) and as_ is None:
        words = Text(
            en="Say who makes them: --as EMAIL.", ru="Укажите, кто их создаёт: --as АДРЕС."
        )
        fail(say(words), Exit.BAD_INPUT)
    with told(), transaction() as session:
        within = find_programme(session, programme)
        found = find_subject(session, within, MonitoringRound, round_)
        find_asked(found, questionnaire)
        place = find_district(session, within, district) if district else None
        if as_ is not None and count:
            actor = Actor.person(find_person(session, as_).id)
            invite_slips(
                session,
                found,
                questionnaire,
                slips=new_codes(count, key=key, secret=secret()),
                district=place,
                actor=actor,
                now=now(),
            )
        if as_ is not None and of is not None:
            earlier = find_subject(session, within, MonitoringRound, of)
            _again(session, earlier, found, questionnaire, as_)
        ours = [
            slip
            for slip in slips_of(session, found, secret=secret())
            if slip.questionnaire == questionnaire and not slip.is_used
        ]
        made = table_csv(_sheet(ours))
    write(out, made)
    tell(Text(en=f"{out}: {len(ours)} slips.", ru=f"{out}: бланков — {len(ours)}."))


def _again(
    session: Session, earlier: MonitoringRound, round_: MonitoringRound, code: str, as_: str
) -> None:
    """Ask whoever has a slip of the earlier round once more."""
    actor = Actor.person(find_person(session, as_).id)
    by_district: dict[int | None, list[Slip]] = {}
    for slip in slips_of(session, earlier, secret=secret()):
        if slip.questionnaire == code:
            by_district.setdefault(slip.district.id if slip.district else None, []).append(slip)
    for several in by_district.values():
        invite_slips(
            session,
            round_,
            code,
            slips=[slip.code for slip in several],
            district=several[0].district,
            actor=actor,
            now=now(),
        )


def _sheet(slips: list[Slip]) -> Table:
    titles = (
        Text(en="Slip", ru="Бланк"),
        Text(en="District", ru="Округ"),
        Text(en="Link", ru="Ссылка"),
    )
    return Table(
        [say(title) for title in titles],
        [
            [
                slip.code,
                say(slip.district.title) if slip.district else None,
                f"{web_address()}/answer/{slip.token}",
            ]
            for slip in slips
        ],
    )
