"""Logs of a small invented competition, and the lifecycle they are read through."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from workflow.replay.archive import Asked
from workflow.replay.lifecycle import Declared, read_case_lifecycle
from workflow.replay.reading import Given, Log, LogEvent, read_log
from workflow.replay.words import words_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
THERE = ZoneInfo("Asia/Novosibirsk")
BEGAN = datetime(2014, 3, 3, 10, tzinfo=THERE)
GIVEN = Given(NOW, THERE)

LIFECYCLE = """\
lifecycle: case
title: {ru: Заявка, en: Application}
initial: new
states:
  new: {title: {ru: Новая, en: New}}
  review: {title: {ru: У экспертов, en: With the experts}}
  supported: {title: {ru: Поддержана, en: Supported}}
  completed: {title: {ru: Завершена, en: Completed}, final: true}
  rejected: {title: {ru: Отклонена, en: Rejected}, final: true}
transitions:
  - {trigger: submit, title: {ru: Подать, en: Submit}, from: [new], to: review, by: [leader]}
  - {trigger: comment, title: {ru: Дать заключение}, from: [review], to: same, by: [expert]}
  - {trigger: support, title: {ru: Поддержать}, from: [review], to: supported, by: [chair, clock]}
  - {trigger: reject, title: {ru: Отклонить}, from: [review], to: rejected, by: [chair]}
  - {trigger: return, title: {ru: Вернуть}, from: [supported], to: review, by: [coordinator]}
  - {trigger: complete, title: {ru: Завершить}, from: [supported], to: completed, by: [leader]}
"""


def declared(text: str = LIFECYCLE) -> Declared:
    return read_case_lifecycle(text, "lifecycle.yaml")


def asked(*, check_roles: bool = False, by_time: bool = False) -> Asked:
    lifecycle = declared()
    return Asked(lifecycle, words_of(lifecycle.document), check_roles, by_time)


def read(content: bytes | str, given: Given = GIVEN) -> Log:
    packed = content.encode() if isinstance(content, str) else content
    return read_log(BytesIO(packed), "log", given)


def events(*activities: str | tuple[str, str] | None) -> list[LogEvent]:
    """What happened, a day after the other; with a role where there is one, None for a day on which
    nothing did."""
    made = []
    for day, told in enumerate(activities):
        if told is not None:
            activity, role = told if isinstance(told, tuple) else (told, None)
            made.append(LogEvent(day + 1, activity, BEGAN + timedelta(days=day), role))
    return made


def log_of(cases: Iterable[tuple[str, Sequence[LogEvent]]]) -> Log:
    log = Log("a" * 64)
    for name, told in cases:
        log.add_case(name, 1, told)
    return log


def xes(cases: Iterable[tuple[str, Sequence[LogEvent]]]) -> str:
    """The cases as a program writes them."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<log xmlns="http://www.xes-standard.org/">']
    for name, told in cases:
        lines += ["<trace>", _string("concept:name", name)]
        for event in told:
            lines += ["<event>", _string("concept:name", event.activity)]
            lines.append(f'<date key="time:timestamp" value="{event.at.isoformat()}"/>')
            lines.append(_string("lifecycle:transition", event.step))
            if event.role is not None:
                lines.append(_string("org:role", event.role))
            lines.append("</event>")
        lines.append("</trace>")
    return "\n".join([*lines, "</log>"])


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(value)}/>'
