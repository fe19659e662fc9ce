"""The agreement with a group, and the tranches it is paid in."""

from datetime import datetime

from sqlalchemy.orm import Session

from cli.play.council import in_office
from cli.play.work.deeds import act_on_initiative, key_of
from models import IdempotencyKey, Initiative, Programme, Role, Tranche
from papers.agreement.files import agreement_hashes
from workflow.deadlines.timetable import timetable_of
from workflow.programme.lookup import find_subject
from workflow.programme.play.work import TrancheAct, WorkAct
from workflow.work.agreements import agreement_of
from workflow.work.parts import act_on_part


def draw_up(code: str, session: Session, programme: Programme, now: datetime) -> None:
    if session.get(IdempotencyKey, key_of(programme, code, "draw_up_agreement.0")) is not None:
        return
    initiative = find_subject(session, programme, Initiative, code)
    day = timetable_of(session, programme.id).local_day(now)
    hashes = agreement_hashes(agreement_of(session, initiative, day=day))
    context = (session, programme, now)
    act_on_initiative(code, "draw_up_agreement", Role.COORDINATOR, context, hashes)


def sign(code: str, act: WorkAct, session: Session, programme: Programme, now: datetime) -> None:
    told = {"signed_on": act.signed.isoformat()}
    context = (session, programme, now)
    act_on_initiative(code, "sign_agreement", Role.COORDINATOR, context, told)


def release(code: str, n: int, session: Session, programme: Programme, now: datetime) -> None:
    act_on_part(
        session,
        find_subject(session, programme, Tranche, f"{code}.{n}"),
        "release",
        actor=in_office(session, programme, now, Role.COORDINATOR),
        now=now,
        key=key_of(programme, code, f"release.{n}"),
    )


def pay(
    code: str,
    n: int,
    act: TrancheAct,
    session: Session,
    programme: Programme,
    now: datetime,
) -> None:
    act_on_part(
        session,
        find_subject(session, programme, Tranche, f"{code}.{n}"),
        "pay",
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        facts={"payment_order": act.order, "paid_on": act.paid.isoformat()},
        key=key_of(programme, code, f"pay.{n}"),
    )
