from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models import Invitation, MonitoringRound


def waiting_for_answers(session: Session, round_id: int) -> Sequence[Row[tuple[UUID, int, str]]]:
    """Invitation, person and questionnaire of those with an address who have not answered, in an
    order that means nothing."""
    return session.execute(
        select(Invitation.id, Invitation.person_id, Invitation.questionnaire)
        .where(
            Invitation.round_id == round_id,
            Invitation.person_id.is_not(None),
            Invitation.answered_on.is_(None),
        )
        .order_by(Invitation.id)
    ).all()  # type: ignore[return-value]


def can_answer(session: Session, round_: MonitoringRound, code: str, person_id: int) -> bool:
    """Whether there is still sense in asking somebody: the round is open, and they have not
    answered."""
    ours = select(Invitation.id).where(
        Invitation.round_id == round_.id,
        Invitation.questionnaire == code,
        Invitation.person_id == person_id,
        Invitation.answered_on.is_(None),
    )
    return round_.state == "open" and session.scalar(ours) is not None
