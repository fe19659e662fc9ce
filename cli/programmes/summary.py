"""A programme's overview as a coordinator reads it."""

from dataclasses import fields, is_dataclass
from typing import Any

from rich.table import Table

from cli.output import console, say, table, tell
from config.settings import settings
from models import Text
from workflow.history.verify import Verification
from workflow.oversight.month import Month
from workflow.programme.overview import Overview


def print_overview(found: Overview, month: Month) -> None:
    """`month` is that of the day it is told of."""
    console.print(f"\n{say(found.title)}", style="bold")
    _districts(found)
    _pairs(
        Text(en="Initiatives", ru="Инициативы"),
        [(say(state), str(number)) for state, number in found.initiatives],
    )
    money = found.money
    _pairs(
        Text(en="Money", ru="Деньги"),
        [
            (say(label), amount.in_(settings().language))
            for label, amount in (
                (Text(en="target", ru="план"), money.target),
                (Text(en="donations received", ru="получено пожертвований"), money.received),
                (Text(en="asked for", ru="запрошено"), money.requested),
                (Text(en="awarded", ru="выделено"), money.awarded),
                (Text(en="paid, not accounted for", ru="перечислено, не отчитано"), money.paid),
                (Text(en="spent", ru="израсходовано"), money.spent),
                (Text(en="free", ru="свободно"), money.free),
            )
        ],
    )
    _indicators(found)
    _pairs(
        Text(en="Monitoring", ru="Мониторинг"),
        [(say(title), say(state)) for title, state in found.rounds],
    )
    _pairs(
        Text(en="Deadlines", ru="Сроки"),
        [(say(_DEADLINES[name]), str(number)) for name, number in found.deadlines.items()],
    )
    _pairs(
        Text(en="Notifications", ru="Уведомления"),
        [(say(_MESSAGES[name]), str(number)) for name, number in found.messages.items()],
    )
    if found.overrides:
        tell(_overridden(found.overrides, month), style="red")


def _overridden(number: int, month: Month) -> Text:
    return Text(
        en=f"\nOverrides this month: {number}. What they are: vmeste oversight --month {month}",
        ru=f"\nОтступлений от решённого за этот месяц: {number}. Какие — покажет "
        f"vmeste oversight --month {month}",
    )


def print_verification(result: Verification) -> None:
    if result.sound:
        tell(
            Text(
                en=f"History verified: {result.entries} entries of {result.subjects} "
                f"histories, every one in its place; checkpoints: {result.checkpoints}.",
                ru=f"История проверена: записей — {result.entries}, историй — "
                f"{result.subjects}, отпечатков — {result.checkpoints}, всё на своих местах.",
            ),
            style="green",
        )
        return
    for fault in result.faults:
        entry = "" if fault.sequence is None else f", {fault.sequence}"
        console.print(f"{fault.subject}{entry}: {say(fault.text)}", style="red")


def as_json(value: Any) -> Any:
    """Plain data for a script: texts in every language, money in its smallest unit."""
    if isinstance(value, Text):
        return value.model_dump(exclude_none=True)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value


def _districts(found: Overview) -> None:
    lines = table(
        Text(en="District", ru="Округ"),
        Text(en="Enrolment", ru="Включение"),
        Text(en="Initiatives", ru="Инициатив"),
        Text(en="Supported", ru="Поддержано"),
        Text(en="Problems addressed", ru="Проблем охвачено"),
    )
    for line in found.districts:
        addressed = f"{line.problems_addressed} / {line.problems}"
        lines.add_row(
            say(line.title),
            say(line.state) if line.state else "—",
            str(line.initiatives),
            str(line.supported),
            addressed,
        )
    console.print()
    console.print(lines)


def _indicators(found: Overview) -> None:
    rows = []
    for line in found.indicators:
        shown = "" if line.fact is None else str(line.fact)
        plan = Text(en=f" (plan {line.planned})", ru=f" (план {line.planned})")
        planned = say(plan) if line.planned is not None else ""
        beside = (line.missing, line.aside.text if line.aside else None)
        said = [shown + planned, *(say(text) for text in beside if text)]
        rows.append((say(line.title), "; ".join(part for part in said if part)))
    _pairs(Text(en="Indicators", ru="Показатели"), rows)


def _pairs(title: Text, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    pairs = Table(box=None, show_header=False, padding=(0, 2))
    pairs.add_column(max_width=48)
    pairs.add_column()
    for label, value in rows:
        pairs.add_row(label, value)
    console.print(f"\n{say(title)}", style="dim")
    console.print(pairs)


_DEADLINES = {
    "met": Text(en="met", ru="соблюдены"),
    "missed": Text(en="missed", ru="нарушены"),
    "cancelled": Text(en="no longer needed", ru="отпали"),
    "open": Text(en="running", ru="идут"),
}
_MESSAGES = {
    "delivered": Text(en="sent", ru="отправлены"),
    "waiting": Text(en="waiting", ru="ждут отправки"),
    "dead": Text(en="undeliverable", ru="не доставлены"),
}
