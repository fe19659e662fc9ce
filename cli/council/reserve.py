"""The reserve list: who is next when a slot or money comes free."""

from collections.abc import Sequence

import typer
from sqlalchemy import select

from cli.options import AsJson, ProgrammeCode
from cli.output import console, print_json, say, table, tell, tell_pair, told
from cli.summary import as_json
from config.settings import settings
from models import District, Initiative, Text
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


@app.command()
def reserve(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """The reserve list in its order, with what each initiative waits for."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        waiting = reserve_list(session, within)
        free = capacity(session, within)
        places = {place.id: place.title for place in session.scalars(select(District))}
    lines = [
        {
            "number": number_,
            "code": initiative.code,
            "title": initiative.title,
            "district": as_json(places[initiative.district_id or 0]),
            "requested": as_json(initiative.request),
            "waits_for": _waits_for(initiative, free, waiting),
        }
        for number_, initiative in enumerate(waiting, start=1)
    ]
    if json:
        print_json(lines)
        return
    if not waiting:
        tell(Text(en="The reserve list is empty.", ru="Резервный список пуст."))
        return
    rows = table(
        Text(en="No.", ru="№"),
        Text(en="Code", ru="Код"),
        Text(en="Initiative", ru="Инициатива"),
        Text(en="District", ru="Округ"),
        Text(en="Asked for", ru="Запрошено"),
        Text(en="Waits for", ru="Ждёт"),
        no_wrap=(0, 1, 4),
    )
    for line, initiative in zip(lines, waiting, strict=True):
        rows.add_row(
            str(line["number"]),
            initiative.code,
            initiative.title,
            say(places[initiative.district_id or 0]),
            initiative.request.in_(settings().language),
            ", ".join(say(WAITS_FOR[what]) for what in line["waits_for"]),
        )
    console.print(rows)
    tell_pair(Text(en="Free money", ru="Свободно"), free.money.in_(settings().language))


def _waits_for(initiative: Initiative, free: Capacity, waiting: Sequence[Initiative]) -> list[str]:
    lacking = [] if free.slot_is_free(initiative.district_id) else ["slot"]
    if not free.covers(initiative):
        lacking.append("money")
    return lacking or (["next"] if initiative in free.goes_to(waiting) else ["turn"])
