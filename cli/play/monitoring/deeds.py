"""What is done with a round in the play, each of it safe to do again."""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import StringIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.play.acts import Cast
from cli.play.council import in_office
from cli.play.monitoring.answers import answers_of
from cli.play.monitoring.respondents import Answering, Respondent, respondents
from cli.play.work.deeds import key_of
from config.secret import secret
from models import Invitation, MonitoringRound, Person, Programme, Role
from workflow.actor import Actor
from workflow.gate import perform
from workflow.monitoring.evaluation.assessments import write_assessment
from workflow.monitoring.questionnaires.answers import Answer
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.answers.answering import hand_in
from workflow.monitoring.rounds.answers.paper import LINK, import_answers
from workflow.monitoring.rounds.inviting.invitations import Invitee, invite_all
from workflow.programme.lookup import find_district, find_subject
from workflow.programme.play.monitoring import AssessmentAct, RespondentsAct


def invite_group(
    code: str,
    group: RespondentsAct,
    cast: Cast,
    session: Session,
    programme: Programme,
    now: datetime,
) -> None:
    round_ = find_subject(session, programme, MonitoringRound, code)
    if _invited(session, round_, group.questionnaire):
        return
    invitees = [_invitee(session, programme, cast, each) for each in respondents(group)]
    coordinator = in_office(session, programme, now, Role.COORDINATOR)
    invite_all(session, round_, group.questionnaire, invitees, actor=coordinator, now=now)


def answer(
    code: str,
    several: Sequence[Answering],
    cast: Cast,
    session: Session,
    programme: Programme,
    now: datetime,
) -> None:
    """By their personal links, one after another."""
    round_ = find_subject(session, programme, MonitoringRound, code)
    invited = {q: _invited(session, round_, q) for q in {_questionnaire(each) for each in several}}
    for each in several:
        key = _key(session, cast, each.respondent)
        invitation = invited[_questionnaire(each)][key]
        if invitation.answered_on is not None:
            continue
        answers = answers_of(_document(round_, _questionnaire(each)), each.leaning)
        given = {name: _typed(answer) for name, answer in answers.items()}
        checked = hand_in(session, invitation.id, given, secret=secret(), now=now)
        assert not checked.problems, f"{_questionnaire(each)}: {checked.problems}"


def bring_in(
    code: str,
    questionnaire: str,
    several: Sequence[Answering],
    session: Session,
    programme: Programme,
    now: datetime,
) -> None:
    """Sheets of paper, typed into a table."""
    round_ = find_subject(session, programme, MonitoringRound, code)
    invited = _invited(session, round_, questionnaire)
    waiting = [each for each in several if invited[each.respondent.slip].answered_on is None]
    if waiting:
        import_answers(
            session,
            round_,
            questionnaire,
            _sheet(_document(round_, questionnaire), waiting),
            name=f"{code}.{questionnaire}.csv",
            secret=secret(),
            actor=in_office(session, programme, now, Role.COORDINATOR),
            now=now,
        )


def publish(code: str, session: Session, programme: Programme, now: datetime) -> None:
    perform(
        session,
        find_subject(session, programme, MonitoringRound, code),
        "publish",
        actor=in_office(session, programme, now, Role.COORDINATOR),
        now=now,
        key=key_of(programme, code, "publish"),
    )


def assess(
    act: AssessmentAct, cast: Cast, session: Session, programme: Programme, now: datetime
) -> None:
    write_assessment(
        session,
        programme,
        act.stage,
        act.object,
        act.text,
        actor=Actor.person(cast.find(session, act.by).id),
        now=now,
        is_sample=True,
    )


def _invitee(session: Session, programme: Programme, cast: Cast, respondent: Respondent) -> Invitee:
    if respondent.district is not None:
        district = find_district(session, programme, respondent.district)
        return Invitee(slip=respondent.slip, district_id=district.id, is_sample=True)
    person = _person(session, cast, respondent)
    if person is None:
        person = Person(name=respondent.name, email=respondent.email, language="ru", is_sample=True)
        session.add(person)
        session.flush()
    return Invitee(person_id=person.id, is_sample=True)


def _person(session: Session, cast: Cast, respondent: Respondent) -> Person | None:
    if respondent.person is not None:
        return cast.find(session, respondent.person)
    return session.scalar(select(Person).where(Person.email == respondent.email))


def _key(session: Session, cast: Cast, respondent: Respondent) -> int | str:
    if respondent.district is not None:
        return respondent.slip
    person = _person(session, cast, respondent)
    assert person is not None, "everybody was invited before the round opened"
    return person.id


def _invited(
    session: Session, round_: MonitoringRound, questionnaire: str
) -> dict[int | str, Invitation]:
    """Person or slip → invitation."""
    ours = select(Invitation).where(
        Invitation.round_id == round_.id, Invitation.questionnaire == questionnaire
    )
    return {each.person_id or each.slip or "": each for each in session.scalars(ours)}


def _questionnaire(answering: Answering) -> str:
    return answering.respondent.group.questionnaire


def _document(round_: MonitoringRound, code: str) -> QuestionnaireDocument:
    return next(document_of(a.questionnaire) for a in round_.asked if a.code == code)


def _typed(answer: Answer) -> str | list[str]:
    """As a form has it."""
    return answer if isinstance(answer, list) else str(answer)


def _sheet(document: QuestionnaireDocument, several: Sequence[Answering]) -> str:
    names = [name for name, question in document.questions.items() if question.scale is not None]
    written = StringIO()
    table = csv.DictWriter(written, [LINK, *names], restval="")
    table.writeheader()
    for each in several:
        answers = answers_of(document, each.leaning)
        cells = {name: _typed(answer) for name, answer in answers.items()}
        row = {n: " ".join(c) if isinstance(c, list) else c for n, c in cells.items()}
        table.writerow({LINK: each.respondent.slip, **row})
    return written.getvalue()
