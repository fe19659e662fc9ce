"""A bank's statement, line by line against the donations that are awaited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Donation, IdempotencyKey, Money, Programme, Text
from workflow.actor import Actor
from workflow.errors import Blocker, Refusal, Stale
from workflow.gate.perform import lock
from workflow.money.donations import receive
from workflow.money.statement import BadLine, Statement, StatementLine
from workflow.programme.lookup import find_fund


@dataclass(frozen=True)
class Matched:
    """A payment and the donation that it is for."""

    line: StatementLine
    donation: Donation


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do. Every line of the statement is in exactly one of these."""

    matched: Sequence[Matched]
    known: Sequence[StatementLine]
    """On record already, from this file or another."""
    unmatched: Sequence[BadLine]
    """Payments under no agreement that is known, and lines that cannot be read, each with its
    reason."""
    outgoing: int
    """Payments of the fund's own."""

    @property
    def fingerprint(self) -> str:
        """Names the plan, so that what is carried out is what was previewed."""
        told = ",".join(f"{m.line.fingerprint}:{m.donation.id}" for m in self.matched)
        return sha256(told.encode()).hexdigest()[:12]

    def total(self, currency: str) -> Money:
        return Money(sum(m.line.amount for m in self.matched), currency)


def preview_import(session: Session, programme: Programme, statement: Statement) -> ImportPreview:
    """Which payments would be put on record, for which donations. Changes nothing."""
    donations = {
        donation.agreement: donation
        for donation in session.scalars(
            select(Donation).where(
                Donation.programme_id == programme.id, Donation.agreement.is_not(None)
            )
        )
    }
    matched, known, unmatched = [], [repeated.line for repeated in statement.repeated], []
    for line in statement.lines:
        donation = donations.get(line.agreement)
        on_record = session.get(IdempotencyKey, _key(programme, line)) is not None
        if on_record and line.has_reference:
            known.append(line)
        elif on_record:
            unmatched.append(BadLine(line.number, _shown(line), _NO_NUMBER))
        elif donation is None:
            unmatched.append(BadLine(line.number, _shown(line), _no_agreement(line)))
        else:
            matched.append(Matched(line, donation))
    bad = sorted([*unmatched, *statement.bad], key=lambda one: one.number)
    return ImportPreview(matched, known, bad, statement.outgoing)


def import_statement(
    session: Session,
    programme: Programme,
    statement: Statement,
    *,
    actor: Actor,
    now: datetime,
    previewed: str,
) -> ImportPreview:
    """Put on record what the preview of that name would. All of it or nothing: raises Refusal, or
    Stale if the plan is another by now."""
    lock(session, find_fund(session, programme))
    plan = preview_import(session, programme, statement)
    if plan.fingerprint != previewed:
        raise Stale([_CHANGED])
    for matched in plan.matched:
        try:
            receive(
                session,
                matched.donation,
                matched.line.amount,
                matched.line.received_on,
                matched.line.reference or "—",
                actor=actor,
                now=now,
                key=_key(programme, matched.line),
            )
        except Refusal as refusal:
            on_line = [_on_line(matched.line, blocker) for blocker in refusal.blockers]
            raise Refusal(on_line) from refusal
    return plan


def _key(programme: Programme, line: StatementLine) -> str:
    return f"bank.{programme.id}.{line.fingerprint}"


def _on_line(line: StatementLine, blocker: Blocker) -> Blocker:
    """The reason, with the line of the file that it is about."""
    words = Text(
        en=f"Line {line.number}: {blocker.text.in_('en')}",
        ru=f"Строка {line.number}: {blocker.text.ru}",
    )
    return Blocker(blocker.code, words)


def _shown(line: StatementLine) -> str:
    return f"{line.received_on:%d.%m.%Y} {line.payer}: {line.purpose}"


def _no_agreement(line: StatementLine) -> Text:
    if line.agreement is None:
        return Text(
            en="The purpose names no donation agreement: record it by hand, for its donation.",
            ru="В назначении платежа нет номера договора: запишите поступление вручную.",
        )
    return Text(
        en=f"No agreement {line.agreement} is on record: record it, then import again.",
        ru=f"Договор {line.agreement} не записан: запишите его и загрузите выписку ещё раз.",
    )


_NO_NUMBER = Text(
    en="The like is on record, and neither has the bank's number: if this is another payment, "
    "record it by hand.",
    ru="Такое же поступление уже записано, а номера документа нет: если это другой платёж, "
    "запишите его вручную.",
)
_CHANGED = Blocker(
    "plan_changed",
    Text(
        en="The import is another since you saw it: look at it again and decide.",
        ru="С тех пор как вы видели план загрузки, он изменился: посмотрите ещё раз.",
    ),
)
