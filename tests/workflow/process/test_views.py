"""Returns, funnel, moves that stand out, variants, conformance, overdue: against a naive reading of
the same histories, and in small cases."""

from collections import Counter
from datetime import date, timedelta
from itertools import groupby

import pytest

from models import Remark
from tests.make import LIFECYCLES, PROGRAMME, Competition, day, document
from tests.workflow.process.histories import LATER, begun, entries, wander, went_on
from workflow.lifecycles.machine import runner
from workflow.monitoring.evaluation.initiatives import WAY
from workflow.process.bypassed import bypassed
from workflow.process.conformance import conformance
from workflow.process.funnel import funnel
from workflow.process.overdue import overdue_then
from workflow.process.returns import RETURNS, returns
from workflow.process.until import Until
from workflow.process.variants import action_variants, state_variants
from workflow.process.views import View, process_views
from workflow.programme.load import load

pytestmark = pytest.mark.long

SEEDS = pytest.mark.parametrize("seed", range(2))
STILL = ("proposal", "approval", "funding")
"""From where one can still withdraw in the changed lifecycle."""
FINAL = {"completed", "rejected", "withdrawn", "terminated"}


def until(competition: Competition, on: date | None = None) -> Until:
    session, programme = competition.session, competition.programme
    return Until.end_of(session, programme.id, on, competition.now + LATER)


def days(competition: Competition) -> tuple[date | None, ...]:
    today = day(competition.now)
    return None, today + timedelta(days=40), today - timedelta(days=1)


@SEEDS
def test_returns_are_those_of_every_history(competition: Competition, seed: int) -> None:
    wander(competition, seed)
    for on in days(competition):
        then = until(competition, on)
        found = returns(competition.session, competition.programme, then)

        counted = Counter[tuple[int, str | None]]()
        stages = Counter[str]()
        for history in entries(competition, then).values():
            if {"expert_review", "approval", "creative_report"} & {e.to_state for e in history}:
                last = history[-1].to_state
                times = sum(entry.action in RETURNS for entry in history)
                counted[times, last if last in FINAL else None] += 1
            stages.update(e.from_state for e in history if e.action in RETURNS)
        assert {
            (line.times, outcome.state): number
            for line in found.times
            for outcome, number in zip(found.outcomes, line.by_outcome, strict=True)
            if number
        } == counted
        assert sum(number for _, number in found.by_stage) == stages.total()


@SEEDS
def test_the_funnel_is_that_of_every_history(competition: Competition, seed: int) -> None:
    wander(competition, seed)
    for on in days(competition):
        then = until(competition, on)
        found = funnel(competition.session, competition.programme, then)

        histories = entries(competition, then).values()
        furthest = [
            max(WAY.index(e.to_state) for e in history if e.to_state in WAY)
            for history in histories
        ]
        assert [step.initiatives for step in found.steps] == [
            sum(step >= n for step in furthest) for n in range(len(WAY))
        ]
        ended = [history[-1].to_state for history in histories]
        left = sum(state in FINAL - {"completed"} for state in ended)
        assert sum(each.initiatives for each in found.left) == left
        assert sum(each.left for each in found.districts) == left
        assert [sum(each.reached[n] for each in found.districts) for n in range(len(WAY))] == [
            step.initiatives for step in found.steps
        ]


@SEEDS
def test_variants_are_the_ways_of_every_history(competition: Competition, seed: int) -> None:
    wander(competition, seed)
    for on in days(competition):
        then = until(competition, on)
        by_states = state_variants(competition.session, competition.programme, then, shown=5)
        by_actions = action_variants(competition.session, competition.programme, then, shown=99)

        states, actions = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
        for history in entries(competition, then).values():
            moves = [e for e in history if e.sequence == 1 or e.from_state != e.to_state]
            states[tuple(entry.to_state for entry in moves)] += 1
            actions[tuple(action for action, _ in groupby(e.action for e in history))] += 1
        assert {variant.steps: variant.initiatives for variant in by_actions.shown} == actions
        assert [v.initiatives for v in by_states.shown] == sorted(states.values())[::-1][:5]
        assert all(states[v.steps] == v.initiatives for v in by_states.shown)
        assert (by_states.ways, by_states.initiatives) == (len(states), states.total())


@SEEDS
def test_what_stands_out_is_every_entry_with_a_remark(competition: Competition, seed: int) -> None:
    wander(competition, seed)
    then = until(competition)
    found = bypassed(competition.session, competition.programme, then)

    remarked = [
        (entry.remark, entry.at)
        for history in entries(competition, then).values()
        for entry in history
        if entry.remark
    ]
    assert Counter(remark for remark, _ in remarked) == {
        remark: sum(each.number for each in found if each.remark == remark)
        for remark in {each.remark for each in found}
    }
    assert {each.month for each in found} == {day(at).replace(day=1) for _, at in remarked}


@SEEDS
def test_random_histories_conform_and_a_lifecycle_that_lost_a_move_shows_it(
    competition: Competition, seed: int
) -> None:
    wander(competition, seed)
    (version,) = conformance(competition.session, competition.programme, until(competition))
    assert version.is_newest
    assert version.pinned.departed == version.newest.departed == 0

    text = (LIFECYCLES / "lifecycles" / "initiative.yaml").read_text(encoding="utf-8")
    before = "from: [proposal, expert_review, returned, approval, reserve]\n    to: withdrawn"
    changed = text.replace(before, "from: [proposal, approval]\n    to: withdrawn")
    assert changed != text
    load(competition.session, document(PROGRAMME, initiative=changed), now=competition.now)
    (version,) = conformance(competition.session, competition.programme, until(competition))

    histories = entries(competition, until(competition)).values()
    departing = sum(
        any(e.action == "withdraw" and e.from_state not in STILL for e in history)
        for history in histories
    )
    assert not version.is_newest
    assert version.pinned.departed == 0
    assert version.newest.departed == departing


