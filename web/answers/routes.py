from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from models.database import reading, transaction
from web.answers.failing import PRIVATE, Answering
from web.answers.posted import Form, Posted
from web.answers.showing import (
    show_review,
    show_saved,
    show_start,
    show_step,
    show_thanks,
)
from web.answers.steps import Step, steps_of
from web.answers.visit import Filled, visiting
from web.answers.wishes import Wished

# Each opens its transaction itself rather than by `Reading` and `Writing`: so that what fails at
# the very end of one still fails inside the route, which keeps it out of the logs.
router = APIRouter(route_class=Answering)
LOOK = ["GET", "HEAD"]


@router.api_route("/answer/{token}", methods=LOOK)
def start(token: str, wished: Wished) -> Response:
    with visiting(reading(), token, wished) as visit:
        return show_start(visit.filled())


@router.api_route("/answer/{token}/saved", methods=LOOK)
def saved(token: str, wished: Wished) -> Response:
    with visiting(reading(), token, wished) as visit:
        return show_saved(visit.filled())


@router.api_route("/answer/{token}/review", methods=LOOK)
def review(token: str, wished: Wished) -> Response:
    with visiting(reading(), token, wished) as visit:
        return show_review(visit.filled())


@router.post("/answer/{token}/review")
def hand_in(token: str, posted: Form, wished: Wished) -> Response:
    with visiting(transaction(), token, wished) as visit:
        if posted.go != "hand_in":  # no stray request is taken for somebody's decision
            return _to(visit.at("review"))
        if visit.hand_in().problems:
            return show_review(visit.filled(), status=422)
        return show_thanks(visit)


@router.api_route("/answer/{token}/{number:int}", methods=LOOK)
def look(token: str, number: int, wished: Wished, then: str = "") -> Response:
    with visiting(reading(), token, wished) as visit:
        filled = visit.filled()
        step = next((step for step in filled.steps if step.number == number), None)
        return show_step(filled, step, then) if step else _to(visit.at())


@router.post("/answer/{token}/{number:int}")
def fill_in(token: str, number: int, posted: Form, wished: Wished, then: str = "") -> Response:
    """Whatever the button, what was typed is kept; only who goes on is told what is wrong."""
    with visiting(transaction(), token, wished) as visit:
        step = next((s for s in steps_of(visit.form.document) if s.number == number), None)
        if step is None:
            return _to(visit.at())
        given = posted.over(visit.form.answers, step.questions.values())
        visit.save(given)
        filled = visit.filled(given)
        match posted.go:
            case "later":
                return _to(visit.at("saved"))
            case "language":
                return _to(visit.at(number, then=then, lang=visit.other_language))
            case "back":
                return _to(_before(filled, step, then))
        return _onward(filled, step, posted, then)


def _onward(filled: Filled, step: Step, posted: Posted, then: str) -> Response:
    """To the next page, unless there is more to do on this one: something to put right, or
    something that these answers lead to."""
    problems = {n: text for n, text in filled.problems(step).items() if n in posted.shown}
    if problems or filled.asked_on(step) - posted.shown:
        status = 422 if problems else 200
        return show_step(filled, step, then, problems, was_shown=posted.shown, status=status)
    return _to(_after(filled, step, then))


def _before(filled: Filled, step: Step, then: str) -> str:
    earlier = [each.number for each in filled.steps if each.number < step.number]
    place = then if then == "review" else earlier[-1] if earlier else ""
    return filled.visit.at(place)


def _after(filled: Filled, step: Step, then: str) -> str:
    later = [each.number for each in filled.steps if each.number > step.number]
    return filled.visit.at("review" if then == "review" or not later else later[0])


def _to(address: str) -> Response:
    """By a page of its own, so that going back or reloading sends nothing again."""
    return RedirectResponse(address, 303, PRIVATE)
