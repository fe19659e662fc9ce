"""What random people do: acts on whatever has a lifecycle, and what must be true of every act."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    AgendaItem,
    Balance,
    BudgetLine,
    ChangeRequest,
    Deadline,
    Expense,
    HistoryEntry,
    Initiative,
    Meeting,
    OutboxMessage,
    Review,
    Score,
    Subject,
    Tranche,
    Vote,
)
from tests.make import Competition
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue
from workflow.errors import Refusal
from workflow.gate import Move, perform, possibilities
from workflow.lifecycles.machine import runner
from workflow.meetings.decisions import announce, promote
from workflow.meetings.session import act_on_item
from workflow.reviews.settling import act_on_review, declare_conflict
from workflow.work.parts import act_on_part

Outcome = tuple[str, ...]
Told = Mapping[str, Any]

KINDS: Mapping[str, type[Subject]] = {
    "initiative": Initiative,
    "review": Review,
    "meeting": Meeting,
    "agenda_item": AgendaItem,
    "tranche": Tranche,
    "expense": Expense,
    "change_request": ChangeRequest,
}
"""What random people act on."""
SWEPT = (*KINDS, "enrolment", "monitoring_round")
TOLD = {"reason_missing", "fact_missing", "fact_invalid", "fact_unknown"}
"""What is found wrong only when the action is taken: what is told with it …"""
ASKS_WHAT_IS_TOLD = TOLD | {
    "conflict_stands",
    "milestone_is_open",
    "no_more_than_unspent",
    "rating_is_known",
    "is_council_member",
    "minutes_are_those_drawn_up",
    "motion_can_be_carried_out",
    "motion_is_known",
    "proposal_is_changed",
    "somebody_else",
    "vote_is_new",
}
"""… and guards that look at that."""
UNFORESEEN = {"minutes_are_those_drawn_up"}
"""Guards that refuse whoever only asks: files are told when they are signed."""


def attempt(act: Callable[[Competition], str]) -> Callable[[Competition], Outcome]:
    """The act, all of it or nothing; how it ended."""

    def run(competition: Competition) -> Outcome:
        before = entries(competition.session)
        try:
            with competition.session.begin_nested():
                return ("moved", act(competition))
        except Refusal as refusal:
            competition.session.expire_all()
            assert entries(competition.session) == before
            return ("refused", *refusal.codes)

    return run


def act_on(
    competition: Competition,
    reference: str,
    trigger: str,
    name: str,
    reason: str | None,
    told: Told,
) -> Outcome:
    """One action, which must end as it was foreseen and leave a trace only if it is taken."""
    session, subject = competition.session, find(competition, reference)
    state, version = subject.state, subject.version
    foreseen = {
        possible.trigger: [blocker.code for blocker in possible.blockers]
        for possible in possibilities(
            session, subject, actor=competition.actor(name), now=competition.now
        )
    }
    expected = [code for code in foreseen.get(trigger, []) if code not in UNFORESEEN]
    outcome = attempt(lambda c: _take(c, subject, trigger, name, reason, told).to_state)(
        competition
    )
    if outcome[0] == "refused":
        assert (subject.state, subject.version) == (state, version)
        if trigger in foreseen:
            codes = outcome[1:]
            assert [code for code in codes if code in expected] == expected
            assert set(codes) - set(expected) <= ASKS_WHAT_IS_TOLD
        return outcome
    assert expected == []
    entry = session.scalars(
        select(HistoryEntry).where(
            HistoryEntry.subject_id == subject.id, HistoryEntry.sequence == version + 1
        )
    ).one()
    moves = runner(subject.lifecycle_version).lifecycle.moves
    assert (entry.action, entry.from_state) == (trigger, state)
    assert moves[state, trigger].to in (entry.to_state, "same")
    return outcome


def _take(
    competition: Competition,
    subject: Subject,
    trigger: str,
    name: str,
    reason: str | None,
    told: Told,
) -> Move:
    """By the rule that this kind of subject is acted on by."""
    session, now, actor = competition.session, competition.now, competition.actor(name)
    given: dict[str, Any] = {"actor": actor, "reason": reason, "facts": _facts(competition, told)}
    if isinstance(subject, Review):
        return act_on_review(session, subject, trigger, now=now, **given)
    if isinstance(subject, AgendaItem):
        return act_on_item(session, subject, trigger, now=now, **given)
    if isinstance(subject, Tranche | Expense | ChangeRequest):
        return act_on_part(session, subject, trigger, now=now, **given)
    if isinstance(subject, Meeting) and trigger == "announce":
        return announce(session, subject, actor=actor, now=now)
    if isinstance(subject, Initiative) and trigger in ("declare_conflict", "record_conflict"):
        return declare_conflict(session, subject, trigger, now=now, **given)
    return perform(session, subject, trigger, now=now, **given)


def _facts(competition: Competition, told: Told) -> dict[str, Any]:
    """People are told of by name."""
    return {
        fact: competition.people[given].id if fact == "member" else given
        for fact, given in told.items()
    }


def find(competition: Competition, reference: str) -> Subject:
    kind, _, code = reference.partition("/")
    return competition.session.query(KINDS[kind]).filter_by(code=code).one()


def references(competition: Competition, kind: type[Subject], *states: str) -> list[str]:
    """Of a kind, those in the given states, or all."""
    found = select(kind).order_by(kind.id)
    if states:
        found = found.where(kind.state.in_(states))
    return [subject.reference for subject in competition.session.scalars(found)]


def open_to(competition: Competition, name: str) -> dict[str, list[str]]:
    """What somebody can do just now: action → to what."""
    session, actor, now = competition.session, competition.actor(name), competition.now
    found: dict[str, list[str]] = {}
    for kind in KINDS.values():
        for subject in session.scalars(select(kind).order_by(kind.id)):
            for possible in possibilities(session, subject, actor=actor, now=now):
                if not possible.blockers:
                    found.setdefault(possible.trigger, []).append(subject.reference)
    return found


def next_deadline(competition: Competition) -> datetime:
    due = select(func.min(Deadline.acts_at))
    return competition.session.scalar(due) or competition.now


def sweep(competition: Competition) -> Outcome:
    """What the flows do: deadlines, then the reserve list. The rules never stand in their way."""
    session, clock, now = competition.session, Actor.clock("sweep"), competition.now
    passed = overdue(session, now, kinds=SWEPT)
    done = enforce(session, passed, actor=clock, now=now)
    assert not [each.refusal for each in done if each.refusal]
    moves = [each.move for each in done]
    while promoted := promote(session, competition.programme, actor=clock, now=now):
        moves.append(promoted)
    return tuple(move.trigger if move else "none" for move in moves)


def entries(session: Session) -> int:
    return session.scalars(select(func.count(HistoryEntry.id))).one()


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """What both databases must say alike, down to the hashes."""

    def rows(*columns: Any) -> list[tuple[Any, ...]]:
        return sorted(tuple(row) for row in session.execute(select(*columns)))

    return {
        "subjects": rows(Subject.kind, Subject.code, Subject.state, Subject.version, Subject.head),
        "awards": rows(Initiative.code, Initiative.awarded),
        "scores": rows(Score.review_id, Score.criterion, Score.value),
        "money": rows(Balance.account, Balance.holder, Balance.amount),
        "plans": rows(BudgetLine.initiative_id, BudgetLine.ordinal, BudgetLine.planned),
        "votes": rows(Vote.item_id, Vote.member_id, Vote.choice),
        "letters": rows(OutboxMessage.key, OutboxMessage.template),
        "deadlines": rows(Deadline.subject_id, Deadline.name, Deadline.due_at, Deadline.opened_by),
        "open": rows(func.count(Deadline.id).filter(Deadline.outcome.is_(None))),
    }
