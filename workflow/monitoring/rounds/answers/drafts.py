"""Answers not handed in yet, sealed: whoever has the database alone cannot read them."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.orm import Session

from models import Draft

Given = Mapping[str, str | Sequence[str]]
"""Name of the question → what the form has for it, right or wrong."""

_BLOCK = 2048
"""A draft's length says no more of the answers than how many such blocks they fill."""


def keep_draft(session: Session, invitation_id: UUID, given: Given, *, secret: str) -> None:
    """In place of the one that there was. The caller has locked the invitation."""
    sealed = _seal(invitation_id, given, secret)
    session.merge(Draft(invitation_id=invitation_id, sealed=sealed))
    session.flush()


def draft_of(session: Session, invitation_id: UUID, *, secret: str) -> Given:
    """Empty where there is none, and where it was sealed with another secret."""
    draft = session.get(Draft, invitation_id, populate_existing=True)
    if draft is None:
        return {}
    try:
        words = _lock(invitation_id, secret).decrypt(draft.sealed)
    except InvalidToken:
        return {}
    given: Given = json.loads(words)
    return given


def _seal(invitation_id: UUID, given: Given, secret: str) -> bytes:
    words = json.dumps(dict(given), ensure_ascii=False).encode()
    padded = words.ljust(-(-len(words) // _BLOCK) * _BLOCK)
    # Fernet writes down the moment, readable without the key; nobody is to know it.
    return _lock(invitation_id, secret).encrypt_at_time(padded, 0)


def _lock(invitation_id: UUID, secret: str) -> Fernet:
    key = hmac.digest(secret.encode(), f"draft:{invitation_id.hex}".encode(), sha256)
    return Fernet(urlsafe_b64encode(key))
