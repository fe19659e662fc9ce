"""What identifies somebody who is asked: the link by which they answer, and the pseudonym that
stands for them in every round of a programme."""

import hmac
from hashlib import sha256
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer

from models import Text
from workflow.errors import Blocker, Refusal


def answer_token(invitation_id: UUID, secret: str) -> str:
    """What the address of a personal questionnaire ends with; the same whenever it is made, so
    that it need be kept nowhere."""
    return str(_signed(secret).dumps(invitation_id.hex))


def read_answer_token(token: str, secret: str) -> UUID:
    """The invitation that it was made for. Raises Refusal for what was not made here."""
    try:
        return UUID(_signed(secret).loads(token))
    except (BadData, ValueError, TypeError, AttributeError):
        raise Refusal([LINK_UNKNOWN]) from None


def pseudonym(invitee: str, questionnaire: str, *, salt: str, secret: str) -> str:
    """What stands for somebody beside their answers: HMAC-SHA-256 of who was invited, as
    `by_address` or `by_slip` writes it, under a key of which half, `salt`, is in the database and
    half outside it.

    Of each questionnaire it is another one: what somebody answered as a resident is not to be
    found by what they answered as a deputy.
    """
    key = hmac.digest(secret.encode(), f"link:{salt}".encode(), sha256)
    return hmac.new(key, f"{questionnaire}:{invitee}".encode(), sha256).hexdigest()


def by_address(email: str) -> str:
    """Somebody who has an address, as an invitee."""
    return email.strip().lower()


def by_slip(code: str) -> str:
    """Somebody who was handed a printed slip, as an invitee; no address has the sign."""
    return f"slip:{code}"


def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="answer")


LINK_UNKNOWN = Blocker(
    "link_unknown",
    Text(
        en="This link is not whole or not ours. Open it from the letter once more.",
        ru="Эта ссылка неполная или не наша. Откройте её из письма ещё раз.",
    ),
)
