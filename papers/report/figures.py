"""Plan against fact, in words: milestones by their days, lines of the budget by their sums."""

from dataclasses import dataclass

from models import Money
from models.text import Language
from papers.report import phrases as p
from papers.typography import counted, day_in, in_line, percent_in, say, sum_in
from workflow.work.published_report import PublishedLine, PublishedPoint, PublishedReport


@dataclass(frozen=True)
class PointRow:
    title: str
    planned: str
    moved: str
    """That the day was moved; empty where it was not."""
    reached: str
    remark: str
    """In time, or how much later; empty where it was not reached."""
    in_time: bool


@dataclass(frozen=True)
class Plan:
    heading: str
    head: tuple[str, str, str]
    rows: tuple[PointRow, ...]


@dataclass(frozen=True)
class Sums:
    """Where the award went, from what was awarded on."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LineRow:
    title: str
    planned: str
    moved: str
    """That the plan was changed; empty where it was not."""
    spent: str
    percent: int
    """Of the plan, for a bar; a line that anything was spent of has some."""
    share: str
    """The same in words."""


@dataclass(frozen=True)
class Budget:
    head: tuple[str, str, str, str]
    rows: tuple[LineRow, ...]
    total: LineRow


def plan_of(report: PublishedReport, language: Language) -> Plan:
    head = (p.MILESTONE, p.PLANNED_ON, p.REACHED_ON)
    return Plan(
        heading=say(p.PLAN, language),
        head=(say(head[0], language), say(head[1], language), say(head[2], language)),
        rows=tuple(_point(point, language) for point in report.milestones),
    )


def _point(point: PublishedPoint, language: Language) -> PointRow:
    moved = point.agreed_on != point.planned_on
    agreed = day_in(point.agreed_on, language)
    late = 0 if point.reached_on is None else (point.reached_on - point.planned_on).days
    reached, remark = say(p.NOT_REACHED, language), ""
    if point.reached_on is not None:
        reached = day_in(point.reached_on, language)
        remark = counted(late, p.LATER, language) if late > 0 else say(p.IN_TIME, language)
    return PointRow(
        title=in_line(point.title),
        planned=day_in(point.planned_on, language),
        moved=say(p.DAY_MOVED, language, day=agreed) if moved else "",
        reached=reached,
        remark=remark,
        in_time=point.reached_on is not None and late <= 0,
    )


def sums_of(report: PublishedReport, language: Language) -> Sums:
    money = report.money
    always = ((p.ALL_AWARDED, money.awarded), (p.ALL_SPENT, money.spent))
    rest = ((p.ALL_RETURNED, money.returned), (p.NEVER_PAID, money.never_paid))
    rows = (*always, *(row for row in rest if row[1].minor))
    return Sums(
        heading=say(p.MONEY, language),
        rows=tuple((say(label, language), sum_in(amount, language)) for label, amount in rows),
    )


def budget_of(report: PublishedReport, language: Language) -> Budget:
    currency = report.money.awarded.currency
    planned = Money(sum(line.planned.minor for line in report.budget), currency)
    spent = Money(sum(line.spent.minor for line in report.budget), currency)
    whole = PublishedLine(say(p.TOTAL, language), planned, planned, spent)
    return Budget(
        head=(
            say(p.LINE, language),
            say(p.LINE_PLANNED, language),
            say(p.LINE_SPENT, language),
            say(p.LINE_SHARE, language),
        ),
        rows=tuple(_line(line, language) for line in report.budget),
        total=_line(whole, language),
    )


def _line(line: PublishedLine, language: Language) -> LineRow:
    moved = line.agreed != line.planned
    percent = _percent(line.spent.minor, line.planned.minor)
    return LineRow(
        title=in_line(line.title),
        planned=sum_in(line.planned, language),
        moved=say(p.LINE_MOVED, language, money=sum_in(line.agreed, language)) if moved else "",
        spent=sum_in(line.spent, language),
        percent=percent,
        share=percent_in(percent, language),
    )


def _percent(part: int, whole: int) -> int:
    """Rounded so that something is never nothing, and not quite all never all."""
    if part <= 0 or whole <= 0:
        return 0
    return max(1, min(100, part * 100 // whole))
