from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Case, HistoryEntry
from tests.workflow.replay.logs import BEGAN, NOW, THERE, asked, events, log_of
from workflow.replay.archive import look
from workflow.replay.reading import LogEvent
from workflow.replay.report import BreakKind, CaseResult, Outcome, Report

LEADER, EXPERT, CHAIR = "leader", "эксперт", "Chair of the council"
Told = tuple[str | tuple[str, str] | None, ...]


def looked(
    session: Session, *cases: list[LogEvent], check_roles: bool = False, by_time: bool = False
) -> Report:
    with log_of((str(n), told) for n, told in enumerate(cases, 1)) as log:
        how = asked(check_roles=check_roles, by_time=by_time)
        return look(session, log, how, zone=THERE, now=NOW)


def result(session: Session, *told: str | tuple[str, str] | None, **how: bool) -> CaseResult:
    (case,) = looked(session, events(*told), **how).cases
    return case


@pytest.mark.parametrize(
    ("told", "outcome", "state"),
    [
        (("submit", "support", "complete"), Outcome.ENDED, "completed"),
        (("submit", "comment", "comment", "reject"), Outcome.ENDED, "rejected"),
        (("submit", "support", "return", "support"), Outcome.OPEN, "supported"),
        (("Подать",), Outcome.OPEN, "review"),
    ],
)
def test_a_case_conforms_ended_or_open(
    scratch: Session, told: Told, outcome: Outcome, state: str
) -> None:
    assert result(scratch, *told) == CaseResult("1", outcome, state, len(told), len(told))


@pytest.mark.parametrize(
    ("told", "kind", "event", "state", "allowed"),
    [
        (("submit", "phone"), BreakKind.UNKNOWN, 2, "review", ["comment", "support", "reject"]),
        (("comment", "support"), BreakKind.NO_BEGINNING, 1, "new", ["submit"]),
        (("submit", "complete"), BreakKind.NOT_ALLOWED, 2, "review", None),
        (("submit", "submit"), BreakKind.NOT_ALLOWED, 2, "review", None),
        (("submit", "reject", "comment"), BreakKind.AFTER_END, 3, "rejected", []),
        (("phone", "complete"), BreakKind.UNKNOWN, 1, "new", ["submit"]),
    ],
)
def test_a_case_breaks_at_its_first_event_that_is_not_possible(
    scratch: Session,
    told: Told,
    kind: BreakKind,
    event: int,
    state: str,
    allowed: list[str] | None,
) -> None:
    found = result(scratch, *told, "reject", "phone")
    broke = found.broke
    assert broke is not None
    assert (found.outcome, broke.kind, broke.event, broke.state) == (
        *(Outcome.BREAKS, kind, event, state),
    )
    assert (found.events, found.replayed) == (len(told) + 2, event - 1)
    assert broke.at == BEGAN + timedelta(days=event - 1)
    assert list(broke.allowed) == (["comment", "support", "reject"] if allowed is None else allowed)


def test_an_event_before_the_one_before_it_breaks_its_case(scratch: Session) -> None:
    first, second, third = events("submit", "comment", "support")
    late = replace(second, at=first.at - timedelta(microseconds=1))
    (case,) = looked(scratch, [first, late, third]).cases
    assert case.broke is not None
    assert (case.broke.kind, case.broke.event, case.broke.after) == (
        *(BreakKind.OUT_OF_ORDER, 2, first.at),
    )


def test_events_at_the_same_moment_are_in_order(scratch: Session) -> None:
    first, second = events("submit", "comment")
    (case,) = looked(scratch, [first, replace(second, at=first.at)]).cases
    assert case.outcome is Outcome.OPEN


def test_events_are_put_in_order_by_time_where_that_is_asked_for(scratch: Session) -> None:
    first, second = events("submit", "reject")
    assert looked(scratch, [second, first]).breaking
    assert looked(scratch, [second, first], by_time=True).conforming


