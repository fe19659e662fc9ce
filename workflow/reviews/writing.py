from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from models import Review, Score, Text
from workflow.actor import Actor
from workflow.council.rules import Rubric, parsed
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate.facts import text_blocker
from workflow.gate.perform import lock
from workflow.gate.permissions import standing
from workflow.lifecycles.document import REVIEWER
from workflow.proposals import latest_number


def rubric_of(review: Review) -> Rubric:
    """The rubric that the review is written by."""
    return parsed(review.rules.content_hash, review.rules.content).rubric


def save_draft(
    session: Session,
    review: Review,
    *,
    actor: Actor,
    now: datetime,
    scores: Mapping[str, int] | None = None,
    justifications: Mapping[str, str] | None = None,
    conclusion: str | None = None,
) -> None:
    """Keep what the expert has written so far; what is not given stays as it was.

    A draft need not be complete, and goes into no history. Raises Refusal.
    """
    lock(session, review)
    scores, justifications = scores or {}, justifications or {}
    blockers = [
        *_closed(session, review, actor, now),
        *_unfit(rubric_of(review), scores, justifications, conclusion or ""),
    ]
    if blockers:
        raise Refusal(blockers)
    drafted = {score.criterion: score for score in review.scores}
    for criterion in scores.keys() | justifications.keys():
        score = drafted.get(criterion)
        if score is None:
            score = Score(criterion=criterion, justification="")
            review.scores.append(score)
        score.value = scores.get(criterion, score.value)
        score.justification = justifications.get(criterion, score.justification)
    if conclusion is not None:
        review.conclusion = conclusion
    if review.read_version is None:
        review.read_version = latest_number(session, review.initiative_id)
    session.flush()


def _closed(session: Session, review: Review, actor: Actor, now: datetime) -> Iterator[Blocker]:
    """Reasons why the actor writes nothing here."""
    today = timetable_of(session, review.programme_id).local_day(now)
    yield from standing(session, review, actor, today).blockers((REVIEWER,))
    if review.state not in ("assigned", "paused"):
        yield _SUBMITTED


def _unfit(
    rubric: Rubric,
    scores: Mapping[str, int],
    justifications: Mapping[str, str],
    conclusion: str,
) -> Iterator[Blocker]:
    known = {criterion.code: criterion.title for criterion in rubric.criteria}
    for code in sorted((scores.keys() | justifications.keys()) - known.keys()):
        listed = ", ".join(known)
        yield Blocker(
            "criterion_unknown",
            Text(
                en=f"There is no criterion {code[:40]}; there are: {listed}.",
                ru=f"Критерия {code[:40]} нет; есть: {listed}.",
            ),
        )
    for code, value in scores.items():
        if code in known and not _on_scale(rubric, value):
            yield _off_scale(known[code], rubric)
    texts = [(text, known.get(code, _CONCLUSION)) for code, text in justifications.items()]
    for text, title in [*texts, (conclusion, _CONCLUSION)]:
        if blocker := text_blocker(text, title):
            yield blocker


def _on_scale(rubric: Rubric, value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and rubric.lowest <= value <= rubric.highest  # type: ignore[operator]


def _off_scale(title: Text, rubric: Rubric) -> Blocker:
    low, high = rubric.lowest, rubric.highest
    return Blocker(
        "score_off_scale",
        Text(
            en=f"“{title.in_('en')}”: give a whole number from {low} to {high}.",
            ru=f"«{title.ru}»: поставьте целое число от {low} до {high}.",
        ),
    )


_CONCLUSION = Text(en="The conclusion", ru="Заключение")
_SUBMITTED = Blocker(
    "not_a_draft",
    Text(
        en="This review is no draft any more: to change it, ask the coordinator to reopen it.",
        ru="Это уже не черновик: чтобы изменить экспертизу, попросите руководителя программы "
        "вернуть её.",
    ),
)
