"""What the flows ask for. A sweep only narrows; each deadline is looked at again under lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectin_polymorphic
from sqlalchemy.orm.attributes import set_committed_value

from models import Deadline, Initiative, Reminder, Review, Subject
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate.letters.messages import queue_refusal, queue_reminder
from workflow.gate.move import Move
from workflow.gate.perform import is_alike, perform, perform_together
from workflow.lifecycles.document import DeadlineRule
from workflow.lifecycles.machine import runner
from workflow.reviews.settling import settle

ASKED_AGAIN = timedelta(hours=1)
"""After this a step is tried again that a rule stood in the way of."""


def due_programmes(session: Session, now: datetime, *, kinds: Sequence[str]) -> Sequence[int]:
    """Programmes in which the clock has something to do about a deadline that has passed."""
    return session.scalars(
        select(Subject.programme_id)
        .join(Deadline, Deadline.subject_id == Subject.id)
        .where(Deadline.acts_at <= now, Subject.kind.in_(kinds))
        .group_by(Subject.programme_id)
        .order_by(func.min(Deadline.acts_at), Subject.programme_id)
    ).all()


def overdue(
    session: Session, now: datetime, *, kinds: Sequence[str], programme_id: int | None = None
) -> Sequence[int]:
    """Deadlines of these kinds of subject that the clock has to do something about, the longest
    waiting first."""
    waiting = (
        select(Deadline.id)
        .join(Deadline.subject)
        .where(Deadline.acts_at <= now, Subject.kind.in_(kinds))
        .order_by(Deadline.acts_at, Deadline.id)
    )
    if programme_id is not None:
        waiting = waiting.where(Subject.programme_id == programme_id)
    return session.scalars(waiting).all()


@dataclass(frozen=True)
class Enforced:
    """What the clock did about one deadline, or what stood in the way."""

    deadline_id: int
    reference: str
    move: Move | None
    refusal: Refusal | None = None


def enforce(
    session: Session, deadline_ids: Sequence[int], *, actor: Actor, now: datetime
) -> list[Enforced]:
    """Take the next step about many passed deadlines in one transaction, the longest waiting
    first. Where nothing but the subject differs they go through the gate together; a rule that
    stands in the way of one holds up no other, and is told to the coordinator once. Those that
    someone was faster with are left out, and so are those that a step before has moved on."""
    done: list[Enforced] = []
    for (_, state, trigger, together), group in _alike(
        _locked(session, deadline_ids, now), now
    ).items():
        deadlines = [deadline for deadline in group if deadline.subject.state == state]
        if not deadlines:
            continue
        if together:
            due = [(deadline.subject, deadline) for deadline in deadlines]
            moves = perform_together(session, due, trigger, actor=actor, now=now)
            done += [
                Enforced(deadline.id, deadline.subject.reference, move)
                for deadline, move in zip(deadlines, moves, strict=True)
            ]
        else:
            done += [_alone(session, deadline, trigger, actor, now) for deadline in deadlines]
    _settle_reviews(session, done, now)
    session.expire_all()
    return done


def _locked(session: Session, deadline_ids: Sequence[int], now: datetime) -> Sequence[Deadline]:
    """The deadlines that still wait, one of each subject, the longest waiting first. The subjects
    are locked in the order in which others lock them: an initiative before its reviews."""
    owners = select(Deadline.subject_id).where(Deadline.id.in_(deadline_ids))
    reviewed = select(Review.initiative_id).where(Review.id.in_(owners))
    locked = session.scalars(
        select(Subject)
        .where(or_(Subject.id.in_(owners), Subject.id.in_(reviewed)))
        .order_by(Subject.id)
        .options(selectin_polymorphic(Subject, Subject.__subclasses__()))
        .with_for_update(of=Subject, key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    waiting = session.scalars(
        select(Deadline)
        .where(Deadline.id.in_(deadline_ids), Deadline.acts_at <= now)
        .order_by(Deadline.acts_at, Deadline.id)
        .execution_options(populate_existing=True)
    ).all()
    subjects = {subject.id: subject for subject in locked}
    first: dict[int, Deadline] = {}
    for deadline in waiting:
        set_committed_value(deadline, "subject", subjects[deadline.subject_id])
        first.setdefault(deadline.subject_id, deadline)
    return list(first.values())


Alike = tuple[int, str, str, bool]
"""The lifecycle, the state, the clock's action, and whether it is taken together."""


