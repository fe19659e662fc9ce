"""What the donors of the play give, each of it safe to do again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.play.council import in_office
from cli.play.work.deeds import key_of
from models import Donation, Money, Problem, ProblemKind, Programme, Role
from workflow.money import donations
from workflow.money.donations import Giver, Restriction, find_donation
from workflow.programme.lookup import find_district
from workflow.programme.play.work import DonationAct


def pledge(act: DonationAct, session: Session, programme: Programme, now: datetime) -> None:
    donations.pledge(
        session,
        programme,
        Giver(act.donor, act.kind, act.anonymous),
        Money(act.amount, programme.currency),
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        code=act.code,
        restriction=_restriction(act, session, programme),
        is_sample=True,
    )


def agree(act: DonationAct, session: Session, programme: Programme, now: datetime) -> None:
    donations.agree(
        session,
        _donation(session, programme, act),
        act.agreement,
        act.agreed,
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        key=key_of(programme, act.code, "agree"),
    )


def receive(
    act: DonationAct, n: int, session: Session, programme: Programme, now: datetime
) -> None:
    on, amount = act.received[n]
    donations.receive(
        session,
        _donation(session, programme, act),
        amount,
        on,
        f"{act.code}-{n + 1}",
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        key=key_of(programme, act.code, f"receive.{n}"),
    )


def _restriction(act: DonationAct, session: Session, programme: Programme) -> Restriction:
    district = find_district(session, programme, act.district) if act.district else None
    problem = None
    if district is not None and act.problem is not None:
        problem = session.scalars(
            select(Problem).where(
                Problem.district_id == district.id,
                Problem.kind == ProblemKind.PROBLEM,
                Problem.ordinal == act.problem,
            )
        ).one()
    return Restriction(act.purpose, district, problem)


def _donation(session: Session, programme: Programme, act: DonationAct) -> Donation:
    return find_donation(session, programme, act.code)