@pytest.mark.parametrize(
    ("told", "event"),
    [
        ((("submit", LEADER), ("comment", EXPERT), ("support", CHAIR)), None),
        ((("submit", EXPERT), ("comment", EXPERT)), 1),
        ((("submit", "Иванов"), ("comment", EXPERT)), 1),
        (("submit",), 1),
        ((("submit", LEADER), "support"), None),  # nobody did it, and the clock may
        ((("submit", LEADER), ("reject", "clock")), 2),  # declared for the chair alone
    ],
)
def test_who_acted_is_checked_against_the_declared_roles(
    scratch: Session, told: Told, event: int | None
) -> None:
    broke = result(scratch, *told, check_roles=True).broke
    assert (broke and broke.event) == event
    if broke is not None:
        assert broke.kind is BreakKind.WRONG_ROLE
        assert "clock" not in broke.by


def test_anybody_may_act_where_roles_are_not_checked(scratch: Session) -> None:
    assert result(scratch, ("submit", "Иванов"), "reject").outcome is Outcome.ENDED


def test_what_is_not_possible_at_all_is_no_matter_of_roles(scratch: Session) -> None:
    broke = result(scratch, ("complete", "Иванов"), check_roles=True).broke
    assert broke is not None
    assert broke.kind is BreakKind.NO_BEGINNING


def test_only_complete_events_move_a_case(scratch: Session) -> None:
    told = events("submit", "support", "complete", "reject")
    begun = [told[0], replace(told[1], step="start"), replace(told[2], step="schedule"), told[3]]
    report = looked(scratch, begun)
    assert report.cases == [CaseResult("1", Outcome.ENDED, "rejected", 2, 2)]
    assert report.other_steps == {"schedule": 1, "start": 1}


def test_the_number_of_an_event_counts_those_that_move_nothing(scratch: Session) -> None:
    told = events("submit", "comment", "complete")
    (case,) = looked(scratch, [told[0], replace(told[1], step="start"), told[2]]).cases
    assert case.broke is not None
    assert (case.broke.event, case.replayed, case.events) == (3, 1, 2)


def test_what_is_ignored_moves_nothing_and_is_counted(scratch: Session) -> None:
    how = asked()
    how = replace(
        how, words=replace(how.words, activities={**how.words.activities, "письмо": "ignored"})
    )
    with log_of([("1", events("Письмо", "submit", "письмо")), ("2", events("письмо"))]) as log:
        report = look(scratch, log, how, zone=THERE, now=NOW)
    assert report.cases == [
        CaseResult("1", Outcome.OPEN, "review", 1, 1),
        CaseResult("2", Outcome.EMPTY, "new", 0, 0),
    ]
    assert (report.ignored, report.judged) == (3, 1)


def test_a_report_counts_cases_events_kinds_and_unknown_words(scratch: Session) -> None:
    report = looked(
        scratch,
        events("submit", "reject"),
        events("submit", "phone", "phone"),
        events("submit", "complete"),
        events("phone"),
    )
    assert (report.judged, len(report.conforming), report.events, report.replayed) == (4, 1, 8, 4)
    assert {kind: len(found) for kind, found in report.kinds().items()} == {
        BreakKind.UNKNOWN: 2,
        BreakKind.NOT_ALLOWED: 1,
    }
    assert report.unknown == {"phone": 3}


def test_a_look_keeps_nothing(scratch: Session) -> None:
    looked(scratch, events("submit", "reject"), events("submit", "complete"))
    for kept in (Case, HistoryEntry):
        assert scratch.scalar(select(func.count()).select_from(kept)) == 0


def test_cases_that_go_the_same_way_are_told_with_their_own_times(scratch: Session) -> None:
    one = events("submit", "complete")
    other = [replace(event, at=event.at + timedelta(hours=5), line=70) for event in one]
    first, second = looked(scratch, one, other).breaking
    assert first.broke is not None
    assert second.broke == replace(first.broke, at=other[1].at, line=70)


def test_the_same_way_at_disordered_times_is_another(scratch: Session) -> None:
    one = events("submit", "comment", "reject")
    other = [one[0], replace(one[1], at=one[0].at - timedelta(days=1)), one[2]]
    assert [case.outcome for case in looked(scratch, one, other, one).cases] == [
        Outcome.ENDED,
        Outcome.BREAKS,
        Outcome.ENDED,
    ]
