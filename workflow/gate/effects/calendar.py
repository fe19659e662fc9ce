"""A deadline that the coordinator puts off."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.gate.guards.calendar import running_deadlines
from workflow.gate.terms import put_off
from workflow.lifecycles.machine import runner


@effect(was_due="text", due="text")
def extend_deadline(attempt: Attempt) -> Mapping[str, Any]:
    """It falls on the day told, at its time of day, as if it had not passed before."""
    subject, timetable = attempt.subject, attempt.timetable
    (deadline,) = [d for d in running_deadlines(attempt) if d.name == attempt.facts["deadline"]]
    lifecycle = runner(subject.lifecycle_version).lifecycle
    rule = lifecycle.states[subject.state].deadlines[deadline.name]
    day = date.fromisoformat(attempt.facts["until"])
    due_at = timetable.at(day, time.fromisoformat(rule.due.at))
    was = deadline.due_at
    put_off(attempt, deadline.id, rule, due_at, due_at)
    return {"was_due": was.isoformat(), "due": due_at.isoformat()}
