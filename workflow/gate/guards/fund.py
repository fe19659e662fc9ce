"""What must hold before money comes into the fund, or goes back."""

from datetime import date

from sqlalchemy import func, select

from models import Account, Donation, HistoryEntry, Initiative, LedgerEntry, Money, Text
from workflow.council.capacity import capacity
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.history.chain import canonical_json
from workflow.money.ledger import balances


def _donation(attempt: Attempt) -> Donation | None:
    return attempt.session.scalar(
        select(Donation).where(
            Donation.programme_id == attempt.subject.programme_id,
            Donation.code == attempt.facts.get("donation"),
        )
    )


@guard
def donation_is_known(attempt: Attempt) -> Text | None:
    """The donation was pledged in this programme."""
    if "donation" not in attempt.facts or _donation(attempt) is not None:
        return None
    return Text(
        en="There is no such donation: record the pledge first.",
        ru="Такого пожертвования нет: сначала запишите обещание.",
    )


@guard
def pledge_is_new(attempt: Attempt) -> Text | None:
    """A donation is pledged once, and for as much as is on record."""
    donation, amount = _donation(attempt), attempt.facts.get("amount")
    if donation is None or amount is None:
        return None
    earlier = attempt.session.scalar(
        select(HistoryEntry.id).where(
            HistoryEntry.subject_id == attempt.subject.id,
            HistoryEntry.action == attempt.transition.trigger,
            HistoryEntry.facts == canonical_json(dict(attempt.facts)),
        )
    )
    if earlier is None and amount == donation.pledged:
        return None
    pledged = Money(donation.pledged, donation.currency)
    return Text(
        en=f"{pledged.in_('en')} is on record as pledged: record anything else as another pledge.",
        ru=f"Обещание уже записано, {pledged.in_('ru')}: остальное запишите отдельным обещанием.",
    )


@guard
def agreement_is_new(attempt: Attempt) -> Text | None:
    """A donation has one agreement, and an agreement's number is one donation's."""
    donation, number = _donation(attempt), attempt.facts.get("agreement")
    if donation is None or number is None:
        return None
    if donation.agreement is not None:
        return Text(
            en=f"This donation has an agreement already: {donation.agreement}.",
            ru=f"У этого пожертвования уже есть договор: {donation.agreement}.",
        )
    if len(number) > 40:
        return Text(
            en="An agreement's number has at most 40 characters.",
            ru="Номер договора — не длиннее 40 знаков.",
        )
    other = attempt.session.scalar(
        select(Donation.code).where(
            Donation.programme_id == donation.programme_id, Donation.agreement == number
        )
    )
    if other is None:
        return None
    return Text(
        en=f"An agreement of this number is on record for donation {other}.",
        ru=f"Договор с таким номером уже записан у пожертвования {other}.",
    )


@guard
def day_is_past(attempt: Attempt, fact: str) -> Text | None:
    """What is put on record has happened."""
    given = attempt.facts.get(fact)
    if given is None or date.fromisoformat(given) <= attempt.timetable.local_day(attempt.now):
        return None
    return Text(
        en=f"{date.fromisoformat(given):%d.%m.%Y} is still to come: mind the day.",
        ru=f"{date.fromisoformat(given):%d.%m.%Y} ещё не наступило: проверьте дату.",
    )


@guard
def donation_is_agreed(attempt: Attempt) -> Text | None:
    """Money is taken under a donation agreement only."""
    donation = _donation(attempt)
    if donation is None or donation.agreement is not None:
        return None
    return Text(
        en="There is no agreement with the donor yet: record it first.",
        ru="С жертвователем ещё нет договора: сначала запишите договор.",
    )


@guard
def no_more_than_pledged(attempt: Attempt) -> Text | None:
    """No more comes than was agreed: what a donor gives beyond it is a donation of its own."""
    donation, amount = _donation(attempt), attempt.facts.get("amount")
    if donation is None or amount is None:
        return None
    awaited = donation.pledged - _received(attempt, donation)
    if amount <= awaited:
        return None
    left = Money(awaited, donation.currency)
    return Text(
        en=f"Only {left.in_('en')} of this donation is still awaited: record the rest as another.",
        ru=f"По этому пожертвованию ожидается ещё {left.in_('ru')}: остальное запишите отдельным "
        "пожертвованием.",
    )


def _received(attempt: Attempt, donation: Donation) -> int:
    came = select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
        LedgerEntry.donation_id == donation.id, LedgerEntry.source == Account.OUTSIDE
    )
    return int(attempt.session.scalars(came).one())


@guard
def no_more_than_is_free(attempt: Attempt) -> Text | None:
    """Only what is for nothing goes back to the donor: what the council decided counts as given,
    announced or not."""
    donation, amount = _donation(attempt), attempt.facts.get("amount")
    if donation is None or amount is None:
        return None
    attempt.lock_programme()
    unpromised = capacity(attempt.session, attempt.programme).pots.of(donation.id)
    free = Money(unpromised, donation.currency)
    if amount <= free.minor:
        return None
    return Text(
        en=f"{free.in_('en')} of this donation is free; the rest is promised, awarded or spent.",
        ru=f"Из этого пожертвования свободно {free.in_('ru')}; остальное обещано, выделено или "
        "израсходовано.",
    )


ACCOUNTING = ("funding", "implementation", "suspended", "creative_report", "winding_up")
"""States of an initiative to which money may still go, or from which it may still come back."""


@guard
def no_initiative_is_under_way(attempt: Attempt) -> Text | None:
    """Nobody accounts for money any more: a revoked expense would have nowhere to go back to."""
    codes = attempt.session.scalars(
        select(Initiative.code)
        .where(
            Initiative.programme_id == attempt.subject.programme_id,
            Initiative.state.in_(ACCOUNTING),
        )
        .order_by(Initiative.code)
    ).all()
    if not codes:
        return None
    listed = ", ".join(codes[:10])
    return Text(
        en=f"{len(codes)} initiatives still account for money: {listed}.",
        ru=f"Ещё отчитываются за деньги ({len(codes)}): {listed}.",
    )


@guard
def nothing_is_held(attempt: Attempt) -> Text | None:
    """All money is spent or given back."""
    found = balances(attempt.session, attempt.subject.programme_id)
    held = Money(sum(found.values()) - found[Account.SPENT], attempt.programme.currency)
    if not held.minor:
        return None
    return Text(
        en=f"{held.in_('en')} is neither spent nor given back.",
        ru=f"{held.in_('ru')} не израсходовано и не возвращено.",
    )
