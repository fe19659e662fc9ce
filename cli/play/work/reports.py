"""Creative reports: written and submitted, returned or accepted, presented."""

from datetime import datetime

from sqlalchemy.orm import Session

from cli.play.work.deeds import act_on_initiative, key_of, photograph
from models import IdempotencyKey, Initiative, Programme, Role
from workflow.actor import Actor
from workflow.programme.lookup import find_subject
from workflow.programme.play.work import ReportAct
from workflow.work.creative_reports import save_report


def report(
    code: str, n: int, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    """Written and submitted, the n-th time."""
    if session.get(IdempotencyKey, key_of(programme, code, f"submit_report.{n}")) is not None:
        return
    initiative = find_subject(session, programme, Initiative, code)
    for caption in act.photos:
        photograph(code, caption, session, programme, now)
    save_report(
        session,
        initiative,
        done=act.done,
        results=(n == 1 and act.results_at_first) or act.results,
        participants=act.participants,
        videos=act.videos,
        publications=act.publications,
        actor=Actor.person(initiative.leader_id),
        now=now,
    )
    act_on_initiative(code, "submit_report", None, (session, programme, now), n=n)


def return_report(
    code: str, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    context = (session, programme, now)
    act_on_initiative(code, "return_report", Role.COORDINATOR, context, reason=act.because)


def accept_report(
    code: str, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    context = (session, programme, now)
    act_on_initiative(code, "accept_report", Role.COORDINATOR, context, {"rating": act.rating})


def present(
    code: str, act: ReportAct, session: Session, programme: Programme, now: datetime
) -> None:
    told = {"presented_on": act.presented.isoformat(), "link": act.link}
    act_on_initiative(code, "present", Role.COORDINATOR, (session, programme, now), told)
