"""What is done to an initiative, or to what belongs to one."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from cli.output import console, say, tell, told
from config.clock import now
from models import ChangeRequest, Expense, Initiative, Subject, Text, Tranche
from models.database import transaction
from workflow.actor import Actor
from workflow.gate import perform
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.work.parts import act_on_part

S = TypeVar("S", Initiative, Tranche, Expense, ChangeRequest)


def act(
    kind: type[S],
    code: str,
    trigger: str,
    as_: str,
    programme: str | None,
    *,
    reason: str | None = None,
    facts: Mapping[str, Any] | None = None,
    key: str | None = None,
    done: Text | None = None,
) -> None:
    """Take an action, and say what is done; where nothing is given to say, where that stands which
    it was taken on, and its initiative."""
    with told(), transaction() as session:
        subject = find_subject(session, find_programme(session, programme), kind, code)
        initiative = subject if isinstance(subject, Initiative) else subject.initiative
        _take(session, subject, trigger, as_, reason=reason, facts=facts, key=key)
        states = state_of(subject), state_of(initiative)
    if done is not None:
        tell(done)
        return
    console.print(f"{code}: {say(states[0])}")
    if subject is not initiative:
        named = f"{initiative.code} {initiative.title}"
        console.print(f"{named}: {say(states[1])}", style="dim", soft_wrap=True)


def _take(session: Session, subject: Subject, trigger: str, as_: str, **given: Any) -> None:
    actor = Actor.person(find_person(session, as_).id)
    if isinstance(subject, Tranche | Expense | ChangeRequest):
        act_on_part(session, subject, trigger, actor=actor, now=now(), **given)
    else:
        perform(session, subject, trigger, actor=actor, now=now(), **given)


def state_of(subject: Subject) -> Text:
    return runner(subject.lifecycle_version).lifecycle.states[subject.state].title
