"""Links by which people answer a questionnaire."""

from collections.abc import Callable
from uuid import UUID

from workflow.monitoring.rounds.links import answer_token

AnswerLink = Callable[[UUID], str]
"""Gives the link of an invitation."""

ANSWER_PATH = "/answer/"


def answer_link(address: str, invitation_id: UUID, secret: str) -> str:
    """`address` is that of the pages."""
    return f"{address}{ANSWER_PATH}{answer_token(invitation_id, secret)}"


def concealed(_invitation_id: UUID) -> str:
    """Where somebody else looks at the letter: whoever has the link can answer with it."""
    return f"https://…{ANSWER_PATH}…"
