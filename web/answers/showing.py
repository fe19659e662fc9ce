"""The pages, given how far somebody has come."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from fastapi.responses import HTMLResponse

from models import Text
from notifications.told import moments
from papers.typography import counted, quoted, say
from web.answers import words
from web.answers.failing import PRIVATE
from web.answers.fields import Field, answered_fields, fields_of
from web.answers.keeping import keeping
from web.answers.steps import Step
from web.answers.visit import Filled, Visit
from web.pages import page
from workflow.monitoring.questionnaires.document import QuestionnaireDocument, QuestionType

SECONDS: Mapping[QuestionType, int] = {
    QuestionType.SELECT_ONE: 15,
    QuestionType.SELECT_MULTIPLE: 25,
    QuestionType.INTEGER: 15,
    QuestionType.DECIMAL: 15,
    QuestionType.DATE: 15,
    QuestionType.TEXT: 45,
    QuestionType.NOTE: 5,
}
"""How long a question takes, generously: people should not find that it takes longer than said."""


def show_start(filled: Filled) -> HTMLResponse:
    visit, document = filled.visit, filled.visit.form.document
    asked = [q.name for q in document.questions.values() if q.scale and q.name in filled.shown]
    language = visit.language
    return _show(
        "start.html",
        visit,
        foundation=visit.programme.foundation.in_(language),
        programme=quoted(visit.programme.title.in_(language), language),
        keeping=list(keeping(visit.form)),
        questions=counted(len(asked), words.QUESTIONS, language),
        minutes=counted(_minutes(document), words.MINUTES, language),
        answered=len([name for name in asked if name in filled.given]),
        all=len(asked),
        has_required=any(question.required for question in document.questions.values()),
        onward=_unfinished(filled),
    )


def show_step(
    filled: Filled,
    step: Step,
    then: str,
    problems: Mapping[str, Text] | None = None,
    *,
    was_shown: frozenset[str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    numbers = [each.number for each in filled.steps]
    drawn = list(fields_of(step, filled, problems or {}, was_shown))
    fields = [each for each in drawn if isinstance(each, Field)]
    return _show(
        "step.html",
        filled.visit,
        status,
        step=step,
        heading=_heading(step, filled) or filled.visit.form.document.title,
        then=then,
        drawn=drawn,
        wrong=[field for field in fields if field.problem],
        new=[field for field in fields if field.is_new],
        n=numbers.index(step.number) + 1,
        of=len(numbers),
        is_last=then == "review" or step.number == numbers[-1],
    )


def show_saved(filled: Filled) -> HTMLResponse:
    return _show("saved.html", filled.visit, onward=_unfinished(filled))


def show_review(filled: Filled, status: int = 200) -> HTMLResponse:
    pages = [
        (step, _heading(step, filled), list(answered_fields(step, filled))) for step in filled.steps
    ]
    return _show(
        "review.html",
        filled.visit,
        status,
        pages=pages,
        wrong=[(step, field) for step, _, fields in pages for field in fields if field.problem],
        back=filled.steps[-1].number if filled.steps else "",
    )


def show_thanks(visit: Visit) -> HTMLResponse:
    return _show("thanks.html", visit)


def _show(template: str, visit: Visit, status: int = 200, **names: Any) -> HTMLResponse:
    names |= {
        "words": words,
        "document": visit.form.document,
        "at": visit.at,
        "other_language": visit.other_language,
        "until": _until(visit),
    }
    return page(template, visit.language, status_code=status, headers=PRIVATE, **names)


def _heading(step: Step, filled: Filled) -> Text | None:
    if step.group:
        return step.group.label
    is_last = step == filled.steps[-1] and len(filled.steps) > 1
    return words.FINALLY if is_last else None


def _unfinished(filled: Filled) -> str:
    step = filled.unfinished()
    return filled.visit.at(step.number if step else "review")


def _minutes(document: QuestionnaireDocument) -> int:
    return ceil(sum(SECONDS[question.type] for question in document.questions.values()) / 60)


def _until(visit: Visit) -> str:
    moment = moments(visit.form.timetable.zone, visit.language)(visit.form.round_.closes_at)
    place = say(words.ZONE, visit.language, place=visit.programme.place.in_(visit.language))
    return f"{moment} ({place})"
