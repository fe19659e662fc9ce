"""What the deeds of this package have in common."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cli.play.council import in_office
from cli.play.pictures import picture
from config.settings import settings
from files.intake import Intake, take_in
from files.store import Store
from models import Initiative, Programme, Role
from workflow.actor import Actor
from workflow.attachments import attach
from workflow.gate import perform
from workflow.programme.lookup import find_subject

Context = tuple[Session, Programme, datetime]


def key_of(programme: Programme, code: str, what: str) -> str:
    """The name of a deed, by which its repeat is known."""
    return f"play.{programme.code}.{code}.{what}"


def act_on_initiative(
    code: str,
    trigger: str,
    by: Role | None,
    context: Context,
    facts: Mapping[str, Any] | None = None,
    n: int = 0,
    reason: str | None = None,
) -> None:
    """An action on an initiative, by whoever holds a role or by its leader, the n-th time."""
    session, programme, now = context
    initiative = find_subject(session, programme, Initiative, code)
    actor = Actor.person(initiative.leader_id)
    if by is not None:
        actor = in_office(session, programme, now, by)
    perform(
        session,
        initiative,
        trigger,
        actor=actor,
        now=now,
        reason=reason,
        facts=facts,
        key=key_of(programme, code, f"{trigger}.{n}"),
    )


def photograph(
    code: str, caption: str, session: Session, programme: Programme, now: datetime
) -> None:
    """A picture drawn for the play, attached to the initiative by its leader."""
    initiative = find_subject(session, programme, Initiative, code)
    attach(
        session,
        initiative,
        kept(take_in(f"{code}.png", picture(caption))),
        purpose="photo",
        caption=caption,
        actor=Actor.person(initiative.leader_id),
        now=now,
    )


def kept(taken: Intake) -> Intake:
    """The file, once it is in the store."""
    Store(settings().files_url).put(taken.content)
    return taken
