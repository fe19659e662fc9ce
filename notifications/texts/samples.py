"""The situations in which each letter is sent, each with an invented case to show and to check a
text with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import LifecycleVersion, Money, Programme, ProgrammeLifecycle, RoundMode, Text
from models.text import Language
from notifications.answer_links import concealed
from notifications.told import DIGEST, moments
from workflow.gate.letters.messages import REFUSED, REMINDER
from workflow.history.checkpoints.published import CHECKPOINT_TAKEN
from workflow.lifecycles.document import INVITED, DeadlineRule, Lifecycle, State, Transition
from workflow.lifecycles.machine import runner
from workflow.monitoring.rounds.modes import KEPT
from workflow.oversight.mailing import OVERSIGHT
from workflow.programme.alerts import FLOW_FAILED

Value = str | Text | Money | datetime | list[Text]
Names = dict[str, Value]

USUAL = Text(ru="как обычно", en="as usual")
LONGEST_TITLE = 200
"""Characters of the title of an initiative or a district."""


@dataclass(frozen=True)
class Situation:
    """When a letter is sent, and what an invented one is told."""

    occasion: Text
    case: Text
    """What is special about it."""
    kind: str | None
    """Of the subject that the letter is about, if it is about one."""
    names: Names

    @property
    def title(self) -> Text:
        ru, en = self.case.ru, self.case.in_("en")
        return Text(ru=f"{self.occasion.ru} ({ru})", en=f"{self.occasion.in_('en')} ({en})")

    def told(self, language: Language, zone: tzinfo) -> dict[str, Any]:
        """What the letter's template is told, as `notifications.told.told` tells it."""
        moment = moments(zone, language)

        def said(value: Value) -> str | list[str]:
            if isinstance(value, list):
                return [each.in_(language) for each in value]
            if isinstance(value, datetime):
                return moment(value)
            return value if isinstance(value, str) else value.in_(language)

        return {name: said(value) for name, value in self.names.items()}


def situations_of(session: Session, programme: Programme) -> Mapping[str, Sequence[Situation]]:
    """For every letter of the programme the situations that its lifecycles send it in."""
    common: Names = {
        "name": Text(ru="Анна Примерова (пример)", en="Anna Sample (sample)"),
        "programme": programme.title,
        "foundation": programme.foundation,
    }
    found: dict[str, list[Situation]] = defaultdict(list)
    for lifecycle in _lifecycles(session, programme):
        about = {**common, **subject_names(lifecycle.lifecycle)}
        for template, occasion, names, lacks in _sent(lifecycle):
            found[template] += _cases(occasion, lifecycle.lifecycle, {**about, **names}, lacks)
    for template, (occasion, names) in _ABOUT_NOTHING.items():
        found[template] += _cases(occasion, None, {**common, **names}, ())
    return dict(found)


def _lifecycles(session: Session, programme: Programme) -> Iterator[Lifecycle]:
    versions = session.scalars(
        select(LifecycleVersion)
        .join(ProgrammeLifecycle)
        .where(ProgrammeLifecycle.programme_id == programme.id)
        .order_by(LifecycleVersion.kind)
    )
    return (runner(version).lifecycle for version in versions)


_AT = datetime(2030, 3, 14, 8, 20, tzinfo=UTC)
_DUE = datetime(2030, 3, 28, 11, tzinfo=UTC)
_HELD = datetime(2030, 4, 9, 12, tzinfo=UTC)
_DISTRICT = Text(ru="Округ № 7 (пример)", en="District No. 7 (sample)")
_REASON = Text(ru="Так договорились на встрече (пример)", en="As agreed when we met (sample)")
_ABOUT_NOTHING: Mapping[str, tuple[Text, Names]] = {
    FLOW_FAILED: (
        Text(ru="Сбой в автоматическом потоке", en="A flow has failed"),
        {
            "flow": "deliver-notifications",
            "error": Text(ru="Сервер почты не отвечает (пример)", en="No answer (sample)"),
        },
    ),
    OVERSIGHT: (
        Text(ru="Отчёт о надзоре за месяц", en="The oversight report on a month"),
        {
            "month": Text(ru="март 2030 г.", en="March 2030"),
            "period": "2030-03",
            "findings": [
                Text(ru="Отступлений от решённого: 2 (пример).", en="Overrides: 2 (sample)."),
                Text(ru="Нарушено сроков: 1 из 40 (пример).", en="Deadlines missed: 1 of 40."),
            ],
            "verified": Text(ru="Проверено: всё на своих местах.", en="Verified: all is sound."),
        },
    ),
    CHECKPOINT_TAKEN: (
        Text(ru="Снят отпечаток историй", en="A checkpoint was taken"),
        {
            "number": "42",
            "taken": Text(ru="14.03.2030 03:10", en="2030-03-14 03:10"),
            "size": "1234",
            "root": "5e" * 32,
            "page": "https://vmeste.example.org/checkpoints",
        },
    ),
    DIGEST: (
        Text(ru="Письма за день одним", en="The letters of a day in one"),
        {
            "letters": [
                Text(ru="Инициатива 7-03: поддержана (пример)", en="7-03: supported (sample)"),
                Text(ru="Инициатива 7-04: нет сметы (пример)", en="7-04: no budget (sample)"),
            ],
        },
    ),
}
"""Letters that are about no subject: their occasion, and what is told of it."""
_INITIATIVE: Names = {
    "title": Text(ru="Двор для всех (пример)", en="A yard for everybody (sample)"),
    "code": "7-03",
    "request": Money(120_000_00),
    "award": Money(100_000_00),
}
_OWN: Mapping[str, Names] = {
    "initiative": _INITIATIVE,
    "review": {
        **_INITIATIVE,
        "review": "7-03.2",
        "expert": Text(ru="Пётр Примеров (пример)", en="Peter Sample (sample)"),
    },
    "agenda_item": _INITIATIVE,
    "tranche": {**_INITIATIVE, "amount": Money(60_000_00)},
    "expense": {**_INITIATIVE, "amount": Money(12_500_50)},
    "change_request": _INITIATIVE,
    "enrolment": {"title": _DISTRICT, "code": "7"},
    "meeting": {
        "title": "2030-04-09",
        "code": "2030-04-09",
        "district": "",
        "held": _HELD,
        "place": Text(ru="Зал фонда (пример)", en="The foundation's hall (sample)"),
    },
    "monitoring_round": {
        "title": Text(ru="Замер «до» (пример)", en="The first survey (sample)"),
        "code": "baseline",
        "district": "",
        "until": _DUE,
    },
}
_QUESTIONNAIRE: Names = {
    "questionnaire": Text(ru="Анкета жителя (пример)", en="Residents (sample)"),
    "minutes": "6",
    "kept": KEPT[RoundMode.LINKED],
    "link": concealed(UUID(int=0)),
}
"""What a letter is told beyond that to those who are asked in a round."""


