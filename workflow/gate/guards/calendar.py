from datetime import date

from sqlalchemy import select

from models import Deadline, Text
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.lifecycles.machine import runner


@guard
def stage_is_open(attempt: Attempt, stage: str) -> Text | None:
    """Today lies within the stage of the programme's calendar."""
    first, last = attempt.timetable.stages[stage]
    if first <= attempt.timetable.local_day(attempt.now) <= last:
        return None
    return Text(
        en=f"This is possible from {first:%d.%m.%Y} to {last:%d.%m.%Y}.",
        ru=f"Это возможно с {first:%d.%m.%Y} по {last:%d.%m.%Y}.",
    )


@guard
def day_has_come(attempt: Attempt, field: str) -> Text | None:
    """The day of the moment that the subject itself carries is not ahead."""
    day = attempt.timetable.local_day(attempt.subject.attribute(field))
    if attempt.timetable.local_day(attempt.now) >= day:
        return None
    return Text(en=f"Not before {day:%d.%m.%Y}.", ru=f"Не раньше {day:%d.%m.%Y}.")


@guard
def moment_has_come(attempt: Attempt, field: str) -> Text | None:
    """The moment that the subject itself carries is not ahead."""
    moment = attempt.subject.attribute(field)
    if attempt.now >= moment:
        return None
    local = moment.astimezone(attempt.timetable.zone)
    return Text(en=f"Not before {local:%d.%m.%Y %H:%M}.", ru=f"Не раньше {local:%d.%m.%Y %H:%M}.")


@guard
def deadline_may_be_put_off(attempt: Attempt) -> Text | None:
    """The deadline named is open and runs, its time is counted, and the new day is later."""
    running = {d.name: d for d in running_deadlines(attempt)}
    if "deadline" not in attempt.facts or "until" not in attempt.facts:
        return None
    deadline = running.get(attempt.facts["deadline"])
    if deadline is None:
        names = ", ".join(sorted(running))
        return Text(en=f"Say which deadline: {names}.", ru=f"Укажите, какой срок: {names}.")
    until = date.fromisoformat(attempt.facts["until"])
    latest = max(deadline.due_at, attempt.now)
    if until > attempt.timetable.local_day(latest):
        return None
    day = f"{attempt.timetable.local_day(latest):%d.%m.%Y}"
    return Text(en=f"Give a day after {day}.", ru=f"Укажите день позже {day}.")


def running_deadlines(attempt: Attempt) -> list[Deadline]:
    """Those of the subject's state that are open and wait for nobody; a deadline at a moment that
    the subject carries moves with that moment alone."""
    subject = attempt.subject
    rules = runner(subject.lifecycle_version).lifecycle.states[subject.state].deadlines
    found = attempt.session.scalars(
        select(Deadline)
        .where(
            Deadline.subject_id == subject.id,
            Deadline.closed_at.is_(None),
            Deadline.paused_at.is_(None),
        )
        .order_by(Deadline.id)
        .execution_options(populate_existing=True)
    ).all()
    return [d for d in found if d.name in rules and not rules[d.name].due.is_moment]
