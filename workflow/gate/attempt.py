from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Deadline, Programme, Subject
from workflow.actor import Actor
from workflow.deadlines.timetable import Timetable
from workflow.lifecycles.document import Transition
from workflow.money.ledger import Because


@dataclass
class Attempt:
    """Someone about to take an action, or only asking whether they may: all a guard looks at."""

    session: Session
    subject: Subject
    transition: Transition
    actor: Actor
    now: datetime
    timetable: Timetable
    reason: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    takes_effect: bool = False
    overdue: Deadline | None = None
    """The deadline whose passing makes the clock act."""

    @property
    def because(self) -> Because:
        """The entry of the history that this will make."""
        return Because(self.subject.id, self.subject.version + 1, self.now)

    @cached_property
    def programme(self) -> Programme:
        return self.session.get_one(Programme, self.subject.programme_id)

    def lock_programme(self) -> None:
        """Let rules that count across subjects (slots, money) decide one after another.

        It is the only lock taken after the subject's own, and holds up nobody who only refers to
        the programme, so that two actions never wait for each other. SQLite has one writer at a
        time anyway.
        """
        if self.takes_effect:
            self.session.execute(
                select(Programme.id)
                .where(Programme.id == self.subject.programme_id)
                .with_for_update(key_share=True)
            )