def subject_names(kind: str) -> Names:
    """What a letter is told of the subject itself that it is about."""
    known: Names = _OWN.get(kind, {"title": kind, "code": kind, "district": ""})
    return {"kind": kind, "district": _DISTRICT, **known}


Sent = tuple[str, Text, Names, tuple[str, ...]]
"""A template, the occasion, what is told of it, and what of all that may be empty."""


def _sent(lifecycle: Lifecycle) -> Iterator[Sent]:
    for transition in lifecycle.transitions:
        for template in dict.fromkeys(notice.template for notice in transition.notify):
            yield _of_action(lifecycle, transition, template)
    for state in lifecycle.states.values():
        for rule in state.deadlines.values():
            if rule.remind:
                yield from _of_reminders(lifecycle, state, rule)
            for step in rule.then:
                yield _of_refusal(lifecycle, state, step.do)


def _of_action(lifecycle: Lifecycle, transition: Transition, template: str) -> Sent:
    reached = lifecycle.target(transition.from_[0], transition)
    names: Names = {
        "state": lifecycle.states[reached].title,
        "action": transition.title,
        "trigger": transition.trigger,
        "at": _AT,
        "reason": _REASON,
        "due": _DUE,
    }
    if any(INVITED in each.to for each in transition.notify if each.template == template):
        names |= _QUESTIONNAIRE
    return template, _occasion(lifecycle, transition.title), names, ("reason", "due")


def _of_reminders(lifecycle: Lifecycle, state: State, rule: DeadlineRule) -> Iterator[Sent]:
    own = subject_names(lifecycle.lifecycle)
    due = own["held"] if rule.due.is_moment and "held" in own else _DUE
    soon = Text(ru=f"{state.title.ru}, приближается срок", en=f"{state.title.in_('en')}, soon due")
    occasion, names = _occasion(lifecycle, soon), Names({"state": state.title, "due": due})
    templates = {role: (rule.reminders or {}).get(role, REMINDER) for role in rule.responsible}
    for template in dict.fromkeys(templates.values()):
        asked = templates.get(INVITED) == template
        yield template, occasion, {**names, **(_QUESTIONNAIRE if asked else {})}, ()


def _of_refusal(lifecycle: Lifecycle, state: State, trigger: str) -> Sent:
    action = next(t.title for t in lifecycle.transitions if t.trigger == trigger)
    names: Names = {"state": state.title, "due": _DUE, "action": action, "reasons": [_REASON]}
    hindered = Text(
        ru=f"{state.title.ru}, календарю мешает правило ({action.ru})",
        en=f"{state.title.in_('en')}, a rule hinders the calendar ({action.in_('en')})",
    )
    return REFUSED, _occasion(lifecycle, hindered), names, ()


def _occasion(lifecycle: Lifecycle, what: Text) -> Text:
    of = lifecycle.title
    return Text(ru=f"{of.ru}: {what.ru}", en=f"{of.in_('en')}: {what.in_('en')}")


def _cases(
    occasion: Text, kind: str | None, names: Names, lacks: tuple[str, ...]
) -> Iterator[Situation]:
    """The usual case, the one that lacks what may be empty, the one that is as long as it gets."""
    yield Situation(occasion, USUAL, kind, names)
    empty = {name: "" for name in (*lacks, "district", "award") if name in names}
    without = Text(ru="без того, чего может не быть", en="without what may be missing")
    yield Situation(occasion, without, kind, {**names, **empty})
    if "title" in names:
        longest = ("Длинное название (пример) " * 10)[:LONGEST_TITLE]
        with_long = Text(ru="с очень длинным названием", en="with a very long title")
        yield Situation(occasion, with_long, kind, {**names, "title": longest})
