"""How an entry that a search found is shown: in the terminal, and as a line of a file."""

from collections.abc import Sequence
from datetime import tzinfo

from rich.padding import Padding
from rich.text import Text as RichText

from cli.lists import Column
from cli.output import console, say
from models import Remark, Text
from papers.tables import Cell
from workflow.history.search import Hit
from workflow.history.search.hits import Written

MOMENT = "%d.%m.%Y %H:%M"
ROOM = 300
"""Letters of a text that are shown, about."""
REMARKS = {
    Remark.LATE: Text(en="late", ru="с опозданием"),
    Remark.OVERRIDDEN: Text(en="overridden", ru="в обход решённого"),
    Remark.BY_HAND: Text(en="by hand", ru="вручную"),
}


def print_hit(hit: Hit, zone: tzinfo) -> None:
    what = say(hit.action_title)
    if hit.moved:
        what = f"{what} → {say(hit.state_title)}"
    line = RichText.assemble(
        f"{hit.at.astimezone(zone):{MOMENT}}  {who(hit)}  ", (what, "bold"), overflow="fold"
    )
    if hit.remark is not None:
        line.append(f"  [{say(REMARKS[hit.remark])}]", "bold red")
    console.print(line, soft_wrap=True)
    console.print(Padding(RichText(about(hit)), (0, 0, 0, 4)))
    for text in hit.texts:
        console.print(Padding(marked(text), (0, 0, 0, 4)), style="dim")


def who(hit: Hit) -> str:
    if hit.actor is None and "/" in (hit.flow or ""):
        return say(Text(en=f"following {hit.flow}", ru=f"вслед за {hit.flow}"))
    if hit.actor is None:
        return say(Text(en=f"by the clock: {hit.flow}", ru=f"по календарю: {hit.flow}"))
    if hit.on_behalf_of is None:
        return hit.actor
    behalf = hit.on_behalf_of
    return f"{hit.actor} {say(Text(en=f'on behalf of {behalf}', ru=f'от имени: {behalf}'))}"


def about(hit: Hit) -> str:
    parts = (hit.reference, hit.title and say(hit.title), hit.district and say(hit.district))
    return " · ".join(part for part in parts if part)


def marked(written: Written) -> RichText:
    """The text around what was found, which stands out in it."""
    begins, ends = _shown(written)
    text = RichText("…" if begins else "").append(written.text[begins:ends])
    for start, end in written.marks:
        shift = bool(begins) - begins
        text.stylize("bold underline", max(0, start + shift), max(0, end + shift))
    return text.append("…" if ends < len(written.text) else "")


def _shown(written: Written) -> tuple[int, int]:
    length = len(written.text)
    if length <= ROOM:
        return 0, length
    first = written.marks[0][0] if written.marks else 0
    begins = max(0, min(first - ROOM // 3, length - ROOM))
    return begins, begins + ROOM


def row_of(hit: Hit, zone: tzinfo) -> list[Cell]:
    return [_cell(column.value((hit, zone))) for column in COLUMNS]


def _cell(value: Cell | Text) -> Cell:
    return say(value) if isinstance(value, Text) else value


def _others(hit: Hit) -> str:
    return " · ".join(text.text for text in hit.texts if text is not hit.reason)


COLUMNS: Sequence[Column[tuple[Hit, tzinfo]]] = (
    Column(Text(en="When", ru="Когда"), lambda line: line[0].at.astimezone(line[1])),
    Column(Text(en="Who", ru="Кто"), lambda line: line[0].actor),
    Column(Text(en="On behalf of", ru="От имени"), lambda line: line[0].on_behalf_of),
    Column(Text(en="Flow", ru="Процесс"), lambda line: line[0].flow),
    Column(Text(en="Action", ru="Действие"), lambda line: line[0].action_title),
    Column(Text(en="State", ru="Состояние"), lambda line: line[0].state_title),
    Column(Text(en="What about", ru="О чём"), lambda line: line[0].reference),
    Column(Text(en="Title", ru="Название"), lambda line: line[0].title),
    Column(Text(en="District", ru="Округ"), lambda line: line[0].district),
    Column(
        Text(en="Reason", ru="Причина"),
        lambda line: None if line[0].reason is None else line[0].reason.text,
    ),
    Column(Text(en="Other words", ru="Другие слова"), lambda line: _others(line[0])),
    Column(
        Text(en="Remark", ru="Особенность"),
        lambda line: line[0].remark and REMARKS[line[0].remark],
    ),
)
