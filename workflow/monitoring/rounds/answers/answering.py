"""Answering by a personal link: look at the form, put it aside, hand it in once."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import Invitation, MonitoringRound, RoundMode, RoundQuestionnaire, Text
from workflow.deadlines.timetable import Timetable, timetable_of
from workflow.errors import Blocker, NotFound, Refusal
from workflow.monitoring.questionnaires.answers import Checked, check_answers
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.answers.drafts import Given, draft_of, keep_draft
from workflow.monitoring.rounds.answers.responses import HandedIn, hold, keep
from workflow.monitoring.rounds.links import LINK_UNKNOWN
from workflow.monitoring.rounds.modes import KEPT

LONGEST_DRAFT = 100_000
"""Characters of everything that somebody typed into a form."""


@dataclass(frozen=True)
class Form:
    """A questionnaire before the eyes of somebody who may answer it."""

    round_: MonitoringRound
    invitation: Invitation
    document: QuestionnaireDocument
    answers: Given
    """The draft: what was typed in so far, right or wrong."""
    timetable: Timetable
    today: date
    """The day where the programme is."""

    @property
    def mode(self) -> RoundMode:
        return RoundMode(self.round_.mode)

    @property
    def kept(self) -> Text:
        """How the answers are kept, in the words that everybody is told."""
        return KEPT[self.mode]


def open_form(session: Session, invitation_id: UUID, *, secret: str, now: datetime) -> Form:
    """The form, with the draft if there is one. Changes and locks nothing.

    Raises Refusal: `link_unknown` (NotFound), `not_open_yet`, `round_closed`, `already_answered`.
    """
    invitation = session.get(Invitation, invitation_id, populate_existing=True)
    if invitation is None:
        raise NotFound([LINK_UNKNOWN])
    round_ = session.get_one(MonitoringRound, invitation.round_id, populate_existing=True)
    timetable = timetable_of(session, round_.programme_id)
    if invitation.answered_on is not None:
        raise Refusal([ALREADY_ANSWERED])
    if blocker := not_open(round_, timetable, now):
        raise Refusal([blocker])
    asked = session.get_one(RoundQuestionnaire, (round_.id, invitation.questionnaire))
    return Form(
        round_,
        invitation,
        document_of(asked.questionnaire),
        draft_of(session, invitation_id, secret=secret),
        timetable,
        timetable.local_day(now),
    )


def save_draft(
    session: Session, invitation_id: UUID, given: Given, *, secret: str, now: datetime
) -> None:
    """Put aside what was typed in so far, as it is. Raises as `open_form`, and `too_long`."""
    _hold(session, invitation_id)
    form = open_form(session, invitation_id, secret=secret, now=now)
    _put_aside(session, form, given, secret)


def hand_in(
    session: Session, invitation_id: UUID, given: Given, *, secret: str, now: datetime
) -> Checked:
    """Keep the answers, once and for all. Where any is not in order, nothing is handed in: the
    problems are returned, and what was typed in is put aside. Raises as `save_draft`.

    Of two browsers that hand in at once the second is told `already_answered`.
    """
    _hold(session, invitation_id)
    form = open_form(session, invitation_id, secret=secret, now=now)
    checked = check_answers(form.document, given, today=form.today)
    if checked.problems:
        _put_aside(session, form, given, secret)
    else:
        handed_in = HandedIn(form.invitation, checked.answers)
        keep(session, form.round_, [handed_in], secret=secret, day=form.today)
    return checked


def _hold(session: Session, invitation_id: UUID) -> None:
    """Make others wait who answer the same questionnaire, or close it."""
    invitation = session.get(Invitation, invitation_id)
    if invitation is not None:
        hold(session, invitation.round_id, invitation.questionnaire)


def _put_aside(session: Session, form: Form, given: Given, secret: str) -> None:
    ours = {name: value for name, value in given.items() if name in form.document.questions}
    if sum(len(part) for value in ours.values() for part in value) > LONGEST_DRAFT:
        raise Refusal([_TOO_LONG])
    keep_draft(session, form.invitation.id, ours, secret=secret)


def not_open(round_: MonitoringRound, timetable: Timetable, now: datetime) -> Blocker | None:
    """Why nobody can answer now."""
    if round_.state in ("new", "planned") or now < round_.opens_at:
        day = f"{timetable.local_day(round_.opens_at):%d.%m.%Y}"
        return Blocker(
            "not_open_yet",
            Text(
                en=f"This survey opens on {day}. Come back then: the link stays the same.",
                ru=f"Этот опрос откроется {day}. Приходите тогда: ссылка останется прежней.",
            ),
        )
    if round_.state != "open" or now >= round_.closes_at:
        day = f"{timetable.local_day(round_.closes_at):%d.%m.%Y}"
        return Blocker(
            "round_closed",
            Text(
                en=f"This survey closed on {day}: answers are no longer taken. Thank you for "
                "wanting to take part.",
                ru=f"Этот опрос закрылся {day}: ответы больше не принимаются. Спасибо, что хотели "
                "принять участие.",
            ),
        )
    return None


ALREADY_ANSWERED = Blocker(
    "already_answered",
    Text(
        en="This questionnaire was handed in already; the link works once. If it was not you, "
        "write to the organisers.",
        ru="Эта анкета уже отправлена: ссылка действует один раз. Если это были не вы, напишите "
        "организаторам.",
    ),
)
_TOO_LONG = Blocker(
    "too_long",
    Text(
        en="That is more than can be kept: shorten your answers in words.",
        ru="Это больше, чем можно сохранить: сократите ответы словами.",
    ),
)
