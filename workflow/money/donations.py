"""Donations: pledged, agreed, received, given back. Each deed is an action on the programme's
fund, so that its history tells of every one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import District, Donation, Donor, DonorKind, Fund, Money, Problem, Programme, Text
from models.money import LARGEST
from workflow.actor import Actor
from workflow.errors import Blocker, NotFound, Refusal
from workflow.gate import Move, perform
from workflow.gate.facts import text_blocker
from workflow.gate.perform import lock
from workflow.programme.lookup import find_fund, lifecycle_version


def fund_of(session: Session, programme: Programme, *, actor: Actor, now: datetime) -> Fund:
    """The programme's fund, opened now if there was none."""
    known = session.scalar(select(Fund).where(Fund.programme_id == programme.id))
    if known is not None:
        return known
    fund = Fund(
        programme_id=programme.id,
        code="fund",
        lifecycle_version=lifecycle_version(session, programme, "fund"),
        changed_at=now,
    )
    session.add(fund)
    perform(session, fund, "open", actor=actor, now=now)
    return fund


@dataclass(frozen=True)
class Restriction:
    """What a donor lets the money be spent on; on anything where nothing is said."""

    purpose: str = ""
    """In the donor's words."""
    district: District | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Giver:
    """A donor as somebody names them."""

    name: str
    kind: DonorKind = DonorKind.ORGANISATION
    anonymous: bool = False
    """Not to be named in anything that is published."""


def pledge(
    session: Session,
    programme: Programme,
    giver: Giver,
    amount: Money,
    *,
    actor: Actor,
    now: datetime,
    code: str | None = None,
    restriction: Restriction | None = None,
    is_sample: bool = False,
) -> Donation:
    """Put a promise on record. With a `code`, its repeat is answered with the donation there is.

    `amount` is above zero and in the programme's currency. Raises Refusal.
    """
    fund = find_fund(session, programme)
    lock(session, fund)
    if code is not None and not (0 < len(code.strip()) <= 40 and code.isprintable()):
        raise Refusal([_CODE_UNFIT])
    if code is not None and (known := _by_code(session, programme, code)) is not None:
        return known
    bound = restriction or Restriction()
    if blockers := _unfit(programme, giver, amount, bound):
        raise Refusal(blockers)
    donation = Donation(
        programme_id=programme.id,
        code=code or _free_code(session, programme),
        donor=_donor(session, programme, giver),
        pledged=amount.minor,
        currency=amount.currency,
        purpose=" ".join(bound.purpose.split()),
        district_id=bound.district.id if bound.district else None,
        problem_id=bound.problem.id if bound.problem else None,
        is_sample=is_sample,
    )
    session.add(donation)
    facts = {"donation": donation.code, "amount": amount.minor}
    perform(session, fund, "pledge", actor=actor, now=now, facts=facts)
    return donation


