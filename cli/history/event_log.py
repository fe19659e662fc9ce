"""`vmeste history export`: the histories as an event log for process mining."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from sqlalchemy.orm import Session

from cli.files import read_bytes, writing
from cli.options import ProgrammeCode, Viewer, typed_day
from cli.output import Exit, errors, fail, say, tell, told
from cli.watched import of_programme, watched
from config.settings import settings
from models import Programme, Text
from models.text import Language
from papers.event_log.ocel import Types, write_ocel
from papers.event_log.xes import write_xes
from workflow.deadlines.timetable import timetable_of
from workflow.event_log.further import names
from workflow.event_log.logged import Telling
from workflow.event_log.objects import object_types, objects
from workflow.event_log.pseudonyms import Pseudonyms
from workflow.event_log.scope import Scope
from workflow.event_log.touched import event_types, touching
from workflow.event_log.traces import traces
from workflow.people.access import What
from workflow.programme.lookup import find_district

app = typer.Typer()


@app.command()
def export(
    xes: Annotated[
        Path | None, typer.Option("--xes", help="One trace for each initiative: .xes or .xes.gz.")
    ] = None,
    ocel: Annotated[
        Path | None, typer.Option("--ocel", help="Events of many objects, OCEL 2.0: .json.")
    ] = None,
    only_initiatives: Annotated[
        bool,
        typer.Option(
            "--only-initiatives",
            help="Without reviews, agenda items, tranches, expenses and change requests.",
        ),
    ] = False,
    since: Annotated[
        date | None, typer.Option(parser=typed_day, metavar="DAY", help="From this day on.")
    ] = None,
    until: Annotated[
        date | None, typer.Option(parser=typed_day, metavar="DAY", help="Up to this day.")
    ] = None,
    district: Annotated[str | None, typer.Option(help="Code of one district.")] = None,
    pseudonyms: Annotated[
        Path | None,
        typer.Option(
            metavar="KEYFILE",
            help="Key of the pseudonyms: logs made with the same key name people alike. A key that "
            "nobody knows, if not given.",
        ),
    ] = None,
    comments: Annotated[
        bool, typer.Option("--with-comments", help="Also reasons, news and titles of initiatives.")
    ] = False,
    scores: Annotated[
        bool, typer.Option("--with-scores", help="Also scores of reviews and votes of members.")
    ] = False,
    money: Annotated[bool, typer.Option("--with-money", help="Also amounts.")] = False,
    hashes: Annotated[bool, typer.Option("--with-hashes", help="Also hashes of entries.")] = False,
    language: Annotated[
        Language | None,
        typer.Option(help="Of titles, ru or en; the command line's if not given."),
    ] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
) -> None:
    """Write an event log for process mining: XES, OCEL 2.0, or both.

    People are pseudonyms; what they wrote, scored and were paid is left out unless asked for.
    """
    _check_names(xes, ocel)
    with told():
        known = Pseudonyms() if pseudonyms is None else Pseudonyms(_key(pseudonyms))
        spoken = language or settings().language
        telling = Telling(spoken, known, comments, scores, money, hashes)
        _warn(telling)
        with watched(What.EVENT_LOG, viewer, of_programme(programme)) as (session, within):
            scope = _scope(session, within, since, until, district, only_initiatives)
            if xes is not None:
                export_xes(session, scope, telling, xes)
            if ocel is not None:
                export_ocel(session, scope, telling, ocel)


def export_xes(session: Session, scope: Scope, telling: Telling, path: Path) -> None:
    """Write the log by case, and say what is in it."""
    with writing(path) as file, _packed(file, path) as packed:
        written = write_xes(packed, traces(session, scope, telling), scope, telling)
    tell(
        Text(
            en=f"{path}: traces: {written.traces}, events: {written.events}.",
            ru=f"{path}: трасс — {written.traces}, событий — {written.events}.",
        )
    )


def export_ocel(session: Session, scope: Scope, telling: Telling, path: Path) -> None:
    """Write the log of many objects, and say what is in it."""
    types = Types(
        event_types(session, scope),
        object_types(telling),
        names(session, scope.programme, telling),
    )
    with writing(path) as file:
        happened = touching(session, scope, telling)
        written = write_ocel(file, types, objects(session, scope, telling), happened)
    tell(
        Text(
            en=f"{path}: objects: {written.objects}, events: {written.events}.",
            ru=f"{path}: объектов — {written.objects}, событий — {written.events}.",
        )
    )


@contextmanager
def _packed(file: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """The same contents make the same bytes: no time and no name goes into them."""
    if path.suffix != ".gz":
        yield file
        return
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        yield packed  # type: ignore[misc]


def _scope(
    session: Session,
    programme: Programme,
    since: date | None,
    until: date | None,
    district: str | None,
    only_initiatives: bool,
) -> Scope:
    if since is not None and until is not None and since > until:
        fail(say(_BACKWARDS), Exit.BAD_INPUT)
    return Scope(
        programme,
        timetable_of(session, programme.id),
        since,
        until,
        find_district(session, programme, district) if district is not None else None,
        only_initiatives,
    )


def _check_names(xes: Path | None, ocel: Path | None) -> None:
    if xes is None and ocel is None:
        fail(say(_NOTHING), Exit.BAD_INPUT)
    if xes is not None and not xes.name.lower().endswith((".xes", ".xes.gz")):
        fail(say(_XES_NAME), Exit.BAD_INPUT)
    if ocel is not None and ocel.suffix.lower() != ".json":
        fail(say(_OCEL_NAME), Exit.BAD_INPUT)


LONGEST_KEY = 4096


def _key(file: Path) -> bytes:
    key = read_bytes(file, LONGEST_KEY).strip()
    if len(key) > LONGEST_KEY:
        fail(say(_NO_KEY), Exit.BAD_INPUT)
    return key


def _warn(telling: Telling) -> None:
    for asked, words in (
        (telling.comments, _COMMENTS),
        (telling.scores, _SCORES),
        (telling.money, _MONEY),
        (telling.hashes, _HASHES),
    ):
        if asked:
            errors.print(say(words), style="yellow")


_NOTHING = Text(
    en="Say what to write: --xes FILE, --ocel FILE.",
    ru="Укажите, что записать: --xes ФАЙЛ, --ocel ФАЙЛ.",
)
_XES_NAME = Text(
    en="Name the XES log with .xes or .xes.gz: tools know it by its ending.",
    ru="Назовите журнал XES с окончанием .xes или .xes.gz: программы узнают его по окончанию.",
)
_OCEL_NAME = Text(
    en="Name the OCEL log with .json: tools know it by its ending.",
    ru="Назовите журнал OCEL с окончанием .json: программы узнают его по окончанию.",
)
_NO_KEY = Text(
    en=f"The key file has more than {LONGEST_KEY} bytes: it is no key. Make one with: "
    "openssl rand -hex 32",
    ru=f"В файле ключа больше {LONGEST_KEY} байт: это не ключ. Создайте ключ: openssl rand -hex 32",
)
_BACKWARDS = Text(
    en="The first day is later than the last: swap --since and --until.",
    ru="Первый день позже последнего: поменяйте местами --since и --until.",
)
_COMMENTS = Text(
    en="The log has what people wrote, which may name people: personal data. Pass it on only to "
    "those whom they were told about.",
    ru="В журнал попадут тексты людей, а в них могут быть имена: это персональные данные. "
    "Передавайте его только тем, о ком людей предупредили.",
)
_SCORES = Text(
    en="The log has each expert's scores and votes: personal data for whoever makes out which "
    "expert is which.",
    ru="В журнал попадут оценки и голоса каждого эксперта: для того, кто узнает экспертов, это "
    "персональные данные.",
)
_MONEY = Text(
    en="The log has amounts: by them people recognise an initiative and who is behind it. Treat it "
    "as personal data.",
    ru="В журнал попадут суммы: по ним узнают инициативу и её авторов. Обращайтесь с ним как с "
    "персональными данными.",
)
_HASHES = Text(
    en="The log has hashes of entries: by trial and error they give away who acted, by their "
    "number here. Treat it as personal data.",
    ru="В журнал попадут хеши записей: перебором по ним можно узнать номер того, кто действовал. "
    "Обращайтесь с ним как с персональными данными.",
)
