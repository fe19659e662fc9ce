from statistics import fmean

from sqlalchemy import select

from models import EventKind, ProgrammeEvent, Text
from workflow.life.feedback import Summary, evidence, summary
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.report import EventFeedback, FeedbackEvidence
from workflow.programme.indicators.rows import held


def feedback(basis: Basis) -> FeedbackEvidence:
    """Forms count with their event, on its last day. Events with too few are in no figure: else
    theirs could be found by taking away the others'."""
    events = basis.session.scalars(
        select(ProgrammeEvent)
        .where(*held(basis.programme.id, basis.then))
        .order_by(ProgrammeEvent.ends_on, ProgrammeEvent.id)
    ).all()
    summaries = [(event, summary(basis.session, event)) for event in events]
    shown = [_shown(basis, event, found) for event, found in summaries]
    lines = tuple(line for line in shown if line is not None)
    said = evidence(basis.session, basis.programme.id, basis.as_of)
    return FeedbackEvidence(
        events=lines,
        forms=sum(line.forms for line in lines),
        usefulness=_mean([(line.usefulness, line.forms) for line in lines]),
        recommend=_mean([(line.recommend, line.forms) for line in lines]),
        positive=said.positive / said.answered if said.answered else None,
        too_few=sum(found.usefulness is None and found.forms > 0 for _, found in summaries),
        missing=None if lines else _NOTHING,
    )


def _shown(basis: Basis, event: ProgrammeEvent, found: Summary) -> EventFeedback | None:
    if found.usefulness is None or found.recommend is None:
        return None
    return EventFeedback(
        code=event.code,
        title=basis.cleaned(event.title),
        kind=EventKind(event.kind),
        held_on=event.ends_on,
        forms=found.forms,
        usefulness=found.usefulness,
        recommend=found.recommend,
        positive=found.positive,
    )


def _mean(means: list[tuple[float, int]]) -> float | None:
    """Over all forms, of the events' means."""
    if not means:
        return None
    return fmean([mean for mean, _ in means], weights=[forms for _, forms in means])


_NOTHING = Text(
    en="No event had enough feedback forms to be shown by this day.",
    ru="К этому дню ни у одного мероприятия нет столько отзывов, чтобы их показать.",
)
