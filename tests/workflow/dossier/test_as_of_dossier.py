"""A dossier as of a day is the same whenever it is made: nothing later appears in it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import (
    AgendaItem,
    ChangeRequest,
    Deadline,
    Expense,
    Initiative,
    Motion,
    OutboxMessage,
    Review,
    Tranche,
)
from tests.make import SUMMARY, Competition, day
from workflow.actor import Actor
from workflow.dossier import Dossier, dossier
from workflow.errors import Refusal
from workflow.history.as_of import AsOf
from workflow.initiatives import revise
from workflow.reviews.settling import act_on_review
from workflow.work.change_requests import request_change

Deed = Callable[[Competition, Initiative], None]


def evening(competition: Competition) -> datetime:
    return datetime.combine(day(competition.now), time(23, 59), competition.now.tzinfo)


def made(competition: Competition, initiative: Initiative, on: date, now: datetime) -> Dossier:
    as_of = AsOf.end_of(competition.session, competition.programme.id, on)
    return dossier(competition.session, initiative, as_of, now=now)


def sweep(competition: Competition) -> None:
    """What the clock does by now, and the letters that go out."""
    due = select(Deadline.id).where(Deadline.acts_at <= competition.now)
    for deadline_id in competition.session.scalars(due.order_by(Deadline.id)).all():
        with suppress(Refusal):
            competition.enforce(deadline_id)
    for message in competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.delivered_at.is_(None))
    ).all()[::2]:
        message.delivered_at = competition.now
    competition.session.flush()


def its(competition: Competition, kind: Any, initiative: Initiative, state: str) -> list[Any]:
    asked = select(kind).where(kind.initiative_id == initiative.id, kind.state == state)
    return list(competition.session.scalars(asked.order_by(kind.id)))


def submit(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "submit", "leader")


def assign(competition: Competition, initiative: Initiative) -> None:
    competition.reviews(initiative)


def review(competition: Competition, initiative: Initiative) -> None:
    for each in its(competition, Review, initiative, "assigned")[:1]:
        competition.submit(each)


def send_back(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "return_for_revision", "chair", reason="Нет письма владельца")


def rewrite(competition: Competition, initiative: Initiative) -> None:
    leader = Actor.person(initiative.leader_id)
    told = {"summary": f"{initiative.summary} Добавлено {competition.now:%d.%m}."}
    revise(competition.session, initiative, actor=leader, now=competition.now, **told)  # type: ignore[arg-type]


def extend(competition: Competition, initiative: Initiative) -> None:
    rules = {"expert_review": "review", "approval": "decision", "implementation": "report"}
    until = (day(competition.now) + timedelta(days=200)).isoformat()
    told = {"deadline": rules.get(initiative.state, "submission"), "until": until}
    competition.act(initiative, "extend", "coordinator", facts=told, reason="Каникулы")


def conflict(competition: Competition, initiative: Initiative) -> None:
    """Of a member who does not review it: whom the lot took depends on ids."""
    asked = select(Review.expert_id).where(Review.initiative_id == initiative.id)
    reviewing = set(competition.session.scalars(asked))
    members = (competition.people[name].id for name in ("third", "second", "expert"))
    of_conflict(competition, initiative, next(each for each in members if each not in reviewing))


def recuse(competition: Competition, initiative: Initiative) -> None:
    reviewing = its(competition, Review, initiative, "submitted")
    of_conflict(competition, initiative, reviewing[0].expert_id)


def of_conflict(competition: Competition, initiative: Initiative, member: int) -> None:
    facts = {"member": member}
    competition.act(initiative, "record_conflict", "coordinator", reason="Сосед", facts=facts)


def convene(competition: Competition, initiative: Initiative) -> None:
    competition.convened(initiative)


def defeat(competition: Competition, initiative: Initiative) -> None:
    (item,) = its(competition, AgendaItem, initiative, "waiting")
    competition.vote(item, Motion.REJECT, expert="against", second="against", third="against")
    competition.close_vote(item, None)


def decide(competition: Competition, initiative: Initiative) -> None:
    (item,) = its(competition, AgendaItem, initiative, "waiting")
    competition.vote(item)
    competition.close_vote(item)


def announce(competition: Competition, initiative: Initiative) -> None:
    (item,) = its(competition, AgendaItem, initiative, "decided")
    competition.finish(item.meeting)


def sign(competition: Competition, initiative: Initiative) -> None:
    competition.signed(initiative)


def pay(competition: Competition, initiative: Initiative) -> None:
    competition.pay(its(competition, Tranche, initiative, "planned")[0])


def spend(competition: Competition, initiative: Initiative) -> None:
    expense = competition.expense(initiative, 1_000_00)
    competition.on_part(expense, "accept", "treasurer")


def revoke(competition: Competition, initiative: Initiative) -> None:
    expense = its(competition, Expense, initiative, "accepted")[0]
    competition.on_part(expense, "revoke", "treasurer", reason="Чек чужой")


def move_plan(competition: Competition, initiative: Initiative) -> None:
    request_change(
        competition.session,
        initiative,
        milestones={2: initiative.milestones[1].planned_on + timedelta(days=7)},
        budget={},
        reason="Поставщик задерживает",
        actor=Actor.person(initiative.leader_id),
        now=competition.now,
    )


def answer(competition: Competition, initiative: Initiative) -> None:
    asked = its(competition, ChangeRequest, initiative, "requested")[0]
    competition.on_part(asked, "accept", "coordinator")


def reach(competition: Competition, initiative: Initiative) -> None:
    told = {"milestone": 1, "reached_on": day(competition.now).isoformat()}
    competition.act(initiative, "reach_milestone", "leader", facts=told)


def suspend(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "suspend", "coordinator", reason="Суд")


def resume(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "resume", "coordinator", reason="Суд окончен")


def report(competition: Competition, initiative: Initiative) -> None:
    competition.reported(initiative)


def accept(competition: Competition, initiative: Initiative) -> None:
    competition.accounted(initiative)
    told = {"rating": "successful"}
    competition.act(initiative, "accept_report", "coordinator", facts=told)


def present(competition: Competition, initiative: Initiative) -> None:
    told = {"presented_on": day(competition.now).isoformat(), "link": "https://example.org/r"}
    competition.act(initiative, "present", "coordinator", facts=told)


def terminate(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "terminate", "coordinator", reason="Работ нет")


def withdraw(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "withdraw", "leader", reason="Передумали")


def nothing(competition: Competition, initiative: Initiative) -> None:
    """Only time goes on."""


WAY: list[Deed] = [
    *(submit, assign, review, send_back, nothing, rewrite, submit, review, review, nothing),
    *(conflict, convene, defeat, decide, announce, sign, pay, spend, move_plan, answer, reach),
    *(revoke, suspend, extend, resume, extend, spend, report, accept, present),
]
DEEDS = [*dict.fromkeys(WAY), recuse, terminate, withdraw]


def days(competition: Competition, way: list[tuple[Deed, int]]) -> Iterator[Initiative]:
    """The initiative after each deed, one of which the rules may refuse, with days between."""
    initiative = competition.initiative()
    yield initiative
    for deed, waits in way:
        competition.later(days=waits)
        sweep(competition)
        impossible = suppress(Refusal, IndexError, ValueError, StopIteration, KeyError)
        with impossible, competition.session.begin_nested():
            deed(competition, initiative)
        competition.session.refresh(initiative)
        yield initiative


def as_kept(then: Dossier, today: Dossier) -> Dossier:
    """Without the words of reviews and of a report that were rewritten since: of those only a
    commitment is kept, and the dossier says so."""
    unkept: dict[str, Any] = {"rewritten": True, "conclusion": "", "marks": (), "total": None}
    reviews = tuple(
        replace(was, **unkept) if now.rewritten else was
        for was, now in zip(then.reviews, today.reviews, strict=True)
    )
    report = then.report
    if report is not None and today.report is not None and today.report.rewritten:
        unkept = {"done": "", "results": "", "participants": None, "rewritten": True}
        report = replace(report, videos=(), publications=(), **unkept)
    return replace(then, reviews=reviews, report=report)


def check(competition: Competition, way: list[tuple[Deed, int]]) -> Dossier:
    kept: dict[date, Dossier] = {}
    for initiative in days(competition, way):
        on = day(competition.now)
        kept[on] = made(competition, initiative, on, competition.now)
    competition.later(days=40)
    sweep(competition)
    for on, then in kept.items():
        today = made(competition, initiative, on, competition.now)
        for name, value in vars(as_kept(then, today)).items():
            assert getattr(today, name) == value, f"{name} as of {on}"
    return dossier(competition.session, initiative, AsOf(), now=competition.now)


def test_a_dossier_as_of_a_day_is_the_same_whenever_it_is_made(competition: Competition) -> None:
    told = check(competition, [(deed, 2) for deed in WAY])

    assert told.head.state == "completed"
    assert {entry.remark for entry in told.entries} == {None, "overridden"}


@pytest.mark.long
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 12)), max_size=25))
def test_nothing_later_appears_whatever_happened(
    competition: Competition, way: list[tuple[Deed, int]]
) -> None:
    began = competition.now
    with suppress(_Undone), competition.session.begin_nested():
        check(competition, way)
        raise _Undone
    competition.session.expire_all()
    competition.now = began


class _Undone(Exception):
    """An example leaves nothing behind."""


def test_the_present_is_told_as_the_day_is_but_for_what_the_gate_says(
    competition: Competition,
) -> None:
    for initiative in days(competition, [(deed, 1) for deed in WAY]):
        now, on = competition.now, day(competition.now)
        present = dossier(competition.session, initiative, AsOf(), now=now)
        past = made(competition, initiative, on, now)
        for name, value in vars(past).items():
            if name not in ("head", "outlook", "able", "terms", "people"):
                assert getattr(present, name) == value, name
        heads = (replace(each.head, as_of=None, moment=now) for each in (present, past))
        assert len({(head.state, head.title, head.group) for head in heads}) == 1
        assert [(t.name, t.due_at) for t in present.terms] == [
            (t.name, t.due_at) for t in past.terms
        ]


def test_a_review_rewritten_later_is_said_to_be(competition: Competition) -> None:
    initiative = competition.initiative()
    submit(competition, initiative)
    first = competition.reviews(initiative)[0]
    competition.submit(first, benefit=3)
    then = day(competition.now)
    competition.later(days=1)
    act_on_review(
        competition.session,
        first,
        "reopen",
        reason="Не тот критерий",
        actor=competition.actor("coordinator"),
        now=competition.now,
    )
    competition.submit(first, benefit=9)

    told = made(competition, initiative, then, competition.now).reviews[0]
    now = made(competition, initiative, day(competition.now), competition.now).reviews[0]

    assert (told.rewritten, told.marks, told.total, told.counts) == (True, (), None, True)
    assert (now.rewritten, now.marks[0].value, now.turns[0].reason) == (
        False,
        9,
        "Не тот критерий",
    )


def test_a_report_rewritten_later_is_said_to_be(competition: Competition) -> None:
    initiative = competition.at("creative_report")
    then = day(competition.now)
    competition.later(days=1)
    competition.act(initiative, "return_report", "coordinator", reason="Мало")
    competition.reported(initiative)

    told = made(competition, initiative, then, competition.now).report
    now = made(competition, initiative, day(competition.now), competition.now).report

    assert told is not None
    assert now is not None
    assert now.done == (SUMMARY * 2).strip() or now.done == SUMMARY * 2
    assert [entry.reason for entry in now.returned] == ["Мало"]
    assert told.returned == ()


def test_there_is_no_dossier_of_what_had_not_begun(competition: Competition) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal, match="had not begun"):
        made(competition, initiative, day(competition.now) - timedelta(days=1), competition.now)
