from collections.abc import Iterator

from models import Subject, Text
from workflow.errors import Blocker
from workflow.gate.attempt import Attempt
from workflow.gate.facts import facts_blockers, text_blocker
from workflow.gate.guards import guard_blockers
from workflow.gate.permissions import Standing
from workflow.lifecycles.document import Lifecycle


def unavailable(lifecycle: Lifecycle, subject: Subject, trigger: str) -> Blocker:
    """The lifecycle has no such action in this state."""
    state = lifecycle.states[subject.state].title
    possible = [t for t in lifecycle.leaving(subject.state) if not t.by_clock_only]
    en = ", ".join(t.trigger for t in possible) or "nothing"
    ru = ", ".join(f"{t.trigger} ({t.title.ru})" for t in possible) or "ничего"
    return Blocker(
        "not_available",
        Text(
            en=f"“{trigger[:40]}” is not possible while this is “{state.in_('en')}”. "
            f"Possible now: {en}.",
            ru=f"«{trigger[:40]}» невозможно на этапе «{state.in_('ru')}». Сейчас возможно: {ru}.",
        ),
    )


def asked_blockers(attempt: Attempt, standing: Standing) -> Iterator[Blocker]:
    """Every reason against an action, whoever asks and whatever they will tell with it."""
    yield from standing.blockers(attempt.transition.by)
    if attempt.now < attempt.subject.changed_at:
        since = attempt.subject.changed_at.astimezone(attempt.timetable.zone)
        yield Blocker(
            "in_the_past",
            Text(
                en=f"The history has reached {since:%d.%m.%Y %H:%M}: nothing can be added before.",
                ru=f"История дошла до {since:%d.%m.%Y %H:%M}: раньше ничего добавить нельзя.",
            ),
        )
    yield from guard_blockers(attempt)


def told_blockers(attempt: Attempt) -> Iterator[Blocker]:
    """Reasons against what is told with the action: its reason and its facts."""
    reason = (attempt.reason or "").strip()
    if attempt.transition.reason == "required" and not reason:
        yield Blocker(
            "reason_missing",
            Text(
                en="Give the reason: it goes into the history.",
                ru="Укажите причину: она войдёт в историю.",
            ),
        )
    if too_long := text_blocker(reason, Text(en="The reason", ru="Причина")):
        yield too_long
    yield from facts_blockers(attempt)
