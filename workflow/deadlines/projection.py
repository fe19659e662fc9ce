"""The clock's next steps played through in memory, by the rules of the gate."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Deadline, Reminder, Review, Role, Subject
from workflow.actor import Actor
from workflow.council.conflicts import initiative_of
from workflow.deadlines.register import rule_behind
from workflow.deadlines.timetable import Timetable
from workflow.errors import Blocker
from workflow.gate.attempt import Attempt
from workflow.gate.blockers import asked_blockers, told_blockers
from workflow.gate.cascades import reason_for, related
from workflow.gate.letters.messages import Addressees, addressed
from workflow.gate.permissions import standing
from workflow.gate.terms import next_step
from workflow.lifecycles.document import DeadlineRule, Lifecycle, State, Transition
from workflow.lifecycles.machine import runner

FORESIGHT = Actor.clock("preview")


@dataclass(eq=False)
class Running:
    """A deadline as it stands at some point of the projection."""

    subject: Subject
    name: str
    rule: DeadlineRule
    due_at: datetime
    acts_at: datetime | None
    step: int = 0
    missed: bool = False
    was_refused: bool = False
    paused_at: datetime | None = None
    reminders: Sequence[datetime] = ()
    plan: int = 0
    """How often its moments were fixed anew: those of an earlier plan are void."""


@dataclass(frozen=True)
class Coming:
    """What comes at a moment: an action, or a reminder where there is none."""

    at: datetime
    subject: Subject
    deadline: str | None
    """None where it follows from what happens to another subject."""
    due_at: datetime | None
    transition: Transition | None
    from_state: str
    to_state: str
    people: frozenset[int]
    """Who is written to."""
    blockers: tuple[Blocker, ...] = ()
    """What would stand in the way as things are now."""
    asks_anew: bool = False
    """Its initiative's reviews are settled then: another expert is asked, or the review is
    concluded."""
    is_certain: bool = True
    """False for what happens to an initiative or its reviews after they were settled anew."""

    @property
    def trigger(self) -> str | None:
        """The action; None for a reminder."""
        return self.transition.trigger if self.transition else None


@dataclass(order=True)
class _Moment:
    at: datetime
    number: int
    deadline: Running = field(compare=False)
    plan: int = field(compare=False)
    is_reminder: bool = field(compare=False)


class Projection:
    def __init__(
        self, session: Session, timetable: Timetable, now: datetime, until: datetime
    ) -> None:
        self.session, self.timetable, self.now, self.until = session, timetable, now, until
        self.addressees = Addressees(session)
        self.states: dict[int, str] = {}
        self.open: defaultdict[int, list[Running]] = defaultdict(list)
        self.settled_anew: set[int] = set()
        """Initiatives of which nobody can say what follows."""
        self.ahead: list[_Moment] = []
        self.numbers = count()
        self.coming: list[Coming] = []

    def run(self, deadlines: Sequence[Deadline]) -> list[Coming]:
        waiting = self._reminders(deadlines)
        for each in deadlines:
            self._await(
                Running(
                    each.subject,
                    each.name,
                    rule_behind(each),
                    each.due_at,
                    each.acts_at,
                    each.step,
                    each.outcome is not None,
                    each.refused_at is not None,
                    each.paused_at,
                    waiting[each.id],
                )
            )
        while self.ahead:
            moment = heappop(self.ahead)
            self.now = moment.at
            if self._is_off(moment):
                continue
            if moment.is_reminder:
                self._remind(moment.deadline, moment.at)
            else:
                self._act(moment.deadline, moment.at)
        return self.coming

    def _reminders(self, deadlines: Sequence[Deadline]) -> defaultdict[int, list[datetime]]:
        found: defaultdict[int, list[datetime]] = defaultdict(list)
        wanted = select(Reminder.deadline_id, Reminder.due_at).where(
            Reminder.done_at.is_(None),
            Reminder.due_at <= self.until,
            Reminder.deadline_id.in_([each.id for each in deadlines]),
        )
        for deadline_id, due_at in self.session.execute(wanted.order_by(Reminder.due_at)):
            found[deadline_id].append(due_at)
        return found

    def _await(self, deadline: Running) -> None:
        self.open[deadline.subject.id].append(deadline)
        self._schedule(deadline)

    def _schedule(self, deadline: Running) -> None:
        """Fix its moments; what is past already comes with the next sweep: now."""
        deadline.plan += 1
        moments = [(at, True) for at in deadline.reminders]
        if deadline.acts_at is not None:
            moments.append((deadline.acts_at, False))
        for at, is_reminder in moments:
            if at <= self.until:
                at = max(at, self.now)
                moment = _Moment(at, next(self.numbers), deadline, deadline.plan, is_reminder)
                heappush(self.ahead, moment)

    def _is_off(self, moment: _Moment) -> bool:
        """Something came before it that made it void."""
        deadline = moment.deadline
        is_open = deadline in self.open[deadline.subject.id] and deadline.paused_at is None
        too_late = moment.is_reminder and (deadline.missed or deadline.due_at <= moment.at)
        return not is_open or moment.plan != deadline.plan or too_late

    def _remind(self, deadline: Running, at: datetime) -> None:
        self._note(at, deadline.subject, deadline, deadline.rule.responsible)

    def _act(self, deadline: Running, at: datetime) -> None:
        subject = deadline.subject
        trigger = deadline.rule.then[deadline.step].do
        transition = self._lifecycle(subject).moves[self._state(subject), trigger]
        attempts = list(self._attempts(subject, transition, at))
        blockers = tuple(blocker for attempt in attempts for blocker in self._against(attempt))
        if blockers:
            self._refuse(deadline, transition, at, blockers)
            return
        for attempt in attempts:
            self._move(attempt, deadline if attempt.subject is subject else None)

    def _attempts(
        self, subject: Subject, transition: Transition, at: datetime, reason: str | None = None
    ) -> Iterator[Attempt]:
        """The action, and those that follow from it for others."""
        attempt = Attempt(
            self.session, subject, transition, FORESIGHT, at, self.timetable, reason=reason
        )
        yield attempt
        for cascade in transition.cascades:
            for _, other in related([attempt], cascade.on):
                follows = self._lifecycle(other).moves.get((self._state(other), cascade.do))
                if follows is not None:
                    yield from self._attempts(other, follows, at, reason_for(attempt))

    def _against(self, attempt: Attempt) -> Iterator[Blocker]:
        today = self.timetable.local_day(attempt.now)
        clock = standing(self.session, attempt.subject, attempt.actor, today)
        yield from asked_blockers(attempt, clock)
        yield from told_blockers(attempt)

    def _refuse(
        self,
        deadline: Running,
        transition: Transition,
        at: datetime,
        blockers: tuple[Blocker, ...],
    ) -> None:
        """The clock asks again every hour, in vain while nobody acts; it tells once."""
        told = () if deadline.was_refused else (Role.COORDINATOR,)
        self._note(at, deadline.subject, deadline, told, transition, blockers=blockers)
        deadline.acts_at = None

    def _move(self, attempt: Attempt, acting: Running | None) -> None:
        subject, transition, at = attempt.subject, attempt.transition, attempt.now
        roles = frozenset[str]().union(
            *(addressed(n, acting.rule) if acting else n.to for n in transition.notify)
        )
        asks_anew = isinstance(subject, Review) and acting is not None and not transition.stays
        self._note(at, subject, acting, roles, transition, asks_anew=asks_anew)
        if asks_anew and (initiative := initiative_of(subject)):
            self.settled_anew.add(initiative.id)
        lifecycle = self._lifecycle(subject)
        self.states[subject.id] = after = lifecycle.target(self._state(subject), transition)
        for deadline in list(self.open[subject.id]):
            self._pass_on(
                deadline, transition, lifecycle.states[after], at, is_acting=deadline is acting
            )
        if not transition.stays:
            self._enter(subject, lifecycle.states[after], at)

    def _pass_on(
        self,
        deadline: Running,
        transition: Transition,
        state: State,
        at: datetime,
        *,
        is_acting: bool,
    ) -> None:
        """What becomes of a deadline, as `settle_deadlines` decides it."""
        if deadline.paused_at is not None and deadline.name in state.deadlines:
            self._resume(deadline, state.deadlines[deadline.name], deadline.paused_at, at)
        elif not transition.stays and deadline.name in state.pauses:
            deadline.paused_at = deadline.paused_at or at
            deadline.acts_at, deadline.reminders = None, ()
        elif not transition.stays or (
            deadline.paused_at is None and transition.trigger in deadline.rule.met_by
        ):
            self.open[deadline.subject.id].remove(deadline)
        elif is_acting:
            deadline.step, deadline.missed, deadline.reminders = deadline.step + 1, True, ()
            deadline.acts_at = next_step(self.timetable, deadline.rule, deadline.step, at)
            self._schedule(deadline)

    def _resume(
        self, deadline: Running, rule: DeadlineRule, paused_at: datetime, at: datetime
    ) -> None:
        deadline.rule, deadline.paused_at = rule, None
        if deadline.missed:
            deadline.acts_at = next_step(self.timetable, rule, deadline.step, at)
        else:
            due_at = self.timetable.resumed(rule.due, deadline.due_at, paused_at, at)
            deadline.due_at = deadline.acts_at = due_at
            deadline.reminders = self.timetable.reminders(due_at, rule.remind, at)
        self._schedule(deadline)

    def _enter(self, subject: Subject, state: State, at: datetime) -> None:
        going_on = {deadline.name for deadline in self.open[subject.id]}
        for name, rule in state.deadlines.items():
            if name not in going_on:
                given = None if rule.due.field is None else subject.attribute(rule.due.field)
                due_at = self.timetable.due_at(rule.due, at, given)
                reminders = self.timetable.reminders(due_at, rule.remind, at)
                self._await(Running(subject, name, rule, due_at, due_at, reminders=reminders))

    def _note(
        self,
        at: datetime,
        subject: Subject,
        deadline: Running | None,
        roles: Iterable[str],
        transition: Transition | None = None,
        **more: Any,
    ) -> None:
        """Say what comes, before it changes where anything stands."""
        state, initiative = self._state(subject), initiative_of(subject)
        to_state = self._lifecycle(subject).target(state, transition) if transition else state
        people = self.addressees.of(subject, frozenset(roles), self.timetable.local_day(at))
        self.coming.append(
            Coming(
                at,
                subject,
                deadline.name if deadline else None,
                deadline.due_at if deadline else None,
                transition,
                state,
                to_state,
                frozenset(people),
                is_certain=initiative is None or initiative.id not in self.settled_anew,
                **more,
            )
        )

    def _state(self, subject: Subject) -> str:
        return self.states.get(subject.id, subject.state)

    def _lifecycle(self, subject: Subject) -> Lifecycle:
        return runner(subject.lifecycle_version).lifecycle
