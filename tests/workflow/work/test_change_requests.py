"""Changes of the plan: asked for, answered, carried out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import (
    ChangeRequest,
    Deadline,
    Expense,
    Initiative,
    OutboxMessage,
    ProposalVersion,
    Reminder,
)
from tests.make import Competition
from tests.workflow.at_once import Act, actions, afterwards, at_once, prepared
from workflow.actor import Actor
from workflow.errors import KeyReused, Refusal
from workflow.gate import Move
from workflow.work.change_requests import request_change
from workflow.work.parts import act_on_part

BECAUSE = "Поставщик задерживает доски"
PLAN = {1: date(2026, 8, 31), 2: date(2026, 9, 15)}
SPLIT = {1: 40_000_00, 2: 10_000_00}


@pytest.fixture
def initiative(competition: Competition) -> Initiative:
    return competition.at("implementation")


def ask(
    competition: Competition,
    initiative: Initiative,
    milestones: Mapping[int, date] | None = None,
    budget: Mapping[int, int] | None = None,
    name: str = "leader",
    reason: str = BECAUSE,
    key: str | None = None,
) -> ChangeRequest:
    return request_change(
        competition.session,
        initiative,
        milestones=milestones or {},
        budget=budget or {},
        reason=reason,
        actor=competition.actor(name),
        now=competition.now,
        key=key,
    )


def answer(
    competition: Competition,
    request: ChangeRequest,
    trigger: str = "accept",
    name: str = "coordinator",
    **given: Any,
) -> Move:
    actor = competition.actor(name)
    return act_on_part(
        competition.session, request, trigger, actor=actor, now=competition.now, **given
    )


def plan(initiative: Initiative) -> tuple[dict[int, date], dict[int, int]]:
    return (
        {milestone.ordinal: milestone.planned_on for milestone in initiative.milestones},
        {line.ordinal: line.planned for line in initiative.budget},
    )


def report_due(competition: Competition, initiative: Initiative) -> datetime:
    ours = select(Deadline.due_at).where(
        Deadline.subject_id == initiative.id, Deadline.name == "report"
    )
    return competition.session.scalars(ours).one()


def reminders(competition: Competition, initiative: Initiative, *, sent: bool) -> list[date]:
    """Days on which the leader is reminded of the report."""
    ours = (
        select(Reminder.due_at)
        .join(Deadline, Deadline.id == Reminder.deadline_id)
        .where(
            Deadline.subject_id == initiative.id,
            Deadline.name == "report",
            Reminder.done_at.is_not(None) if sent else Reminder.done_at.is_(None),
        )
        .order_by(Reminder.due_at)
    )
    return [at.date() for at in competition.session.scalars(ours)]


def test_a_request_changes_nothing_until_it_is_accepted(
    competition: Competition, initiative: Initiative
) -> None:
    request = ask(competition, initiative, {2: date(2026, 10, 1)}, {1: 45_000_00, 2: 5_000_00})

    assert (request.code, request.state) == ("1-01.c1", "requested")
    assert plan(initiative) == (PLAN, SPLIT)

    answer(competition, request)
    competition.session.expire_all()

    assert request.state == "accepted"
    assert plan(initiative) == (PLAN | {2: date(2026, 10, 1)}, {1: 45_000_00, 2: 5_000_00})


def test_requests_of_an_initiative_are_numbered(
    competition: Competition, initiative: Initiative
) -> None:
    other = competition.at("implementation", "1-02")
    codes = [
        ask(competition, of, {1: date(2026, 9, day)}).code
        for of, day in ((initiative, 1), (other, 1), (initiative, 2))
    ]

    assert codes == ["1-01.c1", "1-02.c1", "1-01.c2"]


def test_a_moved_milestone_moves_the_reports_deadline_and_its_unsent_reminders(
    competition: Competition, initiative: Initiative
) -> None:
    """Ten working days after the last milestone; what was sent stays sent."""
    assert report_due(competition, initiative) == datetime(2026, 9, 29, 11, tzinfo=UTC)
    assert reminders(competition, initiative, sent=False) == [
        *(date(2026, 9, day) for day in (15, 22, 28)),
    ]
    first = competition.session.scalars(select(Reminder).order_by(Reminder.due_at)).all()
    sent = next(r for r in first if r.due_at.date() == date(2026, 9, 15))
    sent.done_at = competition.now

    answer(competition, ask(competition, initiative, {2: date(2026, 10, 30)}))

    assert report_due(competition, initiative) == datetime(2026, 11, 16, 11, tzinfo=UTC)
    assert reminders(competition, initiative, sent=True) == [date(2026, 9, 15)]
    assert reminders(competition, initiative, sent=False) == [
        *(date(2026, 11, day) for day in (2, 9, 15)),
    ]


def test_a_milestone_before_the_last_moves_no_deadline(
    competition: Competition, initiative: Initiative
) -> None:
    before = report_due(competition, initiative)

    answer(competition, ask(competition, initiative, {1: date(2026, 7, 1)}))

    assert report_due(competition, initiative) == before


def test_a_declined_or_withdrawn_request_changes_nothing(
    competition: Competition, initiative: Initiative
) -> None:
    first, second = (ask(competition, initiative, {1: date(2026, 9, day)}) for day in (1, 2))

    answer(competition, first, "decline", reason="Праздник назначен")
    answer(competition, second, "withdraw", "leader")
    competition.session.expire_all()

    assert [first.state, second.state] == ["declined", "withdrawn"]
    assert plan(initiative) == (PLAN, SPLIT)


def test_an_accepted_change_is_kept_as_a_version_and_told_in_the_history(
    competition: Competition, initiative: Initiative
) -> None:
    count = select(func.count()).where(ProposalVersion.initiative_id == initiative.id)
    before = competition.session.scalars(count).one()

    answer(competition, ask(competition, initiative, {1: date(2026, 9, 1)}))

    assert competition.session.scalars(count).one() == before + 1
    assert actions(competition.session, "change_plan", subject_id=initiative.id) == 1


def test_the_coordinator_is_written_to_and_then_the_leader(
    competition: Competition, initiative: Initiative
) -> None:
    def written(template: str) -> int:
        return competition.session.query(OutboxMessage).filter_by(template=template).count()

    request = ask(competition, initiative, {1: date(2026, 9, 1)})
    assert (written("change_requested"), written("change_accepted")) == (1, 0)

    answer(competition, request)
    assert (written("change_requested"), written("change_accepted")) == (1, 1)


@pytest.mark.parametrize(
    ("milestones", "budget", "code"),
    [
        ({}, {}, "change_is_possible"),
        ({3: date(2026, 9, 1)}, {}, "change_is_possible"),
        ({1: date(2027, 1, 1)}, {}, "change_is_possible"),
        ({1: date(2026, 2, 28)}, {}, "change_is_possible"),
        ({}, {3: 1_00}, "change_is_possible"),
        ({}, {1: 40_000_01}, "change_is_possible"),
        ({}, {1: 45_000_00, 2: 5_000_01}, "change_is_possible"),
        ({}, {1: 50_000_00, 2: 0}, "amount_unfit"),
        ({}, {1: 50_000_01, 2: -1}, "amount_unfit"),
        ({}, {1: 10**15 + 1}, "amount_unfit"),
        (PLAN, SPLIT, "as_planned"),
        ({1: PLAN[1]}, {}, "as_planned"),
    ],
)
def test_what_the_plan_cannot_become_is_not_asked(
    competition: Competition,
    initiative: Initiative,
    milestones: dict[int, date],
    budget: dict[int, int],
    code: str,
) -> None:
    with pytest.raises(Refusal) as refused:
        ask(competition, initiative, milestones, budget)

    assert refused.value.codes == [code]


def test_a_reached_milestone_is_not_moved(competition: Competition, initiative: Initiative) -> None:
    told = {"milestone": 1, "reached_on": "2026-03-02"}
    competition.act(initiative, "reach_milestone", "leader", facts=told)

    with pytest.raises(Refusal) as refused:
        ask(competition, initiative, {1: date(2026, 9, 1)})

    assert refused.value.codes == ["change_is_possible"]


def test_a_request_has_a_reason_and_comes_from_the_leader(
    competition: Competition, initiative: Initiative
) -> None:
    for name, reason, code in (
        ("leader", " ", "reason_missing"),
        ("neighbour", BECAUSE, "not_permitted"),
        ("coordinator", BECAUSE, "not_permitted"),
    ):
        with pytest.raises(Refusal) as refused, competition.session.begin_nested():
            ask(competition, initiative, {1: date(2026, 9, 1)}, name=name, reason=reason)
        assert refused.value.codes == [code]


def test_the_leader_does_not_answer_their_own_request(
    competition: Competition, initiative: Initiative
) -> None:
    request = ask(competition, initiative, {1: date(2026, 9, 1)})

    for trigger in ("accept", "decline"):
        with pytest.raises(Refusal) as refused:
            answer(competition, request, trigger, "leader", reason=BECAUSE)
        assert refused.value.codes == ["not_permitted"]
    assert request.state == "requested"


def test_a_line_cannot_go_below_what_is_spent(
    competition: Competition, initiative: Initiative
) -> None:
    """Not when it is asked, and not when it is accepted after more was spent."""
    earlier = ask(competition, initiative, budget={1: 20_000_00, 2: 30_000_00})
    expense = competition.expense(initiative, 25_000_00)
    act_on_part(
        competition.session,
        expense,
        "accept",
        actor=competition.actor("treasurer"),
        now=competition.now,
    )

    with pytest.raises(Refusal) as refused, competition.session.begin_nested():
        ask(competition, initiative, budget={1: 24_999_99, 2: 25_000_01})
    assert refused.value.codes == ["change_is_possible"]
    with pytest.raises(Refusal) as refused, competition.session.begin_nested():
        answer(competition, earlier)
    assert refused.value.codes == ["change_is_possible"]

    answer(competition, ask(competition, initiative, budget={1: 25_000_00, 2: 25_000_00}))
    competition.session.expire_all()
    assert plan(initiative)[1] == {1: 25_000_00, 2: 25_000_00}


@given(first=st.integers(1, 50_000_00 - 1), wrong_by=st.integers(-3, 3))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_new_split_keeps_the_sum(
    competition: Competition, initiative: Initiative, first: int, wrong_by: int
) -> None:
    asked = {1: first, 2: 50_000_00 - first + wrong_by}
    halfway = competition.session.begin_nested()
    if wrong_by or asked == SPLIT:
        with pytest.raises(Refusal):
            ask(competition, initiative, budget=asked)
    else:
        answer(competition, ask(competition, initiative, budget=asked))
        competition.session.expire_all()
        assert plan(initiative)[1] == asked
        assert sum(asked.values()) == initiative.requested
    halfway.rollback()
    competition.session.expire_all()


@pytest.mark.parametrize("trigger", ["suspend", "terminate"])
def test_a_request_is_not_accepted_after_the_initiative_went_on(
    competition: Competition, initiative: Initiative, trigger: str
) -> None:
    request = ask(competition, initiative, {1: date(2026, 9, 1)})
    competition.act(initiative, trigger, "coordinator", reason="Проверка")

    with pytest.raises(Refusal) as refused, competition.session.begin_nested():
        answer(competition, request)
    assert refused.value.codes == ["initiative_is_in"]
    with pytest.raises(Refusal) as refused, competition.session.begin_nested():
        ask(competition, initiative, {1: date(2026, 9, 2)})
    assert refused.value.codes == ["initiative_is_in"]

    answer(competition, request, "decline", reason="Инициатива приостановлена")
    competition.session.expire_all()
    assert plan(initiative) == (PLAN, SPLIT)


def test_a_repeat_is_answered_with_what_it_asked_before(
    competition: Competition, initiative: Initiative
) -> None:
    first = ask(competition, initiative, {1: date(2026, 9, 1)}, key="k")
    again = ask(competition, initiative, {1: date(2026, 9, 1)}, key="k")
    answer(competition, first)
    late = ask(competition, initiative, {1: date(2026, 9, 1)}, key="k")

    assert (again, late) == (first, first)
    assert competition.session.query(ChangeRequest).count() == 1
    assert actions(competition.session, "request") == 1


def test_a_key_of_another_request_is_refused(
    competition: Competition, initiative: Initiative
) -> None:
    ask(competition, initiative, {1: date(2026, 9, 1)}, key="k")
    competition.act(initiative, "suspend", "coordinator", reason="Проверка", key="other")

    others: list[dict[str, Any]] = [
        {"milestones": {1: date(2026, 9, 2)}, "key": "k"},
        {"milestones": {1: date(2026, 9, 1)}, "key": "k", "reason": "Другая причина"},
        {"milestones": {1: date(2026, 9, 1)}, "key": "other"},
    ]
    for other in others:
        with pytest.raises(KeyReused):
            ask(competition, initiative, **other)


def answering(request_id: int, coordinator: int, trigger: str) -> Act:
    def act(session: Session) -> None:
        act_on_part(
            session,
            session.get_one(ChangeRequest, request_id),
            trigger,
            actor=Actor.person(coordinator),
            now=datetime(2026, 3, 3, 12, tzinfo=UTC),
            reason="Так решили",
        )

    return act


@pytest.mark.parametrize("triggers", [("accept", "accept"), ("accept", "decline")])
def test_of_two_coordinators_who_answer_at_once_one_does(
    engine: Engine, triggers: tuple[str, str]
) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("implementation")
        requests = [ask(competition, initiative, {1: date(2026, 9, day)}).id for day in range(1, 6)]
        coordinator = competition.people["coordinator"].id

    for request in requests:
        ended = at_once(engine, *(answering(request, coordinator, t) for t in triggers))
        assert sorted(ended) == ["done", "not_available"]

    with afterwards(engine) as session:
        accepted = session.query(ChangeRequest).filter_by(state="accepted").count()
        assert actions(session, "change_plan") == accepted
        assert actions(session, "accept") + actions(session, "decline") == len(requests)


def test_a_split_and_an_expense_accepted_at_once_leave_no_line_overspent(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("implementation")
        expense = competition.expense(initiative, 25_000_00).id
        request = ask(competition, initiative, budget={1: 20_000_00, 2: 30_000_00}).id
        coordinator, treasurer = (
            competition.people[name].id for name in ("coordinator", "treasurer")
        )

    def accept(session: Session) -> None:
        act_on_part(
            session,
            session.get_one(Expense, expense),
            "accept",
            actor=Actor.person(treasurer),
            now=datetime(2026, 3, 3, 12, tzinfo=UTC),
        )

    ended = at_once(engine, answering(request, coordinator, "accept"), accept)

    assert sorted(ended) in (
        ["change_is_possible", "done"],
        ["budget_line_suffices", "done"],
    )
    with afterwards(engine):
        pass
