"""The register: which deadlines are open, for whom, and what happens if nothing is done."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Deadline, District, Role, RoleAssignment, Text
from tests.make import NOON, Competition
from tests.workflow.statements import statements
from workflow.deadlines.register import OpenDeadline, open_deadlines
from workflow.deadlines.sweep import note_refused
from workflow.errors import Blocker, Refusal


def register(competition: Competition, **given: int) -> list[OpenDeadline]:
    """The open deadlines of initiatives and what belongs to them."""
    found = open_deadlines(
        competition.session, [competition.programme.id], now=competition.now, **given
    )
    return [each for each in found if each.deadline.subject.kind != "monitoring_round"]


def test_a_deadline_says_what_is_awaited_of_whom(competition: Competition) -> None:
    competition.initiative()

    (entry,) = register(competition)

    assert (entry.about.in_("en"), entry.awaited.in_("en"), entry.state.in_("en")) == (
        "Initiative 1-01 · Площадка",
        "Submit the proposal",
        "Proposal",
    )
    assert [person.name for person in entry.people] == ["Leader"]
    assert (entry.is_late, entry.is_paused, entry.is_refused) == (False, False, False)


def test_actions_that_the_responsible_take_are_what_is_awaited(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.expense(initiative, 1_00)

    found = {each.deadline.name: each.awaited for each in register(competition)}

    assert found["check"].ru == "Принять или отклонить"
    assert found["report"].in_("en") == "Submit the creative report"


def test_actions_that_nobody_responsible_takes_are_all_named(competition: Competition) -> None:
    competition.at("approval")

    (entry,) = register(competition)

    assert (
        entry.awaited.in_("en") == "Approve, put on the reserve list, reject or return for revision"
    )


def test_what_happens_if_nothing_is_done_has_its_times(competition: Competition) -> None:
    competition.reviews(competition.at("expert_review"))

    entry = next(e for e in register(competition) if e.deadline.subject.kind == "review")

    day = timedelta(days=1)
    due = entry.deadline.due_at
    assert [
        (s.title.in_("en"), s.to_state and s.to_state.in_("en"), s.at) for s in entry.steps
    ] == [
        ("Note that it is overdue", None, due),
        ("Tell the coordinator that it is overdue", None, due + 2 * day),
        ("Ask another expert", "Released", due + 7 * day),
    ]


def test_steps_that_were_taken_are_not_ahead(competition: Competition) -> None:
    competition.reviews(competition.at("expert_review"))
    before = next(e for e in register(competition) if e.deadline.subject.kind == "review")
    competition.now = before.deadline.due_at
    competition.enforce(before.deadline.id)

    after = next(e for e in register(competition) if e.deadline.id == before.deadline.id)

    assert after.steps == before.steps[1:]
    assert (before.is_late, after.is_late) == (False, True)


def test_a_passed_deadline_is_late_before_the_clock_has_noticed(competition: Competition) -> None:
    competition.initiative()
    competition.now = register(competition)[0].deadline.due_at

    (entry,) = register(competition)

    assert (entry.is_late, entry.steps[0].at) == (True, competition.now)


def test_a_deadline_that_waits_for_somebody_else_has_no_times(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.reviews(initiative)
    competition.act(initiative, "return_for_revision", "chair", reason="Уточните смету")

    found = {
        e.deadline.name: e for e in register(competition) if e.deadline.subject_id == initiative.id
    }

    assert (found["review"].is_paused, found["revision"].is_paused) == (True, False)
    assert [step.at for step in found["review"].steps] == [None]
    assert found["review"].is_late is False


def test_a_rule_in_the_way_of_the_clock_is_told(competition: Competition) -> None:
    initiative = competition.initiative()
    deadline = competition.session.scalars(
        select(Deadline).where(Deadline.subject_id == initiative.id)
    ).one()
    competition.now = deadline.due_at
    refusal = Refusal([Blocker("closed", Text(ru="Закрыто", en="Closed"))])
    note_refused(competition.session, deadline, refusal, now=competition.now)

    (entry,) = register(competition)

    assert (entry.is_refused, [step.at for step in entry.steps]) == (True, [None])


def test_a_closed_deadline_is_not_listed(competition: Competition) -> None:
    initiative = competition.initiative()
    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    assert register(competition) == []


def test_the_register_of_a_person_has_only_what_they_are_responsible_for(
    competition: Competition,
) -> None:
    competition.initiative()
    competition.at("expert_review", "1-02")

    def theirs(name: str) -> list[str]:
        found = register(competition, person_id=competition.people[name].id)
        return [each.deadline.subject.code for each in found]

    assert (theirs("leader"), theirs("coordinator"), theirs("neighbour")) == (
        ["1-01"],
        ["1-02"],
        [],
    )


def test_who_holds_the_role_no_more_is_not_responsible(competition: Competition) -> None:
    competition.at("expert_review")
    assignment = competition.session.scalars(
        select(RoleAssignment).where(RoleAssignment.role == Role.COORDINATOR)
    ).one()
    assignment.until = NOON.date() - timedelta(days=1)
    competition.session.flush()

    assert [each.people for each in register(competition)] == [()]


def test_the_register_of_a_district_leaves_out_others(competition: Competition) -> None:
    competition.initiative()

    def of(district: District) -> list[str]:
        found = register(competition, district_id=district.id)
        return [each.deadline.subject.code for each in found]

    assert (of(competition.district), of(competition.other_district)) == (["1-01"], [])


def test_deadlines_are_in_order_of_time(competition: Competition) -> None:
    competition.initiative()
    competition.at("expert_review", "1-02")

    assert [each.deadline.subject.code for each in register(competition)] == ["1-02", "1-01"]


@pytest.mark.parametrize("state", ["proposal", "expert_review", "implementation"])
def test_three_deadlines_cost_as_many_statements_as_one(
    competition: Competition, state: str
) -> None:
    def asked() -> int:
        competition.session.flush()
        with (
            Session(competition.session.connection()) as fresh,
            statements(fresh) as made,
        ):
            assert open_deadlines(fresh, [competition.programme.id], now=competition.now)
        return len(made)

    def one(code: str) -> None:
        initiative = competition.at(state, code)
        if state == "expert_review":
            competition.reviews(initiative)
        if state == "implementation":
            competition.expense(initiative, 1_00)

    one("1-01")
    first = asked()
    one("1-02")
    one("1-03")
    assert asked() == first
