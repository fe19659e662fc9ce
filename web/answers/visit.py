"""Somebody with a link: what is open to them, and how far they have come."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.orm import Session

from config.clock import now
from config.secret import secret
from models import Invitation, Programme, Text
from models.text import Language
from web.answers.posted import Given
from web.answers.steps import Step, asked_steps
from web.answers.wishes import Wishes
from workflow.errors import Refusal
from workflow.monitoring.questionnaires.answers import Checked, asked, check_answers
from workflow.monitoring.rounds.answers.answering import Form, hand_in, open_form, save_draft
from workflow.monitoring.rounds.links import read_answer_token


class Stopped(Exception):
    """There is nothing to fill in: not yet, not any more, or not behind this link."""

    def __init__(self, refusal: Refusal, language: Language) -> None:
        self.code = refusal.codes[0]
        self.text = refusal.blockers[0].text
        self.language = language
        super().__init__(self.code)


@dataclass(frozen=True)
class Visit:
    session: Session
    token: str
    language: Language
    now: datetime
    form: Form
    programme: Programme

    @property
    def other_language(self) -> Language:
        return "en" if self.language == "ru" else "ru"

    def at(self, place: str | int = "", **more: str) -> str:
        """The address of one of the pages, in the language of this one. It never says what was
        answered: addresses stay in a browser's history."""
        query = urlencode(
            {name: value for name, value in ({"lang": self.language} | more).items() if value}
        )
        return f"/answer/{self.token}{f'/{place}' if place else ''}?{query}"

    def filled(self, given: Given | None = None) -> "Filled":
        """What was given, or what is in the draft, held against the questionnaire."""
        return Filled(self, self.form.answers if given is None else given)

    def save(self, given: Given) -> None:
        save_draft(self.session, self.form.invitation.id, given, secret=secret(), now=self.now)

    def hand_in(self) -> Checked:
        return hand_in(
            self.session,
            self.form.invitation.id,
            self.form.answers,
            secret=secret(),
            now=self.now,
        )


@dataclass(frozen=True)
class Filled:
    """Answers as they stand, whole or not."""

    visit: Visit
    given: Given

    @cached_property
    def checked(self) -> Checked:
        return check_answers(self.visit.form.document, self.given, today=self.visit.form.today)

    @cached_property
    def shown(self) -> set[str]:
        """All that is asked after these answers."""
        return asked(self.visit.form.document, self.checked.answers, self.visit.form.today)

    @cached_property
    def steps(self) -> list[Step]:
        return asked_steps(self.visit.form.document, self.shown)

    def problems(self, step: Step) -> dict[str, Text]:
        """What is wrong on one page."""
        found = self.checked.problems
        return {name: found[name] for name in step.questions if name in found}

    def asked_on(self, step: Step) -> set[str]:
        """What can be answered on one page."""
        return {n for n, each in step.questions.items() if each.scale and n in self.shown}

    def unfinished(self) -> Step | None:
        """Where to go on: the first page with nothing answered yet or something wrong."""
        for step in self.steps:
            asked_on = self.asked_on(step)
            if self.problems(step) or (asked_on and not asked_on & self.given.keys()):
                return step
        return None


@contextmanager
def visiting(
    opened: AbstractContextManager[Session], token: str, wishes: Wishes
) -> Iterator[Visit]:
    """Raises Stopped, in the language of the person if the link is somebody's."""
    language, at = wishes.language(), now()
    try:
        with opened as session:
            invitation_id = read_answer_token(token, secret())
            language = _language(session, invitation_id, wishes)
            form = open_form(session, invitation_id, secret=secret(), now=at)
            programme = session.get_one(Programme, form.round_.programme_id)
            yield Visit(session, token, language, at, form, programme)
    except Refusal as refusal:
        raise Stopped(refusal, language) from None


def _language(session: Session, invitation_id: UUID, wishes: Wishes) -> Language:
    invitation = session.get(Invitation, invitation_id)
    person = invitation.person if invitation else None
    return wishes.language(person.language if person else None)
