from collections.abc import Mapping
from typing import Any

from models import Enrolment, Initiative, ProposalVersion
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.history.commitments import commitment, new_salt
from workflow.proposals import content_of, latest_number


@effect()
def assign_curator(attempt: Attempt) -> None:
    assert isinstance(attempt.subject, Enrolment)
    attempt.subject.curator_id = attempt.facts["curator"]


@effect(version="number", content="text")
def keep_version(attempt: Attempt) -> Mapping[str, Any]:
    """Keep the proposal as it now stands, unless that is the latest version already; the history
    has a commitment to it, not its words."""
    assert isinstance(attempt.subject, Initiative)
    initiative, content = attempt.subject, content_of(attempt.subject)
    number = latest_number(attempt.session, initiative.id)
    latest = attempt.session.get(ProposalVersion, (initiative.id, number))
    if latest is None or latest.content != content:
        salt = new_salt()
        latest = ProposalVersion(
            initiative_id=initiative.id,
            number=number + 1,
            content=content,
            salt=salt,
            commitment=commitment(salt, content),
            written_at=attempt.now,
        )
        attempt.session.add(latest)
        attempt.session.flush()
    return {"version": latest.number, "content": latest.commitment}
