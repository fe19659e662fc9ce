"""Who was shown whose personal data: written down before it is shown, and never changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from models import Access, Consent, Initiative, Programme, Text
from models.initiative import initiative_group


class What(StrEnum):
    """What of people was shown."""

    ACCESSES = "accesses"
    ANSWERS = "answers"
    CASE = "case"
    CONFLICTS = "conflicts"
    CONSENTS = "consents"
    CONSULTATIONS = "consultations"
    COUNCIL = "council"
    DEADLINES = "deadlines"
    DONORS = "donors"
    DOSSIER = "dossier"
    EVENT = "event"
    EVENT_LOG = "event_log"
    EXPENSES = "expenses"
    HISTORY = "history"
    INITIATIVE = "initiative"
    INVITATIONS = "invitations"
    LETTERS = "letters"
    MEETING = "meeting"
    OVERSIGHT = "oversight"
    PERSON = "person"
    RECORDS = "records"
    REPORT = "report"
    REVIEW = "review"
    SEARCH = "search"


TITLES: Mapping[What, Text] = {
    What.ACCESSES: Text(en="who read of whom", ru="журнал доступа"),
    What.ANSWERS: Text(en="answers of a questionnaire", ru="ответы на анкету"),
    What.CASE: Text(en="case of another system", ru="дело из другой системы"),
    What.CONFLICTS: Text(en="conflicts of interest", ru="конфликты интересов"),
    What.CONSENTS: Text(en="register of consents", ru="реестр согласий"),
    What.CONSULTATIONS: Text(en="consultations", ru="консультации"),
    What.COUNCIL: Text(en="expert council", ru="экспертный совет"),
    What.DEADLINES: Text(en="deadlines of people", ru="сроки по людям"),
    What.DONORS: Text(en="donors", ru="благотворители"),
    What.DOSSIER: Text(en="dossier", ru="досье инициативы"),
    What.EVENT: Text(en="participants of an event", ru="участники мероприятия"),
    What.EVENT_LOG: Text(en="event log", ru="журнал событий"),
    What.EXPENSES: Text(en="expenses and payments", ru="расходы и платежи"),
    What.HISTORY: Text(en="history", ru="история"),
    What.INITIATIVE: Text(en="initiative and its group", ru="инициатива и её группа"),
    What.INVITATIONS: Text(en="who was asked in a round", ru="приглашённые к опросу"),
    What.LETTERS: Text(en="letters", ru="письма"),
    What.MEETING: Text(en="meeting of the council", ru="заседание совета"),
    What.OVERSIGHT: Text(en="oversight report", ru="отчёт о надзоре"),
    What.PERSON: Text(en="all that is held about a person", ru="все сведения о человеке"),
    What.RECORDS: Text(en="people behind an indicator", ru="люди за показателем"),
    What.REPORT: Text(en="creative report", ru="творческий отчёт"),
    What.REVIEW: Text(en="review", ru="экспертиза"),
    What.SEARCH: Text(en="search over the histories", ru="поиск по историям"),
}


def title_of(what: str) -> Text:
    """Of a word in the log, which may be of a version to come."""
    return TITLES[What(what)] if what in TITLES else Text(ru=what)


def note(
    session: Session,
    *,
    what: What,
    programme_id: int,
    viewer_id: int | None,
    now: datetime,
    subject_id: int | None = None,
    person_id: int | None = None,
) -> None:
    """Write down that personal data are shown: those of a subject's people, of one person, or of
    a list. Nobody is shown anything before this is in the database."""
    session.add(
        Access(
            at=now,
            programme_id=programme_id,
            viewer_id=viewer_id,
            what=what,
            subject_id=subject_id,
            person_id=person_id,
        )
    )
    session.flush()


def accesses(
    session: Session,
    programme: Programme,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    viewer_id: int | None = None,
    subject_id: int | None = None,
    person_id: int | None = None,
) -> Sequence[Access]:
    """In order; from `since` on and before `until`, by a viewer, of a subject, of a person."""
    ours = _in_order().where(Access.programme_id == programme.id)
    if since is not None:
        ours = ours.where(Access.at >= since)
    if until is not None:
        ours = ours.where(Access.at < until)
    if viewer_id is not None:
        ours = ours.where(Access.viewer_id == viewer_id)
    if subject_id is not None:
        ours = ours.where(Access.subject_id == subject_id)
    if person_id is not None:
        ours = ours.where(_of_person(person_id))
    return session.scalars(ours).all()


def accesses_of_subject(session: Session, subject_id: int) -> Sequence[Access]:
    """Who was shown the people of one initiative, review or the like."""
    return session.scalars(_in_order().where(Access.subject_id == subject_id)).all()


def accesses_of_person(session: Session, person_id: int) -> Sequence[Access]:
    """Who was shown a person in any programme, by themselves or in an initiative whose group they
    are of; lists that they were in are not told apart by person."""
    return session.scalars(_in_order().where(_of_person(person_id))).all()


def _of_person(person_id: int) -> ColumnElement[bool]:
    led = select(Initiative.id).where(Initiative.leader_id == person_id)
    joined = select(initiative_group.c.initiative_id).where(
        initiative_group.c.person_id == person_id
    )
    consented = select(Consent.id).where(Consent.person_id == person_id)
    return or_(
        Access.person_id == person_id,
        *(Access.subject_id.in_(theirs) for theirs in (led, joined, consented)),
    )


def _in_order() -> Select[tuple[Access]]:
    return (
        select(Access)
        .options(joinedload(Access.viewer), joinedload(Access.person))
        .order_by(Access.at, Access.id)
    )
