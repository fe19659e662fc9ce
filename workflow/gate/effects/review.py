"""What a submitted review is held to."""

from collections.abc import Mapping
from typing import Any

from models import Review
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.history.chain import canonical_json
from workflow.history.commitments import commitment, new_salt
from workflow.proposals import latest_number


@effect(content="text", version="number")
def seal_review(attempt: Attempt) -> Mapping[str, Any]:
    """The history has a commitment to what was submitted, and on which version of the proposal:
    what is changed afterwards, past the gate, no longer agrees with it."""
    assert isinstance(attempt.subject, Review)
    review = attempt.subject
    review.read_version = latest_number(attempt.session, review.initiative_id)
    review.salt = new_salt()
    attempt.session.flush()
    content = commitment(review.salt, review_content(review))
    return {"content": content, "version": review.read_version}


def review_content(review: Review) -> str:
    """Canonical JSON of scores, justifications and conclusion."""
    return canonical_json(
        {
            "scores": {
                score.criterion: [score.value, score.justification] for score in review.scores
            },
            "conclusion": review.conclusion,
        }
    )
