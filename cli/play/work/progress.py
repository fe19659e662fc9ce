"""How the work of a group goes: its milestones and its news."""

from datetime import datetime

from sqlalchemy.orm import Session

from cli.play.work.deeds import act_on_initiative, photograph
from models import Programme
from workflow.programme.play.work import MilestoneAct, NewsAct


def reach(
    code: str, n: int, act: MilestoneAct, session: Session, programme: Programme, now: datetime
) -> None:
    assert act.reached is not None, "only what was reached is played"
    told = {"milestone": n, "reached_on": act.reached.isoformat()}
    act_on_initiative(code, "reach_milestone", None, (session, programme, now), told, n)


def tell(
    code: str, n: int, act: NewsAct, session: Session, programme: Programme, now: datetime
) -> None:
    if act.photo is not None:
        photograph(code, act.photo, session, programme, now)
    told = {"news": act.text, "link": act.link}
    act_on_initiative(code, "note_progress", None, (session, programme, now), told, n)