def _alike(deadlines: Sequence[Deadline], now: datetime) -> Mapping[Alike, Sequence[Deadline]]:
    """What is done alike, in the order of the first of each."""
    groups: dict[Alike, list[Deadline]] = {}
    for deadline in deadlines:
        subject, trigger = deadline.subject, step_of(deadline)
        transition = runner(subject.lifecycle_version).lifecycle.moves[subject.state, trigger]
        together = is_alike(transition) and subject.changed_at <= now
        alike = subject.lifecycle_version_id, subject.state, trigger, together
        groups.setdefault(alike, []).append(deadline)
    return groups


def _alone(
    session: Session, deadline: Deadline, trigger: str, actor: Actor, now: datetime
) -> Enforced:
    subject = deadline.subject
    reference = subject.reference
    try:
        with session.begin_nested():
            move = perform(session, subject, trigger, actor=actor, now=now, overdue=deadline)
    except Refusal as refusal:
        note_refused(session, deadline, refusal, now=now)
        return Enforced(deadline.id, reference, None, refusal)
    return Enforced(deadline.id, reference, move)


def _settle_reviews(session: Session, done: Sequence[Enforced], now: datetime) -> None:
    """A review that the clock took from its expert goes to another."""
    moved = {each.move.subject_id for each in done if each.move and _leaves(each.move)}
    for initiative in session.scalars(
        select(Initiative)
        .where(Initiative.id.in_(select(Review.initiative_id).where(Review.id.in_(moved))))
        .order_by(Initiative.id)
    ).all():
        settle(session, initiative, now=now)


def _leaves(move: Move) -> bool:
    return move.from_state != move.to_state


def note_refused(session: Session, deadline: Deadline, refusal: Refusal, *, now: datetime) -> None:
    """A rule stands in the way of what the clock should do: try again later, and tell the
    coordinator the first time."""
    deadline.acts_at = now + ASKED_AGAIN
    if deadline.refused_at is None:
        deadline.refused_at = now
        queue_refusal(session, deadline, step_of(deadline), refusal, now)
    session.flush()


def rule_of(deadline: Deadline) -> DeadlineRule:
    """What the lifecycle says of a deadline that is open in the state its subject is in."""
    subject = deadline.subject
    state = runner(subject.lifecycle_version).lifecycle.states[subject.state]
    return state.deadlines[deadline.name]


def step_of(deadline: Deadline) -> str:
    """The action that the clock takes next about it."""
    return rule_of(deadline).then[deadline.step].do


def waiting_reminders(session: Session, now: datetime) -> Sequence[int]:
    return session.scalars(
        select(Reminder.id)
        .where(Reminder.done_at.is_(None), Reminder.due_at <= now)
        .order_by(Reminder.due_at, Reminder.id)
    ).all()


def remind(session: Session, reminder_id: int, *, now: datetime) -> int:
    """Queue one reminder's letters; how many. None go out for a deadline that is closed or past:
    then the reminder is only put aside."""
    reminder = session.get_one(Reminder, reminder_id, with_for_update=True)
    if reminder.done_at is not None:
        return 0
    reminder.done_at = now
    deadline = reminder.deadline
    if deadline.outcome is not None or deadline.due_at <= now:
        return 0
    days_before = (deadline.due_at - reminder.due_at).days
    return queue_reminder(session, deadline, days_before, rule_of(deadline), now)


def next_moment(session: Session, after: datetime) -> datetime | None:
    """When, later than `after`, the clock next has something to do: it takes a step about a
    deadline, or a reminder goes out."""
    moments = [
        session.scalar(select(func.min(Deadline.acts_at)).where(Deadline.acts_at > after)),
        session.scalar(
            select(func.min(Reminder.due_at)).where(
                Reminder.done_at.is_(None), Reminder.due_at > after
            )
        ),
    ]
    return min((moment for moment in moments if moment is not None), default=None)
