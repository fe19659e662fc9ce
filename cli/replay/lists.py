from collections.abc import Callable
from pathlib import Path

from cli.lists import Column, written
from cli.output import say
from models import Text
from papers.tables import Cell
from workflow.replay.report import KIND_TITLES, Break, CaseResult, Outcome, Report

OUTCOMES = {
    Outcome.ENDED: Text(en="conforms, ended", ru="соответствует, завершено"),
    Outcome.OPEN: Text(en="conforms, still open", ru="соответствует, не завершено"),
    Outcome.BREAKS: Text(en="breaks", ru="расходится"),
    Outcome.EMPTY: Text(en="nothing to replay", ru="нечего проверять"),
}


def write_cases(report: Report, csv: Path | None, xlsx: Path | None) -> bool:
    """Write every case to the files asked for; False where none is."""
    states = report.declared.pinned.states
    titles = report.titles

    def possible(broke: Break) -> str:
        return "; ".join(say(titles[name]) for name in broke.allowed)

    columns = (
        _case(Text(en="Case", ru="Дело"), lambda case: case.name),
        _case(Text(en="Outcome", ru="Итог"), lambda case: OUTCOMES[case.outcome]),
        _case(Text(en="State reached", ru="Дошло до этапа"), lambda c: states[c.state].title),
        _case(Text(en="Events", ru="Событий"), lambda case: case.events),
        _case(Text(en="Replayed", ru="Пройдено"), lambda case: case.replayed),
        _break(Text(en="What is wrong", ru="Что не так"), lambda b: KIND_TITLES[b.kind]),
        _break(Text(en="At event", ru="На событии"), lambda broke: broke.event),
        _break(Text(en="Line of the log", ru="Строка журнала"), lambda broke: broke.line),
        _break(Text(en="Time", ru="Время"), lambda broke: broke.at.isoformat()),
        _break(Text(en="Activity", ru="Действие"), lambda broke: broke.activity),
        _break(Text(en="As what", ru="В роли"), lambda broke: broke.role),
        _break(Text(en="Possible there", ru="Что было возможно"), possible),
    )
    return written(Text(en="Cases", ru="Дела"), columns, report.cases, csv, xlsx)


def _case(title: Text, value: Callable[[CaseResult], Cell | Text]) -> Column[CaseResult]:
    return Column(title, value)


def _break(title: Text, value: Callable[[Break], Cell | Text]) -> Column[CaseResult]:
    return Column(title, lambda case: None if case.broke is None else value(case.broke))
