"""Milestones reached, plans changed, reports submitted and rated."""

from collections.abc import Mapping
from datetime import date
from json import loads
from typing import Any

from sqlalchemy import select

from models import ChangeRequest, CreativeReport, HistoryEntry, Initiative, Milestone
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.gate.terms import move_deadlines
from workflow.history.chain import canonical_json
from workflow.history.commitments import commitment, new_salt


def _initiative(attempt: Attempt) -> Initiative:
    assert isinstance(attempt.subject, Initiative)
    return attempt.subject


@effect()
def keep_milestone(attempt: Attempt) -> None:
    key = (attempt.subject.id, attempt.facts["milestone"])
    milestone = attempt.session.get_one(Milestone, key)
    milestone.reached_on = date.fromisoformat(attempt.facts["reached_on"])
    attempt.session.flush()


@effect(milestones="text", budget="text")
def tell_change(attempt: Attempt) -> Mapping[str, Any]:
    """The history knows what was asked."""
    request = attempt.subject
    assert isinstance(request, ChangeRequest)
    return {
        "milestones": canonical_json(request.milestones),
        "budget": canonical_json(request.budget),
    }


@effect(request="text")
def apply_change(attempt: Attempt) -> Mapping[str, Any]:
    """The plan is as the accepted request asked; what is due by the plan's end is due anew."""
    initiative, request = _initiative(attempt), _accepted_now(attempt)
    for milestone in initiative.milestones:
        if day := request.milestones.get(str(milestone.ordinal)):
            milestone.planned_on = date.fromisoformat(day)
    for line in initiative.budget:
        line.planned = request.budget.get(str(line.ordinal), line.planned)
    attempt.session.flush()
    move_deadlines(attempt)
    return {"request": request.code}


def _accepted_now(attempt: Attempt) -> ChangeRequest:
    """The accepted request that the plan does not follow yet: it brought this about."""
    accepted = attempt.session.scalars(
        select(ChangeRequest).where(
            ChangeRequest.initiative_id == attempt.subject.id, ChangeRequest.state == "accepted"
        )
    )
    followed = attempt.session.scalars(
        select(HistoryEntry.facts).where(
            HistoryEntry.subject_id == attempt.subject.id,
            HistoryEntry.action == attempt.transition.trigger,
        )
    )
    known = {loads(facts).get("request") for facts in followed}
    return next(request for request in accepted if request.code not in known)


@effect(content="text")
def seal_report(attempt: Attempt) -> Mapping[str, Any]:
    """The history has a commitment to what was submitted."""
    report = attempt.session.get_one(CreativeReport, attempt.subject.id)
    report.salt = new_salt()
    attempt.session.flush()
    return {"content": commitment(report.salt, report_content(report))}


def report_content(report: CreativeReport) -> str:
    """Canonical JSON of what the group tells."""
    return canonical_json(
        {
            "done": report.done,
            "results": report.results,
            "participants": report.participants,
            "videos": report.videos,
            "publications": report.publications,
        }
    )


@effect()
def rate_report(attempt: Attempt) -> None:
    report = attempt.session.get_one(CreativeReport, attempt.subject.id)
    report.rating = attempt.facts["rating"]
    attempt.session.flush()


@effect()
def keep_presentation(attempt: Attempt) -> None:
    report = attempt.session.get_one(CreativeReport, attempt.subject.id)
    report.presented_on = date.fromisoformat(attempt.facts["presented_on"])
    attempt.session.flush()