def agree(
    session: Session,
    donation: Donation,
    agreement: str,
    agreed_on: date,
    *,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Move:
    """Put the donation agreement on record: money may come from now on. Raises Refusal."""
    facts = {
        "donation": donation.code,
        "agreement": " ".join(agreement.split()),
        "agreed_on": agreed_on.isoformat(),
    }
    return _on_fund(session, donation, "agree", facts, actor, now, key)


def receive(
    session: Session,
    donation: Donation,
    amount: int,
    received_on: date,
    reference: str,
    *,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Move:
    """Put money on record that came to the fund's account: `amount` in the currency's smallest
    unit, `reference` the bank's number of the payment. Raises Refusal."""
    facts = {
        "donation": donation.code,
        "amount": amount,
        "received_on": received_on.isoformat(),
        "reference": reference,
    }
    return _on_fund(session, donation, "receive", facts, actor, now, key)


def refund(
    session: Session,
    donation: Donation,
    amount: int,
    payment_order: str,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    key: str | None = None,
) -> Move:
    """Put on record that money which is for nothing went back to its donor. Raises Refusal."""
    facts = {"donation": donation.code, "amount": amount, "payment_order": payment_order}
    return _on_fund(session, donation, "refund", facts, actor, now, key, reason)


def _on_fund(
    session: Session,
    donation: Donation,
    trigger: str,
    facts: Mapping[str, object],
    actor: Actor,
    now: datetime,
    key: str | None,
    reason: str | None = None,
) -> Move:
    programme = session.get_one(Programme, donation.programme_id)
    fund = find_fund(session, programme)
    return perform(
        session, fund, trigger, actor=actor, now=now, reason=reason, facts=facts, key=key
    )


def find_donation(session: Session, programme: Programme, code: str) -> Donation:
    """The donation that goes by this code or by this number of its agreement. Raises NotFound."""
    found = _by_code(session, programme, code) or session.scalar(
        select(Donation).where(Donation.programme_id == programme.id, Donation.agreement == code)
    )
    if found is None:
        words = Text(
            en=f"There is no donation {code[:40]}, nor one under an agreement of that number.",
            ru=f"Пожертвования {code[:40]} нет, договора с таким номером тоже.",
        )
        raise NotFound([Blocker("not_found", words)])
    return found


def _by_code(session: Session, programme: Programme, code: str) -> Donation | None:
    return session.scalar(
        select(Donation).where(Donation.programme_id == programme.id, Donation.code == code)
    )


def _free_code(session: Session, programme: Programme) -> str:
    many = session.scalars(
        select(func.count()).select_from(Donation).where(Donation.programme_id == programme.id)
    ).one()
    while _by_code(session, programme, f"D{many + 1}") is not None:
        many += 1
    return f"D{many + 1}"


def _donor(session: Session, programme: Programme, giver: Giver) -> Donor:
    """The donor of that name; who once asked not to be named stays unnamed."""
    name = " ".join(giver.name.split())
    donor = session.scalar(
        select(Donor).where(
            Donor.programme_id == programme.id, Donor.kind == giver.kind, Donor.name == name
        )
    ) or Donor(programme_id=programme.id, kind=giver.kind, name=name, anonymous=False)
    donor.anonymous = donor.anonymous or giver.anonymous
    session.add(donor)
    session.flush()
    return donor


def _unfit(
    programme: Programme, giver: Giver, amount: Money, restriction: Restriction
) -> list[Blocker]:
    blockers = [
        text_blocker(giver.name, Text(en="The donor's name", ru="Имя жертвователя")),
        text_blocker(restriction.purpose, Text(en="The purpose", ru="Назначение")),
    ]
    if not 0 < len(giver.name.strip()) <= 300:
        blockers.append(_UNNAMED)
    if len(restriction.purpose) > 300:
        blockers.append(_LONG_PURPOSE)
    if not 0 < amount.minor <= LARGEST:
        blockers.append(_NO_AMOUNT)
    if amount.currency != programme.currency:
        words = Text(
            en=f"This programme counts in {programme.currency}.",
            ru=f"Эта программа считает в {programme.currency}.",
        )
        blockers.append(Blocker("currency_unfit", words))
    if _of_other_district(restriction):
        blockers.append(_OTHER_DISTRICT)
    return [blocker for blocker in blockers if blocker is not None]


def _of_other_district(restriction: Restriction) -> bool:
    if restriction.problem is None or restriction.district is None:
        return False
    return restriction.problem.district_id != restriction.district.id


_CODE_UNFIT = Blocker(
    "code_unfit",
    Text(en="A code has 1 to 40 plain characters.", ru="Код — от 1 до 40 печатных знаков."),
)
_UNNAMED = Blocker(
    "donor_unnamed",
    Text(
        en="Name the donor, in at most 300 characters.",
        ru="Укажите жертвователя, до 300 знаков.",
    ),
)
_LONG_PURPOSE = Blocker(
    "purpose_too_long",
    Text(en="Say the purpose in at most 300 characters.", ru="Укажите назначение, до 300 знаков."),
)
_NO_AMOUNT = Blocker(
    "amount_unfit",
    Text(
        en="Give an amount above zero, and none that nobody can have.",
        ru="Укажите сумму больше нуля и не больше возможной.",
    ),
)
_OTHER_DISTRICT = Blocker(
    "other_district",
    Text(
        en="The problem is another district's: name the district that it belongs to.",
        ru="Это проблема другого округа: укажите тот округ, к которому она относится.",
    ),
)
