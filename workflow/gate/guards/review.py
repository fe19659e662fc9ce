"""What stands between an expert and a review that counts."""

from sqlalchemy import select

from models import Review, Text
from workflow.council.ballot import is_being_decided
from workflow.council.conflicts import conflict, initiative_of
from workflow.council.grounds import GROUNDS
from workflow.council.members import members
from workflow.council.rules import Rubric, parsed, rules_of
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.lifecycles.machine import runner


def _review(attempt: Attempt) -> Review:
    assert isinstance(attempt.subject, Review), f"{attempt.subject.kind} is no review"
    return attempt.subject


@guard
def initiative_is_in(attempt: Attempt, initiative_state: str) -> Text | None:
    """The initiative that this is about stands at a certain step."""
    initiative = initiative_of(attempt.subject)
    assert initiative is not None, f"{attempt.subject.kind} is about no initiative"
    if initiative.state == initiative_state:
        return None
    states = runner(initiative.lifecycle_version).lifecycle.states
    wanted, is_ = states[initiative_state].title, states[initiative.state].title
    return Text(
        en=f"Possible while the initiative is “{wanted.in_('en')}”; it is “{is_.in_('en')}”.",
        ru=f"Возможно на этапе «{wanted.ru}», а инициатива на этапе «{is_.ru}».",
    )


@guard
def expert_may_review(attempt: Attempt) -> Text | None:
    """The expert is a member in office, without a conflict of interest."""
    review, today = _review(attempt), attempt.timetable.local_day(attempt.now)
    seats = members(attempt.session, review.programme_id, today)
    if review.expert_id not in {seat.person_id for seat in seats}:
        return Text(
            en="The expert is not a member of the council: choose another.",
            ru="Эксперт не входит в состав совета: выберите другого.",
        )
    grounds = conflict(attempt.session, review.initiative_id, review.expert_id, today)
    if not grounds:
        return None
    en = ", ".join(GROUNDS[ground].in_("en") for ground in grounds)
    ru = ", ".join(GROUNDS[ground].ru for ground in grounds)
    return Text(
        en=f"The expert has a conflict of interest ({en}): choose another.",
        ru=f"У эксперта конфликт интересов ({ru}): выберите другого.",
    )


@guard
def rubric_is_filled_in(attempt: Attempt) -> Text | None:
    """Every criterion has a score on the scale and a justification that is long enough."""
    review = _review(attempt)
    rubric = parsed(review.rules.content_hash, review.rules.content).rubric
    missing = _missing(review, rubric)
    if not missing:
        return None
    return Text(
        en="Before it is submitted: " + "; ".join(text.in_("en") for text in missing) + ".",
        ru="Перед сдачей: " + "; ".join(text.ru for text in missing) + ".",
    )


def _missing(review: Review, rubric: Rubric) -> list[Text]:
    """What each criterion still lacks."""
    given = {score.criterion: score for score in review.scores}
    missing = []
    for criterion in rubric.criteria:
        score, title = given.get(criterion.code), criterion.title
        if score is None or score.value is None:
            missing.append(
                Text(
                    en=f"score “{title.in_('en')}”",
                    ru=f"поставьте оценку «{title.ru}»",
                )
            )
        have = 0 if score is None else len(" ".join(score.justification.split()))
        if have < rubric.justification_at_least:
            least = rubric.justification_at_least
            missing.append(
                Text(
                    en=f"justify “{title.in_('en')}” in at least {least} characters (now {have})",
                    ru=f"обоснуйте «{title.ru}», не меньше {least} знаков (сейчас {have})",
                )
            )
    return missing


@guard
def somebody_elses_review(attempt: Attempt) -> Text | None:
    """Nobody rules on their own review."""
    if attempt.actor.person_id != _review(attempt).expert_id:
        return None
    return Text(
        en="This is your own review: another person rules on it.",
        ru="Это ваша собственная экспертиза: решает другой человек.",
    )


@guard
def reviews_are_in(attempt: Attempt) -> Text | None:
    """Enough reviews are submitted, and none is awaited."""
    states = attempt.session.scalars(
        select(Review.state).where(Review.initiative_id == attempt.subject.id)
    ).all()
    wanted = rules_of(attempt.session, attempt.subject.programme_id).reviews_per_proposal
    have, awaited = states.count("submitted"), states.count("assigned")
    if have >= wanted and not awaited:
        return None
    return Text(
        en=f"{have} of at least {wanted} reviews are submitted, {awaited} are awaited.",
        ru=f"Сдано экспертиз: {have}, нужно не меньше {wanted}; ожидается: {awaited}.",
    )


@guard
def no_decision_is_taken(attempt: Attempt) -> Text | None:
    """The council has not decided on the initiative, and is not voting on it."""
    initiative = initiative_of(attempt.subject)
    assert initiative is not None, f"{attempt.subject.kind} is about no initiative"
    open_states = ("expert_review", "returned", "approval")
    if initiative.state in open_states and not is_being_decided(attempt.session, initiative.id):
        return None
    return Text(
        en="The council has decided on the initiative or is voting on it.",
        ru="Совет уже принял решение по инициативе или голосует по ней.",
    )
