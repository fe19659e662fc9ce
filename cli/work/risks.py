"""What may go wrong with the work."""

import typer

from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import print_json, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Text
from models.database import reading
from workflow.programme.lookup import find_programme
from workflow.work.risks import Risk, risks

app = typer.Typer()
COLUMNS: Columns[Risk] = (
    Column(Text(en="Code", ru="Код"), lambda risk: risk.initiative.code, one_line=True),
    Column(Text(en="Initiative", ru="Инициатива"), lambda risk: risk.initiative.title),
    Column(
        Text(en="Since", ru="С какого дня"),
        lambda risk: risk.since,
        narrow=Text(en="Since", ru="С"),
        one_line=True,
    ),
    Column(Text(en="What", ru="Что"), lambda risk: risk.text),
)


@app.command("risks")
def risks_(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """What is late or silent among the initiatives under way."""
    with told(), reading() as session:
        found = risks(session, find_programme(session, programme), now=now())
    if written(Text(en="Risks", ru="Риски"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json([_plain(risk) for risk in found])
        return
    if not found:
        tell(Text(en="Nothing is late or silent.", ru="Опозданий нет, все на связи."))
        return
    print_list(COLUMNS, found)


def _plain(risk: Risk) -> dict[str, object]:
    return {
        "initiative": risk.initiative.code,
        "code": risk.code,
        "since": risk.since,
        "milestone": risk.number or None,
        "text": as_json(risk.text),
    }
