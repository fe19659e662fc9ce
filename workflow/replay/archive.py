"""A log's cases looked at in a database of their own, or brought into an archive programme."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models import (
    Case,
    IdempotencyKey,
    LifecycleVersion,
    Programme,
    ProgrammeLifecycle,
    Subject,
    Text,
)
from workflow.documents import content_hash
from workflow.errors import Blocker, Refusal
from workflow.lifecycles.versions import store
from workflow.replay.lifecycle import CASE, Declared
from workflow.replay.reading import Log
from workflow.replay.replaying import REPLAY, Replay
from workflow.replay.report import Report
from workflow.replay.words import IGNORED, Words


@dataclass(frozen=True)
class Archive:
    """The programme that the cases of a log make up."""

    code: str
    title: str
    zone: ZoneInfo


@dataclass(frozen=True)
class Asked:
    """What is to be replayed, and how."""

    declared: Declared
    words: Words
    check_roles: bool = False
    by_time: bool = False
    """Whether the events of a case are put in the order of their times first."""


def look(session: Session, log: Log, asked: Asked, *, zone: ZoneInfo, now: datetime) -> Report:
    """Take every case through the gate, keeping none. The session is that of a database of its own:
    nothing in it concerns the replay."""
    scratch = Archive("replay", "replay", zone)
    with session.begin_nested() as tried:
        report = _replay(session, log, asked, *_open(session, log, asked, scratch, now))
        tried.rollback()
    return report


def bring_in(
    session: Session,
    log: Log,
    asked: Asked,
    archive: Archive,
    *,
    now: datetime,
    strict: bool = False,
) -> Report:
    """Take every case through the gate into a programme of its own: those that conform, with their
    histories, and none of the others. Where nothing conforms, or `strict` and something breaks,
    nothing at all is brought in: see `Report.kept_in`.

    Raises Refusal where the log is here already, or a programme of that name.
    """
    _check_new(session, log, archive)
    with session.begin_nested() as tried:
        programme, version = _open(session, log, asked, archive, now)
        report = _replay(session, log, asked, programme, version, keep=True)
        if not report.conforming or (strict and report.breaking):
            tried.rollback()
            return report
        _finish(session, log, programme)
        report.kept_in = archive.code
    return report


def here_already(session: Session, log: Log) -> Refusal | None:
    """That the log was brought in before, if it was."""
    known = session.get(IdempotencyKey, _key(log))
    if known is None:
        return None
    case = session.get_one(Case, known.subject_id)
    programme = session.get_one(Programme, case.programme_id).code
    return Refusal(
        [
            Blocker(
                "log_here_already",
                Text(
                    en=f"This log was brought in already, as {programme}: nothing has changed.",
                    ru=f"Этот журнал уже перенесён, в программу {programme}: ничего не изменилось.",
                ),
            )
        ]
    )


def _replay(
    session: Session,
    log: Log,
    asked: Asked,
    programme: Programme,
    version: LifecycleVersion,
    *,
    keep: bool = False,
) -> Report:
    taken = Replay(
        *(session, programme, version, asked.declared, asked.words, log.digest),
        check_roles=asked.check_roles,
        keep=keep,
    )
    words = {word: (asked.words.meaning(word), many) for word, many in log.activities().items()}
    return Report(
        asked.declared,
        log.digest,
        cases=[taken.case(name, events) for name, events in log.cases(by_time=asked.by_time)],
        other_steps=log.other_steps(),
        ignored=sum(many for meaning, many in words.values() if meaning == IGNORED),
        unknown={word: many for word, (meaning, many) in words.items() if meaning is None},
        without_events=log.without_events(),
    )


def _open(
    session: Session, log: Log, asked: Asked, archive: Archive, now: datetime
) -> tuple[Programme, LifecycleVersion]:
    """A programme as wide as the log, in which nothing is due, paid or sent."""
    first, last = log.first or now, log.last or now
    programme = Programme(
        code=archive.code,
        title=Text(ru=archive.title),
        place=_NOT_TOLD,
        foundation=_NOT_TOLD,
        time_zone=archive.zone.key,
        country="RU",
        starts_on=first.astimezone(archive.zone).date(),
        ends_on=last.astimezone(archive.zone).date(),
        currency="RUB",
        fund_target=0,
        slots_per_district=1,
        tranche_shares=[100],
        news_within_days=30,
        quiet_from="21:00",
        quiet_until="08:00",
        digest_at="09:30",
        content_hash=content_hash(f"{log.digest} {archive.zone.key}"),
    )
    session.add(programme)
    session.flush()
    version = store(session, asked.declared.pinned, now=now)
    session.add(
        ProgrammeLifecycle(programme_id=programme.id, kind=CASE, lifecycle_version_id=version.id)
    )
    session.flush()
    return programme, version


def _check_new(session: Session, log: Log, archive: Archive) -> None:
    if refusal := here_already(session, log):
        raise refusal
    if session.scalar(select(Programme.id).where(Programme.code == archive.code)) is not None:
        raise Refusal(
            [
                Blocker(
                    "programme_known",
                    Text(
                        en=f"There is a programme {archive.code} already: give the archive a name "
                        "of its own.",
                        ru=f"Программа {archive.code} уже есть: дайте архиву своё имя.",
                    ),
                )
            ]
        )


def _finish(session: Session, log: Log, programme: Programme) -> None:
    """A log is brought in once, whoever else is at it; and nobody is told as news of what happened
    long ago."""
    ours = Subject.programme_id == programme.id
    first = session.scalar(select(func.min(Subject.id)).where(ours))
    assert first is not None, "something was kept"
    session.add(
        IdempotencyKey(key=_key(log), request_hash=log.digest, subject_id=first, sequence=1)
    )
    session.execute(
        update(Subject).where(ours).values(announced=Subject.version),
        execution_options={"synchronize_session": False},
    )
    session.flush()


def _key(log: Log) -> str:
    return f"{REPLAY} {log.digest}"


_NOT_TOLD = Text(ru="—", en="—")
"""What a log does not say."""
