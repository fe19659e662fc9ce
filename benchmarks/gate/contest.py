"""A competition with proposals that wait for the decision, and what one leaves behind."""

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from benchmarks.gate.decision import ACTION, Trace
from models import Deadline, HistoryEntry, OutboxMessage, Person, Subject
from tests.make import competition
from workflow.deadlines.timetable import Timetable, timetable_of


@dataclass(frozen=True)
class Contest:
    leader_id: int
    timetable: Timetable
    proposals: list[int]


def fill(engine: Engine, count: int) -> Contest:
    with Session(engine) as session, session.begin():
        made = competition(session)
        proposals = [made.initiative(f"1-{number}").id for number in range(count)]
        contest = Contest(
            made.people["leader"].id, timetable_of(session, made.programme.id), proposals
        )
    with engine.begin() as connection:
        connection.exec_driver_sql("analyze")
    return contest


def trace(engine: Engine, proposal_id: int) -> Trace:
    history = select(HistoryEntry.action, HistoryEntry.from_state, HistoryEntry.to_state)
    deadlines = select(Deadline.name, Deadline.outcome, Deadline.due_at)
    letters = select(OutboxMessage.template, Person.email).join(Person)
    with Session(engine) as session:
        state = session.scalar(select(Subject.state).where(Subject.id == proposal_id))
        entries = session.execute(
            history.where(HistoryEntry.subject_id == proposal_id, HistoryEntry.action == ACTION)
        )
        of_subject = Deadline.subject_id == proposal_id
        terms = session.execute(deadlines.where(of_subject).order_by(Deadline.name))
        sent = session.execute(
            letters.where(OutboxMessage.subject_id == proposal_id).order_by(OutboxMessage.template)
        )
        return Trace(
            str(state),
            [(action, left, reached) for action, left, reached in entries],
            [(name, outcome, due_at) for name, outcome, due_at in terms],
            [(template, address) for template, address in sent],
        )
