"""What a deadline is about, in the lifecycle's own words."""

from collections.abc import Sequence

from models import Meeting, MonitoringRound, Subject, Text
from models.text import Language
from workflow.council.conflicts import initiative_of
from workflow.lifecycles.document import DeadlineRule, Lifecycle
from workflow.lifecycles.machine import runner


def about(subject: Subject, district: Text | None) -> Text:
    """What the subject is, as people call it: “Review 15-01.1 · A sports ground”."""
    kind = runner(subject.lifecycle_version).lifecycle.title
    name = _name(subject, district)
    if name is None:
        return Text(ru=f"{kind.ru} {subject.code}", en=f"{kind.in_('en')} {subject.code}")
    return Text(
        ru=f"{kind.ru} {subject.code} · {name.ru}",
        en=f"{kind.in_('en')} {subject.code} · {name.in_('en')}",
    )


def _name(subject: Subject, district: Text | None) -> Text | None:
    if initiative := initiative_of(subject):
        return Text(ru=initiative.title)
    if isinstance(subject, MonitoringRound):
        return subject.title
    return Text(ru=subject.place) if isinstance(subject, Meeting) else district


def awaited(lifecycle: Lifecycle, state: str, rule: DeadlineRule) -> Text:
    """What meets the deadline: of its actions those that the responsible take themselves, or all
    where they take none."""
    moves = [lifecycle.moves[state, trigger] for trigger in rule.met_by]
    own = [move for move in moves if set(move.by) & set(rule.responsible)]
    titles = [move.title for move in own or moves]
    return Text(ru=_listed(titles, "ru", "или"), en=_listed(titles, "en", "or"))


def _listed(titles: Sequence[Text], language: Language, last: str) -> str:
    first, *rest = [title.in_(language) for title in titles]
    *middle, end = [first, *(words[0].lower() + words[1:] for words in rest)]
    return f"{', '.join(middle)} {last} {end}" if middle else end
