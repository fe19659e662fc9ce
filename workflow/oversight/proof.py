"""Whether the histories prove what they say, and what was published of them."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Checkpoint, Text
from workflow.history.verify import Verification, verify
from workflow.oversight.deeds import Span

FAULTS_TOLD = 3


@dataclass(frozen=True)
class Verified:
    sound: bool
    text: Text


@dataclass(frozen=True)
class Proof:
    verified: Verified
    checkpoints: int
    """Taken in the month."""
    stopped: bool
    """None was, though there were some before."""
    last: Checkpoint | None
    """Of the month."""


def verified_now(session: Session) -> Verified:
    """Checks every history, which takes long where there are many: once for all reports."""
    return said(verify(session))


def said(found: Verification) -> Verified:
    if found.sound:
        return Verified(
            True,
            Text(
                en=f"Verified: {found.entries} entries of {found.subjects} histories, every one in "
                "its place.",
                ru=f"Проверено: записей — {found.entries}, историй — {found.subjects}, всё на "
                "своих местах.",
            ),
        )
    first = "; ".join(
        fault.subject if fault.sequence is None else f"{fault.subject}, {fault.sequence}"
        for fault in found.faults[:FAULTS_TOLD]
    )
    number = len(found.faults)
    return Verified(
        False,
        Text(
            en=f"NOT SOUND, faults: {number}. First: {first}. See “vmeste history verify”.",
            ru=f"НЕ СХОДИТСЯ, расхождений: {number}. Первые: {first}. Подробно — «vmeste history "
            "verify».",
        ),
    )


def proof(session: Session, span: Span, verified: Verified) -> Proof:
    taken = (Checkpoint.taken_at >= span[0]) & (Checkpoint.taken_at < span[1])
    number = session.scalars(select(func.count()).select_from(Checkpoint).where(taken)).one()
    before = select(Checkpoint.number).where(Checkpoint.taken_at < span[0]).limit(1)
    last = session.scalars(
        select(Checkpoint).where(taken).order_by(Checkpoint.number.desc()).limit(1)
    ).first()
    return Proof(verified, number, not number and session.scalar(before) is not None, last)
