"""What a replay found, as a person reads it and as a script does."""

from collections.abc import Iterable, Mapping
from itertools import islice
from shlex import quote
from typing import Any

from rich.padding import Padding

from cli.output import console, say, table, tell
from models import Text
from workflow.gate.permissions import ROLE_TITLES
from workflow.replay.report import KIND_TITLES, Break, CaseResult, Outcome, Report

MOST_SHOWN = 20
MOST_EXAMPLES = 3

_LEFT_OUT = {
    "guards": Text(en="guards", ru="условия"),
    "effects": Text(en="effects", ru="последствия"),
    "cascades": Text(en="cascades", ru="действия вслед"),
    "notify": Text(en="letters", ru="письма"),
    "facts": Text(en="facts", ru="сведения"),
    "reason": Text(en="demanded reasons", ru="обязательные причины"),
    "overrides": Text(en="marks of overrides", ru="пометки об отступлениях"),
    "deadlines": Text(en="deadlines", ru="сроки"),
    "pauses": Text(en="pauses", ru="паузы"),
}


def print_summary(report: Report) -> None:
    _headline(report)
    _aside(report)
    if report.unknown:
        _unknown(report.unknown)
    if report.breaking:
        console.print()
        _kinds(report)


def print_breaks(report: Report) -> None:
    """The first cases that break, and where each does."""
    for case in report.breaking[:MOST_SHOWN]:
        if case.broke is not None:
            _case(report, case, case.broke)
    more = len(report.breaking) - MOST_SHOWN
    if more > 0:
        tell(
            Text(
                en=f"\nMore cases that break: {more}; --csv FILE lists them all.",
                ru=f"\nЕщё дел с расхождениями: {more}; все запишет --csv ФАЙЛ.",
            )
        )


def _headline(report: Report) -> None:
    ended, still_open = len(report.of(Outcome.ENDED)), len(report.of(Outcome.OPEN))
    many, of = len(report.conforming), report.judged
    cases, events = _share(many, of), _share(report.replayed, report.events)
    tell(
        Text(
            en=f"Cases that conform: {many} of {of}{cases}; ended {ended}, still open {still_open}."
            f" Events replayed: {report.replayed} of {report.events}{events}.",
            ru=f"Дел соответствует: {many} из {of}{cases}; завершено {ended}, не завершено "
            f"{still_open}. Событий пройдено: {report.replayed} из {report.events}{events}.",
        ),
        style="bold",
    )


def _share(part: int, whole: int) -> str:
    """Never rounded up: a hundred per cent is all of them."""
    return f" ({100 * part // whole} %)" if whole else ""


def _aside(report: Report) -> None:
    """What the figures do not count."""
    if report.declared.left_out:
        names = [_LEFT_OUT[what] for what in report.declared.left_out]
        _note(
            f"Of the lifecycle of {report.declared.document.lifecycle} only its ways are replayed, "
            f"without {', '.join(name.in_('en') for name in names)}: a log does not tell of them.",
            f"Из жизненного цикла {report.declared.document.lifecycle} проверяются только пути; "
            f"{', '.join(name.ru for name in names)} — нет: журнал о них не говорит.",
        )
    if report.other_steps:
        steps = ", ".join(f"{step} {many}" for step, many in report.other_steps.items())
        many = sum(report.other_steps.values())
        _note(
            f"Left aside, events that are not complete: {many} ({steps}).",
            f"Не в счёт события, которые ещё не завершены: {many} ({steps}).",
        )
    if report.ignored:
        _note(
            f"Left aside, events that are no actions: {report.ignored}.",
            f"Не в счёт события, которые не действия: {report.ignored}.",
        )
    empty = len(report.of(Outcome.EMPTY)) + report.without_events
    if empty:
        _note(
            f"Left aside, cases in which nothing happens: {empty}.",
            f"Не в счёт дела, в которых ничего не происходит: {empty}.",
        )


def _note(en: str, ru: str) -> None:
    tell(Text(en=en, ru=ru), style="dim")


def _unknown(unknown: Mapping[str, int]) -> None:
    shown = list(unknown.items())[:MOST_SHOWN]
    en = ", ".join(f"“{word}” ({many})" for word, many in shown)
    ru = ", ".join(f"«{word}» ({many})" for word, many in shown)
    rest = "" if len(shown) == len(unknown) else " …"
    tell(
        Text(
            en=f"Words of the log that mean nothing here: {en}{rest}. Say what they mean: "
            "--map FILE.",
            ru=f"Слова журнала, которым здесь ничего не соответствует: {ru}{rest}. Укажите, что "
            "они значат: --map ФАЙЛ.",
        ),
        style="yellow",
    )


