"""Letters queued in the outbox, in the transaction of what they tell about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select
from sqlalchemy.orm import Session

from models import (
    Category,
    Deadline,
    Enrolment,
    OutboxMessage,
    Person,
    Review,
    RoleAssignment,
    Subject,
)
from models.people import Role
from workflow.council.conflicts import initiative_of
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Refusal
from workflow.gate.attempt import Attempt
from workflow.gate.letters.asked import letters_to_invited, reminders_to_invited
from workflow.gate.move import Move
from workflow.lifecycles.document import (
    DEADLINE,
    INVITED,
    LEADER,
    RESPONSIBLE,
    REVIEWER,
    DeadlineRule,
    Lifecycle,
    Notice,
)
from workflow.lifecycles.machine import runner

REMINDER = "reminder"
"""The template of reminders ahead of a deadline."""
REFUSED = "clock_refused"
"""The template of what tells that a rule stands in the clock's way."""


def queue_notices(attempts: Sequence[Attempt], moves: Sequence[Move], lifecycle: Lifecycle) -> None:
    """A letter to everyone the lifecycle says should hear of this action."""
    if not attempts[0].transition.notify:
        return
    addresses = Addressees(attempts[0].session)
    rules = lifecycle.states[moves[0].from_state].deadlines
    letters = [letter for attempt in attempts for letter in _letters(attempt, addresses, rules)]
    queue(attempts[0].session, letters)
    asking = [letter for attempt in attempts for letter in _asking(attempt)]
    queue(attempts[0].session, asking)


def _asking(attempt: Attempt) -> Iterator[dict[str, Any]]:
    goes_at = attempt.timetable.waking(attempt.now)
    for notice in attempt.transition.notify:
        if INVITED in notice.to:
            yield from letters_to_invited(attempt, notice, goes_at)


def _letters(
    attempt: Attempt, addresses: "Addressees", rules: Mapping[str, DeadlineRule]
) -> Iterator[dict[str, Any]]:
    subject, today = attempt.subject, attempt.timetable.local_day(attempt.now)
    told: dict[tuple[str, int], Category] = {}
    for notice in attempt.transition.notify:
        for person_id in addresses.of(subject, _roles(attempt, notice, rules), today):
            told.setdefault((notice.template, person_id), notice.category)
    goes_at = attempt.timetable.waking(attempt.now)
    for (template, person_id), category in sorted(told.items()):
        yield {
            "key": f"{subject.id}.{subject.version}.{template}.{person_id}",
            "programme_id": subject.programme_id,
            "recipient_id": person_id,
            "subject_id": subject.id,
            "sequence": subject.version,
            "template": template,
            "category": category,
            "queued_at": attempt.now,
            "next_attempt_at": goes_at,
        }


def _roles(attempt: Attempt, notice: Notice, rules: Mapping[str, DeadlineRule]) -> frozenset[str]:
    """Who a notice is to; those responsible are those of the deadline it is about."""
    if RESPONSIBLE not in notice.to:
        return frozenset(notice.to)
    name = attempt.overdue.name if attempt.overdue else attempt.facts[DEADLINE]
    return addressed(notice, rules[name])


def addressed(notice: Notice, rule: DeadlineRule) -> frozenset[str]:
    """The roles that a notice about this deadline is to."""
    roles = frozenset(notice.to)
    return roles - {RESPONSIBLE} | frozenset(rule.responsible) if RESPONSIBLE in roles else roles


def queue_reminder(
    session: Session, deadline: Deadline, days_before: int, rule: DeadlineRule, now: datetime
) -> int:
    """Remind those responsible of a deadline; how many letters were queued."""
    templates: defaultdict[str, set[str]] = defaultdict(set)
    for role in rule.responsible:
        templates[(rule.reminders or {}).get(role, REMINDER)].add(role)
    key = f"{deadline.due_at:%Y%m%d}.{days_before}d"
    queued = 0
    for template, roles in templates.items():
        if INVITED in roles:
            queued += _remind_invited(session, deadline, key, template, now)
        queued += _queue_about(
            session,
            deadline,
            frozenset(roles - {INVITED}),
            now,
            key if template == REMINDER else f"{key}.{template}",
            template=template,
            category=Category.REMINDER,
        )
    return queued


def _remind_invited(
    session: Session, deadline: Deadline, key: str, template: str, now: datetime
) -> int:
    goes_at = timetable_of(session, deadline.subject.programme_id).waking(now)
    letters = list(reminders_to_invited(session, deadline, key, template, now, goes_at))
    queue(session, letters)
    return len(letters)


