"""What a group asks to change in its plan, and the coordinator's answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from cli.play.council import in_office
from cli.play.work.deeds import key_of
from models import ChangeRequest, Initiative, Programme, Role
from workflow.actor import Actor
from workflow.programme.lookup import find_subject
from workflow.programme.play.work import ChangeAct
from workflow.work.change_requests import request_change
from workflow.work.parts import act_on_part


def ask(
    code: str, n: int, act: ChangeAct, session: Session, programme: Programme, now: datetime
) -> None:
    initiative = find_subject(session, programme, Initiative, code)
    request_change(
        session,
        initiative,
        milestones=act.milestones,
        budget=act.lines,
        reason=act.reason,
        actor=Actor.person(initiative.leader_id),
        now=now,
        key=key_of(programme, code, f"change.{n}"),
    )


def answer(
    code: str, n: int, act: ChangeAct, session: Session, programme: Programme, now: datetime
) -> None:
    act_on_part(
        session,
        find_subject(session, programme, ChangeRequest, f"{code}.c{n}"),
        "decline" if act.declined else "accept",
        actor=in_office(session, programme, now, Role.COORDINATOR),
        now=now,
        reason=act.because or None,
        key=key_of(programme, code, f"answer.{n}"),
    )
