from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from json import loads

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import (
    Case,
    Deadline,
    EntryText,
    HistoryEntry,
    LifecycleVersion,
    OutboxMessage,
    Person,
    Programme,
    Subject,
)
from models.database import engine_for
from notifications.outbox.digest import due_digests
from tests import make
from tests.workflow.replay.logs import BEGAN, NOW, THERE, asked, events, log_of, read, xes
from workflow.council.reserve import next_promoted
from workflow.deadlines.sweep import due_programmes
from workflow.errors import Refusal
from workflow.events.announcing import unannounced
from workflow.history.verify import verify
from workflow.lifecycles.machine import runner
from workflow.programme.alerts import queue_flow_failure
from workflow.programme.lookup import find_programme, find_subject
from workflow.replay.archive import Archive, bring_in, here_already
from workflow.replay.reading import Log
from workflow.replay.report import Report
from workflow.work.risks import unflagged

ARCHIVE = Archive("old-2014", "Конкурс 2014 года", THERE)
GOOD = [("1", events("submit", "support", "complete")), ("2", events("submit", "comment"))]
BAD = [("3", events("submit", "complete")), ("4", events("phone"))]


def kept(session: Session, log: Log, archive: Archive = ARCHIVE, *, strict: bool = False) -> Report:
    return bring_in(session, log, asked(), archive, now=NOW, strict=strict)


def rows(session: Session) -> dict[str, int]:
    return {
        table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Programme, Case, HistoryEntry, LifecycleVersion)
    }


def test_cases_that_conform_are_brought_in_with_histories_that_prove_themselves(
    session: Session,
) -> None:
    with log_of([*GOOD, *BAD]) as log:
        report = kept(session, log)
    assert report.kept_in == "old-2014"
    assert rows(session) == {"programme": 1, "case": 2, "history_entry": 5, "lifecycle_version": 1}
    found = verify(session)
    assert (found.subjects, found.entries, found.faults) == (2, 5, [])
    one = find_subject(session, find_programme(session, "old-2014"), Case, "1")
    assert (one.state, one.version, one.title, one.log) == ("completed", 3, "1", "a" * 64)


def test_entries_have_the_times_of_the_log_and_say_where_they_come_from(session: Session) -> None:
    with log_of([("1", events("submit", None, "reject"))]) as log:
        kept(session, log)
    entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.sequence)).all()
    assert [(e.action, e.at, e.flow, e.actor_id) for e in entries] == [
        ("submit", BEGAN, "replay", None),
        ("reject", BEGAN + timedelta(days=2), "replay", None),
    ]
    assert [loads(e.facts) for e in entries] == [
        {"event": 1, "log": "a" * 64},
        {"event": 2, "log": "a" * 64},
    ]


def test_nobody_of_the_log_becomes_a_person_and_no_letter_or_deadline_follows(
    session: Session,
) -> None:
    told = events(("submit", "Иван Иванов"), "reject")
    with log_of([("1", told)]) as log:
        kept(session, log)
    for made in (Person, OutboxMessage, Deadline, EntryText):
        assert session.scalar(select(func.count()).select_from(made)) == 0
    texts = [str(row) for row in session.execute(select(HistoryEntry.facts, HistoryEntry.flow))]
    assert "Иван" not in "".join(texts)


def test_what_was_written_is_kept_apart_so_that_it_can_be_erased(session: Session) -> None:
    first, second = events("submit", "reject")
    with log_of([("1", [first, replace(second, reason="нет сметы")])]) as log:
        kept(session, log)
    (text,) = session.scalars(select(EntryText))
    assert (text.sequence, text.name, text.text) == (2, "reason", "нет сметы")


def test_the_archive_is_a_programme_as_long_as_the_log(session: Session) -> None:
    with log_of(GOOD) as log:
        kept(session, log)
    made = find_programme(session, "old-2014")
    assert (made.title.ru, made.time_zone) == ("Конкурс 2014 года", "Asia/Novosibirsk")
    assert (made.starts_on, made.ends_on) == (date(2014, 3, 3), date(2014, 3, 5))


def test_cases_are_pinned_to_the_lifecycle_in_which_the_clock_may_act(session: Session) -> None:
    with log_of(GOOD) as log:
        kept(session, log)
    (version,) = session.scalars(select(LifecycleVersion))
    assert runner(version).lifecycle == asked().declared.pinned


