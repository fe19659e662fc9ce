from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import typer
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cli.files import read_text
from cli.options import AsCsv, AsJson, AsXlsx
from cli.output import Exit, fail, print_json, say, told
from cli.replay import options
from cli.replay.lists import write_cases
from cli.replay.printing import as_plain, print_breaks, print_summary, tell_kept
from config.clock import now
from models import Text, migrations
from models.database import engine_for, reading, transaction
from workflow.replay.archive import Archive, Asked, bring_in, here_already, look
from workflow.replay.lifecycle import Declared, read_case_lifecycle
from workflow.replay.reading import Field, Given, Log, read_log
from workflow.replay.report import Report
from workflow.replay.words import Words, read_words, words_of


def replay(
    log: options.LogFile,
    lifecycle: options.LifecycleFile,
    words: options.MapFile = None,
    zone: options.ZoneOption = None,
    case: options.CaseColumn = None,
    action: options.ActionColumn = None,
    time: options.TimeColumn = None,
    role: options.RoleColumn = None,
    transition: options.TransitionColumn = None,
    reason: options.ReasonColumn = None,
    by_time: options.ByTime = False,
    check_roles: options.CheckRoles = False,
    keep: options.Keep = None,
    title: options.Title = None,
    strict: options.Strict = False,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """Read another system's log through a lifecycle: which cases conform, where others break.

    Changes nothing, unless --keep says where to bring the cases that conform.
    """
    archive = None if keep is None else options.archive(keep, title, zone)
    named = (case, action, time, role, transition, reason)
    columns = {of: name for of, name in zip(Field, named, strict=True) if name is not None}
    with told():
        declared = read_case_lifecycle(read_text(lifecycle), str(lifecycle))
        asked = Asked(declared, _words(words, declared), check_roles, by_time)
        with _opened(log) as file, read_log(file, str(log), Given(now(), zone, columns)) as read:
            if archive is None:
                report = _looked(read, asked, zone)
            else:
                report = _brought_in(read, asked, archive, strict)
    written = write_cases(report, csv, xlsx)
    if json:
        print_json(as_plain(report))
    else:
        print_summary(report)
        if not written:
            print_breaks(report)
        if archive is not None:
            tell_kept(report)
    if report.breaking:
        raise typer.Exit(Exit.REFUSED)


def _words(path: Path | None, declared: Declared) -> Words:
    if path is None:
        return words_of(declared.document)
    return read_words(read_text(path), str(path), declared.document)


def _looked(log: Log, asked: Asked, zone: ZoneInfo | None) -> Report:
    with _scratch() as session:
        return look(session, log, asked, zone=zone or ZoneInfo("UTC"), now=now())


def _brought_in(log: Log, asked: Asked, archive: Archive, strict: bool) -> Report:
    try:
        with transaction() as session:
            return bring_in(session, log, asked, archive, now=now(), strict=strict)
    except IntegrityError:
        with reading() as session:  # somebody else may have been at the same log
            if refusal := here_already(session, log):
                raise refusal from None
        raise


@contextmanager
def _scratch() -> Iterator[Session]:
    """A database of its own in memory, with the same tables and the same triggers."""
    engine = engine_for("sqlite://")
    migrations.upgrade(engine)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        why = error.strerror
        words = Text(en=f"{path}: cannot be read ({why})", ru=f"{path}: не прочитан ({why})")
        fail(say(words), Exit.BAD_INPUT)
    with file:
        yield file
