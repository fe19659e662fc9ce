"""Slips of paper for those without an address: each has a code, and the link that it stands for."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from secrets import SystemRandom

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import District, Invitation, MonitoringRound
from workflow.monitoring.rounds.links import answer_token

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Those that nobody takes for one another."""
_PARTS = 3


@dataclass(frozen=True)
class Slip:
    code: str
    questionnaire: str
    district: District | None
    token: str
    """What the address of its questionnaire ends with."""
    is_used: bool


def new_codes(count: int, *, key: str | None = None, secret: str = "") -> list[str]:
    """As many codes as are wanted, such as `K7MD-2PXA-9QRT`: too many are possible to guess one.
    The same `key` makes the same ones."""
    chance = SystemRandom() if key is None else Random(hmac.digest(*_bytes(secret, key), sha256))
    made: dict[str, None] = {}
    while len(made) < count:
        parts = ("".join(chance.choices(_SIGNS, k=4)) for _ in range(_PARTS))
        made["-".join(parts)] = None
    return list(made)


def _bytes(secret: str, key: str) -> tuple[bytes, bytes]:
    return secret.encode(), f"slips:{key}".encode()


def slips_of(session: Session, round_: MonitoringRound, *, secret: str) -> Sequence[Slip]:
    """All slips of a round, by questionnaire and code: what is printed."""
    ours = (
        select(Invitation, District)
        .outerjoin(District, District.id == Invitation.district_id)
        .where(Invitation.round_id == round_.id, Invitation.slip.is_not(None))
        .order_by(Invitation.questionnaire, Invitation.slip)
    )
    return [
        Slip(
            invitation.slip or "",
            invitation.questionnaire,
            district,
            answer_token(invitation.id, secret),
            invitation.answered_on is not None,
        )
        for invitation, district in session.execute(ours)
    ]