def queue_refusal(
    session: Session, deadline: Deadline, trigger: str, refusal: Refusal, now: datetime
) -> None:
    """Tell the coordinators that a rule keeps the clock from doing what a deadline says."""
    subject = deadline.subject
    transition = runner(subject.lifecycle_version).lifecycle.moves[subject.state, trigger]
    told = {
        "action": transition.title.model_dump(),
        "reasons": [blocker.text.model_dump() for blocker in refusal.blockers],
    }
    _queue_about(
        session,
        deadline,
        frozenset({Role.COORDINATOR}),
        now,
        f"{now:%Y%m%d%H%M}.refused",
        template=REFUSED,
        category=Category.OBLIGATION,
        told=told,
    )


def _queue_about(
    session: Session,
    deadline: Deadline,
    roles: frozenset[str],
    now: datetime,
    key: str,
    **letter: Any,
) -> int:
    """A letter about a deadline to everyone who holds one of the roles; how many."""
    subject = deadline.subject
    timetable = timetable_of(session, subject.programme_id)
    people = Addressees(session).of(subject, roles, timetable.local_day(now))
    letters = [
        {
            "key": f"{subject.id}.deadline{deadline.id}.{key}.{person_id}",
            "programme_id": subject.programme_id,
            "recipient_id": person_id,
            "subject_id": subject.id,
            "deadline_id": deadline.id,
            "queued_at": now,
            "next_attempt_at": timetable.waking(now),
            **letter,
        }
        for person_id in sorted(people)
    ]
    queue(session, letters)
    return len(letters)


def queue(session: Session, letters: list[dict[str, Any]]) -> None:
    """Put letters into the outbox, each with its key, programme, recipient, template, category and
    times, and with what it is about; all say the same of themselves. Nobody who was erased is
    written to."""
    erased = _erased(session, {letter["recipient_id"] for letter in letters})
    if wanted := [letter for letter in letters if letter["recipient_id"] not in erased]:
        session.connection().execute(_QUEUE, wanted)


def _erased(session: Session, people: set[int]) -> set[int]:
    if not people:
        return set()
    asked = {"people": sorted(people)}
    return set(session.connection().execute(_ERASED, asked).scalars())


class Addressees:
    """Who holds which role toward a subject; asked once for all subjects of a programme."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[tuple[int, frozenset[str]], Sequence[Row[Any]]] = {}

    def of(self, subject: Subject, roles: frozenset[str], today: date) -> set[int]:
        """People who hold one of the roles by relation, or by assignment to the subject's
        programme and, where the assignment has one, to its district. Those who are asked in a round
        are too many to be named: `workflow.gate.letters.asked` writes to them."""
        people = dict(self._by_relation(subject, roles))
        others = roles.difference(people)
        where = subject.programme_id, subject.district_id
        return {*people.values(), *self.assigned(*where, others, today)}

    def _by_relation(self, subject: Subject, roles: frozenset[str]) -> Iterator[tuple[str, int]]:
        about = initiative_of(subject)
        if LEADER in roles and about is not None:
            yield LEADER, about.leader_id
        if REVIEWER in roles and isinstance(subject, Review):
            yield REVIEWER, subject.expert_id
        if Role.CURATOR in roles and isinstance(subject, Enrolment) and subject.curator_id:
            yield Role.CURATOR, subject.curator_id

    def assigned(
        self, programme_id: int, district_id: int | None, roles: frozenset[str], today: date
    ) -> Iterator[int]:
        """People who hold one of the roles in the programme or, where they have it for one
        district, in this one."""
        asked = (programme_id, roles)
        if roles and asked not in self.known:
            given = {"programme": programme_id, "roles": sorted(roles)}
            self.known[asked] = self.session.connection().execute(_ASSIGNED, given).all()
        for row in self.known.get(asked, ()):
            here = row.district_id in (None, district_id)
            if here and row.since <= today and (row.until is None or today <= row.until):
                yield row.person_id


_QUEUE = insert(OutboxMessage)
_ERASED = select(Person.id).where(
    Person.id.in_(bindparam("people", expanding=True)), Person.erased_at.is_not(None)
)
_ASSIGNED = select(
    RoleAssignment.person_id, RoleAssignment.district_id, RoleAssignment.since, RoleAssignment.until
).where(
    RoleAssignment.programme_id == bindparam("programme"),
    RoleAssignment.role.in_(bindparam("roles", expanding=True)),
)
