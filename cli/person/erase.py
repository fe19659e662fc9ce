from json import dumps, loads
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.files import store
from cli.lists import Column, Columns, print_list
from cli.options import As, AsJson, ProgrammeCode
from cli.output import console, print_json, say, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_person, watched
from config.clock import now
from models import HistoryEntry, Person, Text
from models.database import engine, reading, scrub, transaction
from workflow.actor import Actor
from workflow.gate import perform
from workflow.gate.guards.people import ARCHIVED
from workflow.people.access import What
from workflow.people.consents import consent_of
from workflow.people.erasure.attachments import gone
from workflow.people.erasure.preview import Found, FoundFile, Preview
from workflow.people.erasure.preview import preview as previewed
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()


@app.command()
def erase(
    email: Annotated[str, typer.Argument(help="E-mail address of whoever is to be erased.")],
    as_: As,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show what would change.")
    ] = False,
    strike: Annotated[
        list[str] | None,
        typer.Option(
            help="An entry of a history that tells of them without their name, such as "
            "initiative/15-01:7: struck whole. May be given again."
        ),
    ] = None,
    file: Annotated[
        list[int] | None,
        typer.Option(help="The number of a further file that tells of them. May be given again."),
    ] = None,
    papers_archived: Annotated[
        bool,
        typer.Option("--papers-archived", help="Agreements and receipts are in the archive."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    programme: ProgrammeCode = None,
    json: AsJson = False,
) -> None:
    """Erase a person who has withdrawn their consent: what they are called and where they are
    reached, their name in everybody's words, and files that name them. For good."""
    with watched(What.PERSON, as_, of_person(programme, email)) as (session, someone):
        person = someone.person
        consent_of(session, someone.programme, person)
        found = previewed(session, person, store().get)
    if json and preview:
        print_json(as_json(found))
        return
    if not json:
        _print(person, found)
    if preview:
        return
    if not yes:
        typer.confirm(say(_SURE), abort=True)
    files = sorted({*found.named_files, *(file or ())})
    with told(), transaction() as session:
        done = _erase(session, email, as_, programme, strike or [], files, papers_archived)
    sweep()
    _rewrite()
    if json:
        print_json(done)
        return
    tell(
        Text(
            en=f"Erased. Fields struck: {done['fields_struck']}, files: {done['files_erased']}. "
            f"The history: “vmeste history show {done['reference']}”.",
            ru=f"Удалено. Вычеркнуто полей: {done['fields_struck']}, файлов: "
            f"{done['files_erased']}. История: «vmeste history show {done['reference']}».",
        )
    )


def sweep() -> int:
    """Delete from the store what was erased in the database, also by an erasure that was cut short
    after its transaction; how many files there were to go."""
    with told(), reading() as session:
        names = gone(session)
    kept = [name for name in names if store().has(name)]
    for name in kept:
        store().delete(name)
    return len(kept)


def _erase(
    session: Session,
    email: str,
    as_: str,
    programme: str | None,
    texts: list[str],
    files: list[int],
    papers_archived: bool,
) -> dict[str, object]:
    consent = consent_of(session, find_programme(session, programme), find_person(session, email))
    facts = {
        "texts": dumps(texts),
        "files": dumps(files),
        "papers": ARCHIVED if papers_archived else "none",
    }
    actor = Actor.person(find_person(session, as_).id)
    move = perform(session, consent, "erase", actor=actor, now=now(), facts=facts)
    entry = session.scalars(
        select(HistoryEntry.facts).where(
            HistoryEntry.subject_id == consent.id, HistoryEntry.sequence == move.sequence
        )
    ).one()
    return {"reference": consent.reference, **loads(entry)}


def _rewrite() -> None:
    """On SQLite at once; a PostgreSQL server would have to hold everybody up."""
    if engine().dialect.name == "sqlite" and scrub(engine()):
        return
    tell(
        Text(
            en="What was erased is still in freed pages of the database: when nobody works, run "
            "“vmeste db scrub”.",
            ru="Удалённое ещё может лежать в освобождённых страницах базы: когда никто не "
            "работает, выполните «vmeste db scrub».",
        ),
        style="yellow",
    )


_SURE = Text(en="Erase for good?", ru="Удалить безвозвратно?")
_NO_WORDS: Text = Text(
    en="(cannot be read: look at it, and name it with --file)",
    ru="(текста нет: посмотрите сами и укажите ключом --file)",
)
_MAYBE = Text(
    en="May mean them or somebody else, and stays (--strike strikes a whole entry)",
    ru="Может означать и другого человека — останется (запись целиком вычеркнет --strike)",
)
_FIXED = Text(
    en="Stays: bound by hashes, and cannot be changed",
    ru="Останется: закреплено хешами, изменить нельзя",
)
_PAPERS = Text(
    en="Papers that law makes the foundation keep",
    ru="Документы, которые фонд обязан хранить",
)
_BESIDES = Text(
    en="\nBesides: name, address, organisation, preferences, invitations not answered, the "
    "contents of letters to them, their answers' link to them.",
    ru="\nКроме того: имя, адрес, организация, настройки писем, приглашения без ответа, "
    "содержание писем человеку, связь его ответов с ним.",
)
FOUND: Columns[Found] = (
    Column(Text(en="Where", ru="Где"), lambda found: found.reference, fold=True),
    Column(Text(en="What", ru="Что"), lambda found: found.field),
    Column(Text(en="Words", ru="Слова"), lambda found: found.snippet, fold=True),
)
FILES: Columns[FoundFile] = (
    Column(Text(en="No.", ru="№"), lambda file: file.number, right=True),
    Column(Text(en="File", ru="Файл"), lambda file: file.name, fold=True),
    Column(Text(en="Words", ru="Слова"), lambda file: file.snippet or say(_NO_WORDS), fold=True),
)


def _print(person: Person, found: Preview) -> None:
    console.print(f"{person.name} <{person.email}>", style="bold", soft_wrap=True)
    for heading, lines in (
        (Text(en="Struck out", ru="Будет вычеркнуто"), found.struck),
        (_MAYBE, found.maybe),
        (_FIXED, found.fixed),
    ):
        if lines:
            tell(Text(en=f"\n{heading.in_('en')}", ru=f"\n{heading.ru}"), style="bold")
            print_list(FOUND, lines)
    if found.files:
        tell(Text(en="\nFiles", ru="\nФайлы"), style="bold")
        print_list(FILES, found.files)
    if found.papers:
        papers = ", ".join(found.papers)
        tell(Text(en=f"\n{_PAPERS.in_('en')}: {papers}", ru=f"\n{_PAPERS.ru}: {papers}"))
    tell(_BESIDES, style="dim")
