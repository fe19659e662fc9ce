"""What a chair should look at, the gravest first; nothing where a month was as it should be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models import Text
from workflow.oversight.report import OversightReport


@dataclass(frozen=True)
class Finding:
    code: str
    text: Text


def findings(found: OversightReport) -> Sequence[Finding]:
    return [Finding(code, text) for code, text in _findings(found)]


def _findings(found: OversightReport) -> Iterator[tuple[str, Text]]:
    yield from _proof(found)
    yield from _people(found)
    if number := len(found.overrides):
        yield (
            "overrides",
            Text(
                en=f"What was settled was set aside: {number}.",
                ru=f"Отступлений от решённого: {number}.",
            ),
        )
    if number := len(found.by_hand):
        yield (
            "by_hand",
            Text(
                en=f"Done by hand in place of the clock: {number}.",
                ru=f"Сделано вручную вместо календаря: {number}.",
            ),
        )
    if number := len(found.behalf):
        yield (
            "behalf",
            Text(
                en=f"Done on behalf of others: {number}.", ru=f"Действий от имени других: {number}."
            ),
        )
    yield from _clock(found)
    yield from _changes(found)


def _proof(found: OversightReport) -> Iterator[tuple[str, Text]]:
    if not found.proof.verified.sound:
        yield "unsound", found.proof.verified.text
    if found.proof.stopped:
        yield (
            "no_checkpoints",
            Text(
                en="No checkpoint was taken all month, though there were some before.",
                ru="За месяц история ни разу не зафиксирована, хотя раньше это делалось.",
            ),
        )


def _people(found: OversightReport) -> Iterator[tuple[str, Text]]:
    late = sum(each.is_late for each in found.privacy.waiting)
    if late:
        yield (
            "erasure_late",
            Text(
                en=f"Data that should have been erased by now: of people, {late}.",
                ru=f"Данные не удалены в срок после отзыва согласия: человек — {late}.",
            ),
        )
    if number := len(found.reading.unusual):
        yield (
            "unusual_reading",
            Text(
                en=f"People's data were looked at out of the ordinary: cases, {number}.",
                ru=f"Необычные просмотры данных о людях: случаев — {number}.",
            ),
        )
    if found.reading.unnamed:
        number = found.reading.unnamed
        yield (
            "unnamed_reading",
            Text(
                en=f"Looked at people's data without saying who: {number}. Whoever looks names "
                "themselves with --as.",
                ru=f"Просмотров данных о людях без указания, кто смотрел: {number}. Кто смотрит, "
                "называет себя: --as.",
            ),
        )


def _clock(found: OversightReport) -> Iterator[tuple[str, Text]]:
    if found.outages:
        steps, hours = sum(o.steps for o in found.outages), max(o.hours for o in found.outages)
        yield (
            "outages",
            Text(
                en=f"The clock stood still: steps that came late, {steps}; longest, {hours} h.",
                ru=f"Календарь стоял: шагов с опозданием — {steps}, дольше всего {hours} ч.",
            ),
        )
    if found.deadlines.missed:
        missed, due = found.deadlines.missed, found.deadlines.due
        yield (
            "missed",
            Text(
                en=f"Deadlines missed: {missed} of {due}.",
                ru=f"Нарушено сроков: {missed} из {due}.",
            ),
        )
    if dead := sum(found.dead_letters.values()):
        yield (
            "dead_letters",
            Text(en=f"Letters that did not arrive: {dead}.", ru=f"Писем не доставлено: {dead}."),
        )


def _changes(found: OversightReport) -> Iterator[tuple[str, Text]]:
    rules, lifecycles = len(found.changes.rules), len(found.changes.lifecycles)
    if rules or lifecycles:
        yield (
            "rules_changed",
            Text(
                en=f"Rules changed: of the council, {rules}; lifecycles, {lifecycles}.",
                ru=f"Изменены правила: совета — {rules}, жизненных циклов — {lifecycles}.",
            ),
        )