def test_a_log_is_brought_in_once_whatever_it_is_to_be_called(session: Session) -> None:
    content = xes(GOOD)
    with read(content) as log:
        assert here_already(session, log) is None
        kept(session, log)
    before = rows(session)
    with read(content) as log, pytest.raises(Refusal) as refusal:
        kept(session, log, replace(ARCHIVE, code="old-again"))
    assert refusal.value.codes == ["log_here_already"]
    assert "old-2014" in refusal.value.blockers[0].text.ru
    assert rows(session) == before


def test_an_archive_does_not_take_the_name_of_another_programme(
    competition: make.Competition,
) -> None:
    with log_of(GOOD) as log, pytest.raises(Refusal) as refusal:
        kept(competition.session, log, replace(ARCHIVE, code="small"))
    assert refusal.value.codes == ["programme_known"]


def test_with_strict_nothing_is_brought_in_where_one_breaks(session: Session) -> None:
    with log_of([*GOOD, *BAD[:1]]) as log:
        assert kept(session, log, strict=True).kept_in is None
        assert set(rows(session).values()) == {0}
        assert kept(session, log).kept_in == "old-2014"


def test_with_strict_all_that_conform_are_brought_in(session: Session) -> None:
    with log_of(GOOD) as log:
        assert kept(session, log, strict=True).kept_in == "old-2014"


def test_where_nothing_conforms_nothing_is_brought_in(session: Session) -> None:
    with log_of(BAD) as log:
        assert kept(session, log).kept_in is None
    assert set(rows(session).values()) == {0}


def test_a_case_in_which_nothing_happens_is_not_brought_in(session: Session) -> None:
    begun = [replace(event, step="start") for event in events("submit")]
    with log_of([*GOOD, ("5", begun)]) as log:
        kept(session, log)
    assert rows(session)["case"] == 2


def test_a_fault_on_the_way_leaves_nothing_behind(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with log_of([*GOOD]) as log:
        real = log.cases

        def failing(*, by_time: bool) -> object:
            yield next(real(by_time=by_time))
            raise OSError("the disk is full")

        monkeypatch.setattr(log, "cases", failing)
        with pytest.raises(OSError, match="disk"):
            kept(session, log)
    session.rollback()
    assert set(rows(session).values()) == {0}


def test_a_long_name_is_shortened_and_stays_apart_from_others(session: Session) -> None:
    names = ["Очень длинное название дела номер один в районе " + end for end in ("а", "б")]
    with log_of([(name, events("submit")) for name in [*names, "15/01"]]) as log:
        kept(session, log)
    found = session.execute(select(Case.title, Case.code).order_by(Case.id)).all()
    assert [title for title, _ in found] == [*names, "15/01"]
    codes = [code for _, code in found]
    assert len(set(codes)) == 3
    assert all(len(code) <= 40 and "/" not in code for code in codes)


def test_other_systems_are_not_told_of_what_happened_long_ago(session: Session) -> None:
    with log_of(GOOD) as log:
        kept(session, log)
    assert unannounced(session, 10) == []


def test_what_flows_look_for_in_every_programme_they_do_not_find_in_an_archive(
    session: Session,
) -> None:
    with log_of(GOOD) as log:
        kept(session, log)
    made = find_programme(session, "old-2014")
    assert unflagged(session, made, now=NOW) == []
    assert next_promoted(session, made) is None
    assert list(due_digests(session, NOW)) == []
    assert list(due_programmes(session, NOW, kinds=["case"])) == []
    assert queue_flow_failure(session, "sweep", "error", now=NOW) == 0


@pytest.mark.long
def test_of_two_who_bring_in_one_log_at_once_the_second_leaves_nothing(
    new_database: Callable[[str], str],
) -> None:
    engine = engine_for(new_database("postgresql"))
    with Session(engine) as first, Session(engine) as second:
        with log_of(GOOD) as log:
            kept(first, log)
        with log_of(GOOD) as log:
            assert here_already(second, log) is None
            first.commit()
            with pytest.raises((IntegrityError, Refusal)):
                kept(second, log, replace(ARCHIVE, code="old-again"))
        second.rollback()
        assert rows(second)["programme"] == 1
    engine.dispose()


def test_a_kept_history_that_is_tampered_with_is_found(session: Session) -> None:
    with log_of(GOOD) as log:
        kept(session, log)
    session.execute(update(Subject).where(Subject.code == "1").values(state="review"))
    assert [fault.subject for fault in verify(session).faults] == ["case/1"]