def test_a_history_departs_where_it_first_does(competition: Competition) -> None:
    initiative = begun(competition, "1-01")
    went_on(competition, initiative, "approve", "funding", by="chair")
    initiative.state = "expert_review"  # not where the history had come to
    went_on(competition, initiative, "conclude_review", "approval")
    begun(competition, "1-02")

    (version,) = conformance(competition.session, competition.programme, until(competition))

    (departure,) = version.pinned.departures
    assert (departure.from_state.in_("en"), departure.action.in_("en")) == ("Proposal", "approve")
    assert (departure.initiatives, departure.example) == (1, "initiative/1-01")
    assert (version.pinned.conform, version.pinned.departed) == (1, 1)


def test_the_role_is_the_one_that_the_move_is_open_to(competition: Competition) -> None:
    initiative = begun(competition, "1-01")
    went_on(
        competition, initiative, "extend", "proposal", by="coordinator", remark=Remark.OVERRIDDEN
    )
    went_on(competition, initiative, "lapse", "withdrawn", remark=Remark.LATE)

    late, extended = sorted(
        bypassed(competition.session, competition.programme, until(competition)),
        key=lambda each: each.remark,
    )

    assert (late.role.in_("en"), late.references) == ("the calendar", ("initiative/1-01",))
    assert extended.role.in_("en") == "coordinator"
    assert extended.action.in_("en") == "Extend a deadline"
    assert extended.month == date(2026, 3, 1)


def test_an_extension_by_the_gate_is_found(competition: Competition) -> None:
    initiative = competition.initiative("1-01")
    told = {"deadline": "submission", "until": "2026-05-15"}
    competition.act(initiative, "extend", "coordinator", reason="Праздники", facts=told)

    (found,) = bypassed(competition.session, competition.programme, until(competition))

    assert (found.remark, found.role.in_("en")) == (Remark.OVERRIDDEN, "coordinator")


def test_only_what_is_past_due_and_open_is_overdue(competition: Competition) -> None:
    session, programme = competition.session, competition.programme
    competition.at("expert_review", "1-01")  # due in fifteen working days, on 24 March
    for on, expected in ((date(2026, 3, 20), 0), (date(2026, 3, 30), 1)):
        found = overdue_then(session, programme, until(competition, on))
        mine = [each for each in found if each.kind.in_("en") == "Initiative"]
        assert sum(each.number for each in mine) == expected
    (review,) = mine
    assert (review.stage.in_("en"), review.responsible) == ("Expert review", ("coordinator",))
    assert review.references == ("initiative/1-01",)
    assert review.late[0] > 5 * 86_400


def test_a_deadline_that_was_put_off_since_was_overdue_then(competition: Competition) -> None:
    initiative = competition.at("expert_review", "1-01")
    deadline = {"deadline": "review", "until": "2026-06-15"}
    competition.now = competition.now.replace(month=4, day=10)
    competition.act(initiative, "extend", "coordinator", reason="Отпуск", facts=deadline)

    def overdue(on: date) -> int:
        then = Until.end_of(
            competition.session, competition.programme.id, on, competition.now + LATER
        )
        found = overdue_then(competition.session, competition.programme, then)
        return sum(each.number for each in found if each.kind.in_("en") == "Initiative")

    assert [overdue(on) for on in (date(2026, 4, 1), date(2026, 4, 20), date(2026, 7, 1))] == [
        1,
        0,
        1,
    ]


def test_a_deadline_that_is_met_was_overdue_until_then(competition: Competition) -> None:
    initiative = competition.at("expert_review", "1-01")
    competition.now = competition.now.replace(month=4, day=10)
    competition.reviewed(initiative)
    assert initiative.state == "approval"

    def overdue(on: date) -> list[str]:
        found = overdue_then(competition.session, competition.programme, until(competition, on))
        return [each.deadline for each in found if each.kind.in_("en") == "Initiative"]

    assert overdue(date(2026, 4, 9)) == ["review"]
    assert overdue(date(2026, 4, 10)) == []


def test_nothing_yet_is_told_as_nothing(competition: Competition) -> None:
    views = process_views(competition.session, competition.programme, now=competition.now)

    assert (views.stages, views.overdue, views.bypassed, views.conformance) == ((), (), (), ())
    assert (views.returns.initiatives, views.funnel.begun, views.variants.ways) == (0, 0, 0)


def test_one_view_alone_is_the_same_as_among_all(competition: Competition) -> None:
    wander(competition, 1)
    session, programme, now = competition.session, competition.programme, competition.now + LATER
    every = process_views(session, programme, now=now)

    alone = process_views(session, programme, now=now, only=View.RETURNS)

    assert alone.returns == every.returns
    assert (alone.stages, alone.variants.ways) == ((), 0)


def test_the_straight_way_reaches_every_step(competition: Competition) -> None:
    initiative = competition.at("completed", "1-01")

    views = process_views(competition.session, competition.programme, now=competition.now)

    assert [step.initiatives for step in views.funnel.steps] == [1] * len(WAY)
    assert (views.funnel.completed, views.funnel.left) == (1, ())
    assert views.variants.shown[0].example == initiative.reference
    assert views.conformance[0].pinned.conform == 1
    assert runner(initiative.lifecycle_version).content_hash == views.conformance[0].content_hash