def _kinds(report: Report) -> None:
    rows = table(
        Text(en="What is wrong", ru="Что не так"),
        Text(en="Cases", ru="Дел"),
        Text(en="For example", ru="Например"),
        right=(1,),
    )
    for kind, found in report.kinds().items():
        names = (c.name for c in report.breaking if c.broke and c.broke.kind is kind)
        rows.add_row(say(KIND_TITLES[kind]), str(len(found)), _some(names))
    console.print(rows)


def _some(names: Iterable[str]) -> str:
    return ", ".join(islice(names, MOST_EXAMPLES))


def _case(report: Report, case: CaseResult, broke: Break) -> None:
    states = report.declared.pinned.states
    titles = report.titles
    console.print()
    console.print(case.name, style="bold", soft_wrap=True)
    when = f"{broke.at:%d.%m.%Y %H:%M}"
    role = f", {broke.role}" if broke.role else ""
    lines = [
        Text(
            en=f"event {broke.event} (line {broke.line}), {when}: {broke.activity}{role}",
            ru=f"событие {broke.event} (строка {broke.line}), {when}: {broke.activity}{role}",
        ),
        Text(
            en=f"{KIND_TITLES[broke.kind].en}; state: {states[broke.state].title.in_('en')}",
            ru=f"{KIND_TITLES[broke.kind].ru}; этап: {states[broke.state].title.ru}",
        ),
    ]
    if broke.after is not None:
        was = f"{broke.after:%d.%m.%Y %H:%M}"
        lines.append(Text(en=f"the event before was on {was}", ru=f"предыдущее событие — {was}"))
    elif broke.by:
        en = ", ".join(ROLE_TITLES[role].in_("en") for role in broke.by)
        ru = ", ".join(ROLE_TITLES[role].ru for role in broke.by)
        lines.append(Text(en=f"it is for: {en}", ru=f"это делает: {ru}"))
    elif broke.allowed:
        lines.append(
            Text(
                en=f"possible there: {', '.join(titles[t].in_('en') for t in broke.allowed)}",
                ru=f"там возможно: {', '.join(titles[t].ru for t in broke.allowed)}",
            )
        )
    for line in lines:
        console.print(Padding(say(line), (0, 0, 0, 4)))


def tell_kept(report: Report) -> None:
    """What became of the wish to bring the cases in."""
    console.print()
    if report.kept_in is None:
        tell(
            Text(
                en="Nothing was brought in: with --strict every case must conform, and without it "
                "at least one.",
                ru="Ничего не перенесено: со --strict соответствовать должны все дела, без него — "
                "хотя бы одно.",
            ),
            style="yellow",
        )
        return
    many, entries = len(report.conforming), sum(case.replayed for case in report.conforming)
    example = f"vmeste history show {quote(f'case/{report.example}')} -p {report.kept_in}"
    tell(
        Text(
            en=f"Brought in as {report.kept_in}: cases — {many}, entries — {entries}. See one: "
            f"{example}",
            ru=f"Перенесено в {report.kept_in}: дел — {many}, записей — {entries}. Посмотреть "
            f"одно: {example}",
        ),
        style="green",
    )


def as_plain(report: Report) -> dict[str, Any]:
    return {
        "log": report.log,
        "lifecycle": report.declared.document.lifecycle,
        "left_out": list(report.declared.left_out),
        "cases": {
            "judged": report.judged,
            "conforming": len(report.conforming),
            **{str(outcome): len(report.of(outcome)) for outcome in Outcome},
        },
        "events": {
            "judged": report.events,
            "replayed": report.replayed,
            "ignored": report.ignored,
            "not_complete": dict(report.other_steps),
        },
        "unknown": dict(report.unknown),
        "breaks": {str(kind): len(found) for kind, found in report.kinds().items()},
        "results": [_plain_case(case) for case in report.cases],
        "kept_in": report.kept_in,
    }


def _plain_case(case: CaseResult) -> dict[str, Any]:
    broke = case.broke
    return {
        "case": case.name,
        "outcome": str(case.outcome),
        "state": case.state,
        "events": case.events,
        "replayed": case.replayed,
        "break": broke
        and {
            "kind": str(broke.kind),
            "event": broke.event,
            "line": broke.line,
            "at": broke.at.isoformat(),
            "activity": broke.activity,
            "role": broke.role,
            "allowed": list(broke.allowed),
            "by": list(broke.by),
            "after": broke.after and broke.after.isoformat(),
        },
    }
