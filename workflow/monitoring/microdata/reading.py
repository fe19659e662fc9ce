"""From the records to what is released of them."""

import json
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    District,
    Invitation,
    MonitoringRound,
    Response,
    RoundAnalysis,
    Text,
)
from workflow.errors import Blocker, Refusal
from workflow.monitoring.analysis.results import Comparison, Results
from workflow.monitoring.microdata.release import Answered, Asking, release
from workflow.monitoring.microdata.released import Microdata
from workflow.monitoring.microdata.table import Cell
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.inviting.asked import find_asked

OVER = ("analysed", "published")
"""States of a round in which its results are there."""


def microdata(session: Session, round_: MonitoringRound, code: str) -> Microdata:
    """The answers to a questionnaire in a round that was analysed, with those of the round it is
    compared with. Raises NotFound where it was not asked, else Refusal."""
    asked = find_asked(round_, code)
    if round_.state not in OVER:
        raise Refusal([_not_over(round_)])
    document = document_of(asked.questionnaire)
    rounds = [each for each in (round_.baseline, round_) if each and code in _asked(each)]
    return release(
        document,
        [_asking(session, each, code) for each in rounds],
        districts=_districts(session, round_.programme_id),
        withheld={cell for each in rounds for cell in _withheld(session, each, document)},
        is_sample=any(_is_sample(session, each, code) for each in rounds),
    )


def _asked(round_: MonitoringRound) -> list[str]:
    return [asked.code for asked in round_.asked]


def _asking(session: Session, round_: MonitoringRound, code: str) -> Asking:
    population = find_asked(round_, code).population
    kept = session.execute(
        select(Response.id, Response.answers, Response.link, Response.person_id, District.code)
        .outerjoin(District, District.id == Response.district_id)
        .where(Response.round_id == round_.id, Response.questionnaire == code)
    ).all()
    # The keys are random; hashed they are in an order that no index of the database has.
    kept = sorted(kept, key=lambda row: sha256(row[0].bytes).digest())
    return Asking(
        code=round_.code,
        title=round_.title,
        responses=[
            Answered(
                json.loads(answers), link or (None if person is None else str(person)), district
            )
            for _, answers, link, person, district in kept
        ],
        known=[n for n in (_invited(session, round_, code), population) if n is not None],
    )


def _invited(session: Session, round_: MonitoringRound, code: str) -> int:
    invited = select(func.count()).where(
        Invitation.round_id == round_.id, Invitation.questionnaire == code
    )
    return session.scalars(invited).one()


def _is_sample(session: Session, round_: MonitoringRound, code: str) -> bool:
    invented = select(Response.id).where(
        Response.round_id == round_.id, Response.questionnaire == code, Response.is_sample
    )
    return session.scalars(invented.limit(1)).first() is not None


def _districts(session: Session, programme_id: int) -> dict[str, Text]:
    found = select(District).where(District.programme_id == programme_id).order_by(District.id)
    return {district.code: district.title for district in session.scalars(found)}


def _withheld(
    session: Session, round_: MonitoringRound, document: QuestionnaireDocument
) -> Iterator[Cell]:
    """What is hidden where the round's own results are shown; it is hidden in every later round's
    comparison too."""
    kept = session.get(RoundAnalysis, (round_.id, document.questionnaire))
    if kept is None:
        return
    for comparison in Results.model_validate_json(kept.content).comparisons:
        if comparison.district is None:
            for code in _hidden(comparison, document):
                yield round_.code, comparison.question, code


def _hidden(comparison: Comparison, document: QuestionnaireDocument) -> Iterator[str]:
    question = document.questions[comparison.question]
    silent = comparison.answered_after is None
    cells = [cell.option for cell in comparison.cells if cell.after is None]
    if comparison.option is not None:
        if silent or cells:
            yield comparison.option
        return
    if comparison.no_answer_after is None:
        yield from (option.code for option in question.options if option.no_answer)
    yield from (option.code for option in question.counted_options) if silent else cells


def _not_over(round_: MonitoringRound) -> Blocker:
    return Blocker(
        "round_not_analysed",
        Text(
            en=f"{round_.title.in_('en')}: answers are released once the round has closed and was "
            "analysed.",
            ru=f"{round_.title.ru}: ответы выгружаются, когда раунд закрыт и проанализирован.",
        ),
    )
