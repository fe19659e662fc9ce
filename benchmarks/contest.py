"""A competition with proposals that wait for the decision, and what one leaves behind."""

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from benchmarks.decision import ACTION, REVIEW, Trace
from models import Deadline, HistoryEntry, OutboxMessage, Person, Reminder, Subject
from tests.make import competition
from workflow.deadlines.timetable import Timetable, timetable


@dataclass(frozen=True)
class Contest:
    leader_id: int
    timetable: Timetable
    proposals: list[int]


def fill(engine: Engine, count: int) -> Contest:
    with Session(engine) as session, session.begin():
        made = competition(session)
        proposals = [made.initiative(f"1-{number}").id for number in range(count)]
        contest = Contest(made.people["leader"].id, timetable(made.programme), proposals)
    with engine.begin() as connection:
        connection.exec_driver_sql("analyze")
    return contest


def trace(engine: Engine, proposal_id: int) -> Trace:
    with engine.begin() as connection:
        state = connection.scalar(select(Subject.state).where(Subject.id == proposal_id))
        history = connection.execute(
            select(HistoryEntry.action, HistoryEntry.from_state, HistoryEntry.to_state).where(
                HistoryEntry.subject_id == proposal_id, HistoryEntry.action == ACTION
            )
        )
        deadlines = connection.execute(
            select(Deadline.name, Deadline.outcome, Deadline.due_at)
            .where(Deadline.subject_id == proposal_id)
            .order_by(Deadline.name)
        )
        reminders = connection.scalars(
            select(Reminder.due_at)
            .join(Deadline)
            .where(Deadline.subject_id == proposal_id, Deadline.name == REVIEW)
            .order_by(Reminder.due_at)
        )
        letters = connection.execute(
            select(OutboxMessage.template, Person.email)
            .join(Person)
            .where(OutboxMessage.subject_id == proposal_id)
            .order_by(OutboxMessage.template)
        )
        return Trace(
            str(state),
            [tuple(row) for row in history],
            [tuple(row) for row in deadlines],
            list(reminders),
            [tuple(row) for row in letters],
        )
