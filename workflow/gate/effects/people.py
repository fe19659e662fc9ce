"""What people consent to, and what is left of them when they no longer do."""

from collections.abc import Mapping
from datetime import date
from json import loads
from typing import Any

from models import Consent
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.people.erasure.erase import erase


def _consent(attempt: Attempt) -> Consent:
    assert isinstance(attempt.subject, Consent), f"{attempt.subject.kind} is nobody's consent"
    return attempt.subject


@effect()
def keep_consent(attempt: Attempt) -> None:
    consent = _consent(attempt)
    consent.given_on = date.fromisoformat(attempt.facts["given_on"])
    consent.document = attempt.facts["document"].strip()
    attempt.session.flush()


@effect(
    struck="text",
    fields_struck="number",
    files_erased="number",
    letters_forgotten="number",
    invitations_forgotten="number",
    answers_forgotten="number",
    keys_forgotten="number",
)
def erase_person(attempt: Attempt) -> Mapping[str, Any]:
    """The history tells how much was erased, and which texts it was committed to."""
    return erase(
        attempt.session,
        _consent(attempt),
        texts=loads(attempt.facts["texts"]),
        files=loads(attempt.facts["files"]),
        today=attempt.timetable.local_day(attempt.now),
        now=attempt.now,
    )
