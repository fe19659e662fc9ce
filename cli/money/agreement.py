"""The agreement with a group: drawn up, written out, signed."""

from collections.abc import Mapping
from hashlib import sha256
from json import loads
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.deeds import act
from cli.files import write_files
from cli.initiative import Code
from cli.options import As, Folder, Key, On, ProgrammeCode
from cli.output import Exit, console, say, told
from cli.watched import of_subject, watched
from config.clock import now
from models import HistoryEntry, Initiative, Text
from models.database import reading, transaction
from papers.agreement.files import agreement_files
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.work.agreements import agreement_of, drawn_up_on

app = typer.Typer()


@app.command()
def agreement(
    code: Code,
    folder: Folder = Path(),
    as_: Annotated[
        str | None,
        typer.Option("--as", help="E-mail address of the coordinator who draws it up, today."),
    ] = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Write the agreement with a group, and say whether it is the one that the history knows.

    With --as, it is drawn up: its files' hashes go into the history, and it can be signed.
    """
    files = _files(code, programme, anew=as_ is not None)
    if as_ is not None:
        _draw_up(code, as_, programme, key, files)
    asked = of_subject(programme, Initiative, code)
    with watched(What.INITIATIVE, as_, asked) as (session, initiative):
        known = _known(session, initiative)
    write_files(folder, {_name(code, name): made for name, made in files.items()})
    for name, made in files.items():
        line = f"{folder / _name(code, name)}: {say(_compared(known.get(name), made))}"
        console.print(line, soft_wrap=True)
    if known and any(known.get(name) != sha256(made).hexdigest() for name, made in files.items()):
        raise typer.Exit(Exit.REFUSED)


@app.command()
def sign(code: Code, on: On, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Put on record that the agreement is signed: the award is divided into tranches."""
    done = Text(
        en=f"{code}: the agreement is signed. Its tranches: vmeste money tranches {code}",
        ru=f"{code}: договор подписан. Его транши: vmeste money tranches {code}",
    )
    facts = {"signed_on": on.isoformat()}
    act(Initiative, code, "sign_agreement", as_, programme, facts=facts, key=key, done=done)


def _files(code: str, programme: str | None, *, anew: bool) -> Mapping[str, bytes]:
    """Dated today where it is drawn up anew or was not yet, and else as it was drawn up. Made
    before the transaction: the paper takes seconds, and nothing in it can change."""
    with told(), reading() as session:
        initiative = find_subject(session, find_programme(session, programme), Initiative, code)
        today = timetable_of(session, initiative.programme_id).local_day(now())
        day = None if anew else drawn_up_on(session, initiative)
        return agreement_files(agreement_of(session, initiative, day=day or today))


def _draw_up(
    code: str, as_: str, programme: str | None, key: str | None, files: Mapping[str, bytes]
) -> None:
    with told(), transaction() as session:
        perform(
            session,
            find_subject(session, find_programme(session, programme), Initiative, code),
            "draw_up_agreement",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            facts={name: sha256(made).hexdigest() for name, made in files.items()},
            key=key,
        )


def _known(session: Session, initiative: Initiative) -> Mapping[str, str]:
    """The hashes of the agreement that was drawn up last."""
    facts = session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == initiative.id, HistoryEntry.action == "draw_up_agreement")
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    known: dict[str, str] = loads(facts) if facts else {}
    return known


def _name(code: str, name: str) -> str:
    language, _, ending = name.partition("_")
    return f"agreement-{code}.{language}.{ending}"


def _compared(known: str | None, made: bytes) -> Text:
    if known is None:
        return Text(en="a draft, not drawn up yet", ru="черновик, договор ещё не составлен")
    if known == sha256(made).hexdigest():
        return Text(en="agrees with the history", ru="совпадает с историей")
    return Text(en="DOES NOT agree with the history", ru="НЕ совпадает с историей")
