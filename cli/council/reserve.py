"""The reserve list: who is next when a slot or money comes free."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer
from sqlalchemy.orm import Session

from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import print_json, say, tell, tell_pair, told
from cli.programmes.summary import as_json
from config.settings import settings
from models import District, Initiative, Money, Programme, Text
from models.database import reading
from workflow.council.capacity import Capacity, capacity
from workflow.council.reserve import reserve_list
from workflow.programme.lookup import find_programme

app = typer.Typer()
WAITS_FOR = {
    "slot": Text(en="a slot in the district", ru="место в округе"),
    "money": Text(en="money", ru="деньги"),
    "turn": Text(en="its turn", ru="свою очередь"),
    "next": Text(en="nothing: it is next", ru="ничего: она следующая"),
}


@dataclass(frozen=True)
class Waiting:
    number: int
    code: str
    title: str
    district: Text
    requested: Money
    waits_for: Sequence[str]
    """Keys of `WAITS_FOR`."""


COLUMNS: Columns[Waiting] = (
    Column(Text(en="No.", ru="№"), lambda line: line.number, one_line=True),
    Column(Text(en="Code", ru="Код"), lambda line: line.code, one_line=True),
    Column(Text(en="Initiative", ru="Инициатива"), lambda line: line.title),
    Column(Text(en="District", ru="Округ"), lambda line: line.district),
    Column(Text(en="Asked for", ru="Запрошено"), lambda line: line.requested, one_line=True),
    Column(
        Text(en="Waits for", ru="Ждёт"),
        lambda line: ", ".join(say(WAITS_FOR[what]) for what in line.waits_for),
    ),
)


@app.command()
def reserve(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """The reserve list in its order, with what each initiative waits for."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        free = capacity(session, within)
        lines = _lines(session, within, free)
    if written(Text(en="Reserve list", ru="Резервный список"), COLUMNS, lines, csv, xlsx):
        return
    if json:
        print_json(as_json(lines))
        return
    if not lines:
        tell(Text(en="The reserve list is empty.", ru="Резервный список пуст."))
        return
    print_list(COLUMNS, lines)
    tell_pair(Text(en="Free money", ru="Свободно"), free.money.in_(settings().language))


def _lines(session: Session, programme: Programme, free: Capacity) -> list[Waiting]:
    waiting = reserve_list(session, programme)
    return [
        Waiting(
            number,
            initiative.code,
            initiative.title,
            session.get_one(District, initiative.district_id).title,
            initiative.request,
            _waits_for(initiative, free, waiting),
        )
        for number, initiative in enumerate(waiting, start=1)
    ]


def _waits_for(initiative: Initiative, free: Capacity, waiting: Sequence[Initiative]) -> list[str]:
    lacking = [] if free.slot_is_free(initiative.district_id) else ["slot"]
    if not free.covers(initiative):
        lacking.append("money")
    return lacking or (["next"] if initiative in free.goes_to(waiting) else ["turn"])
