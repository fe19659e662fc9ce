"""Answers on paper, typed into a table and brought in at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Invitation, MonitoringRound, RoundQuestionnaire
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import BadDocument, Mistake, Refusal
from workflow.monitoring.questionnaires.answers import Checked, check_answers
from workflow.monitoring.questionnaires.document import QuestionnaireDocument, QuestionType
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.answers.answering import not_open
from workflow.monitoring.rounds.answers.responses import HandedIn, hold, keep
from workflow.monitoring.rounds.answers.table import Line, Table, read_table
from workflow.monitoring.rounds.inviting.invitations import permit_coordinator
from workflow.monitoring.rounds.links import read_answer_token

LINK = "_link"
"""The column that says whose answers a row has: a personal link, or the code of a slip. No question
can be called so."""


def import_answers(
    session: Session,
    round_: MonitoringRound,
    code: str,
    text: str,
    *,
    name: str,
    secret: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep the answers of a table to one questionnaire, all of them or none; how many people's.

    It has a column `_link` and one for each question, called by its name; several choices stand in
    one cell, parted by blanks. Raises BadDocument with every mistake, and Refusal: not the
    coordinator, `not_open_yet`, `round_closed`.
    """
    permit_coordinator(session, round_, actor, now)
    hold(session, round_.id, code)
    session.refresh(round_)
    timetable = timetable_of(session, round_.programme_id)
    if blocker := not_open(round_, timetable, now):
        raise Refusal([blocker])
    asked = session.get(RoundQuestionnaire, (round_.id, code))
    if asked is None:
        raise BadDocument(name, [Mistake(1, "", f"{round_.code} does not ask {code[:40]}")])
    document, table = document_of(asked.questionnaire), read_table(text, name)
    today = timetable.local_day(now)
    if mistakes := list(_columns(table, document)):
        raise BadDocument(name, mistakes)
    found = _invitations(session, round_, code, table, secret)
    checked = [check_answers(document, _given(line, document), today=today) for line in table.lines]
    mistakes = list(_mistakes(table, found, checked))
    if mistakes:
        raise BadDocument(name, mistakes)
    handed_in = [
        HandedIn(invitation, each.answers)
        for invitation, each in zip(found, checked, strict=True)
        if invitation is not None
    ]
    if handed_in:
        keep(session, round_, handed_in, secret=secret, day=today)
    return len(handed_in)


def _columns(table: Table, document: QuestionnaireDocument) -> Iterator[Mistake]:
    if LINK not in table.columns:
        yield Mistake(1, LINK, "the column is missing: a personal link or the code of a slip")
    asks = [name for name, each in document.questions.items() if each.scale is not None]
    for column in table.columns:
        if column != LINK and column not in asks:
            yield Mistake(1, column, f"no question has this name; known: {', '.join(asks)}")


def _given(line: Line, document: QuestionnaireDocument) -> dict[str, str | Sequence[str]]:
    return {
        name: cell.split()
        if document.questions[name].type == QuestionType.SELECT_MULTIPLE
        else cell
        for name, cell in line.cells.items()
        if name != LINK and cell
    }


def _invitations(
    session: Session, round_: MonitoringRound, code: str, table: Table, secret: str
) -> list[Invitation | None]:
    """Whose answers each row has; None for a link that is not of this questionnaire."""
    ours = session.scalars(
        select(Invitation)
        .where(Invitation.round_id == round_.id, Invitation.questionnaire == code)
        .execution_options(populate_existing=True)
    ).all()
    by_id = {each.id: each for each in ours}
    by_slip = {each.slip.upper(): each for each in ours if each.slip}

    def found(link: str) -> Invitation | None:
        if link.upper() in by_slip:
            return by_slip[link.upper()]
        try:
            return by_id.get(read_answer_token(link.rpartition("/")[2], secret))
        except Refusal:
            return None

    return [found(line.cells[LINK]) for line in table.lines]


def _mistakes(
    table: Table, found: Sequence[Invitation | None], checked: Sequence[Checked]
) -> Iterator[Mistake]:
    lines: dict[Invitation, int] = {}
    for line, invitation, answers in zip(table.lines, found, checked, strict=True):
        yield from _of_link(line, invitation, lines)
        for question, problem in answers.problems.items():
            yield Mistake(line.number, question, problem.in_("en"))


def _of_link(
    line: Line, invitation: Invitation | None, lines: dict[Invitation, int]
) -> Iterator[Mistake]:
    if not line.cells[LINK]:
        yield Mistake(line.number, LINK, "whose answers are they? Give the link or the slip's code")
    elif invitation is None:
        words = "is no link or slip of this questionnaire in this round"
        yield Mistake(line.number, LINK, f"“{line.cells[LINK][:60]}” {words}")
    elif invitation.answered_on is not None:
        yield Mistake(line.number, LINK, "was used already: these answers are in")
    elif (before := lines.setdefault(invitation, line.number)) != line.number:
        yield Mistake(line.number, LINK, f"is on line {before} already")
