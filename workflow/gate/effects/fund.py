"""What donors agree to, pay, and get back."""

from datetime import date

from sqlalchemy import select

from models import Account, Donation
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.money.ledger import Part, transfer


def _donation(attempt: Attempt) -> Donation:
    return attempt.session.scalars(
        select(Donation).where(
            Donation.programme_id == attempt.subject.programme_id,
            Donation.code == attempt.facts["donation"],
        )
    ).one()


@effect()
def keep_agreement(attempt: Attempt) -> None:
    donation = _donation(attempt)
    donation.agreement = attempt.facts["agreement"]
    donation.agreed_on = date.fromisoformat(attempt.facts["agreed_on"])
    attempt.session.flush()


@effect()
def keep_received(attempt: Attempt) -> None:
    _move(attempt, Account.OUTSIDE, Account.FREE)


@effect()
def give_back(attempt: Attempt) -> None:
    _move(attempt, Account.FREE, Account.OUTSIDE)


def _move(attempt: Attempt, source: Account, target: Account) -> None:
    attempt.lock_programme()
    part = Part(_donation(attempt).id, attempt.facts["amount"])
    transfer(attempt.session, [part], source, target, attempt.because)
