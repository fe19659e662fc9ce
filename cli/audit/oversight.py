"""`vmeste oversight`: what a chair should look at in a month."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import output
from cli.files import write
from cli.options import AsJson, ProgrammeCode, Viewer
from cli.output import console, print_json, tell
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.clock import now
from config.settings import settings
from models import Text
from papers.effectiveness.blocks import (
    Block,
    Facts,
    Grid,
    Numbers,
    Paragraph,
    Points,
    Section,
    Subheading,
)
from papers.oversight.files import oversight_html, oversight_pdf
from papers.oversight.wording import wording
from workflow.deadlines.timetable import timetable_of
from workflow.oversight.findings import findings
from workflow.oversight.month import Month
from workflow.oversight.report import OversightReport, report
from workflow.people.access import What


def oversight(
    month: Annotated[
        str | None, typer.Option(help="Such as 2017-05; the month before if not given.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write it as a page.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write it as a PDF.")] = None,
    without_names: Annotated[
        bool, typer.Option("--without-names", help="Roles only, as outside evaluators get it.")
    ] = False,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    json: AsJson = False,
) -> None:
    """What stood out in a month: overrides, late steps, who looked at people's data, proof."""
    with watched(What.OVERSIGHT, viewer, of_programme(programme)) as (session, within):
        moment = now()
        today = timetable_of(session, within.id).local_day(moment)
        asked = Month.of(today).before if month is None else Month.parse(month)
        found = report(session, within, asked, now=moment, names=not without_names)
    language = settings().language
    if html is not None:
        _keep(html, oversight_html(found, language).encode())
    if pdf is not None:
        _keep(pdf, oversight_pdf(found, language))
    if json:
        print_json(_plain(found))
    elif html is None and pdf is None:
        _print(found)


def _keep(file: Path, made: bytes) -> None:
    write(file, made)
    tell(Text(en=f"{file} is written.", ru=f"{file}: готово."))


def _plain(found: OversightReport) -> dict[str, Any]:
    last = found.proof.last
    proof = as_json(found.proof.verified) | {
        "checkpoints": found.proof.checkpoints,
        "last": last and {"number": last.number, "root": last.root, "taken_at": last.taken_at},
    }
    told: dict[str, Any] = as_json(found)
    told |= {"findings": as_json([*findings(found)]), "month": str(found.month), "proof": proof}
    return told


def _print(found: OversightReport) -> None:
    words = wording(found, settings().language)
    console.print(f"{words.kind}", style="bold", soft_wrap=True)
    console.print(f"{words.title} · {words.as_of} · {words.period}", style="dim", soft_wrap=True)
    for section in words.sections:
        _print_section(section)


def _print_section(section: Section) -> None:
    console.print(f"\n{section.heading}", style="bold")
    for block in section.blocks:
        _print_block(block)


def _print_block(block: Block) -> None:
    match block:
        case Paragraph():
            console.print(block.text, style="dim" if block.small else None, soft_wrap=True)
        case Points():
            for line in block.lines:
                console.print(f"• {line}", style="yellow", soft_wrap=True)
        case Subheading():
            console.print(block.text, style="dim")
        case Numbers():
            console.print("; ".join(f"{number} {what}" for number, what in block.pairs))
        case Facts():
            for label, fact in block.pairs:
                console.print(f"{label}: {fact}", soft_wrap=True)
        case Grid():
            _print_grid(block)


def _print_grid(block: Grid) -> None:
    table = block.table
    right = [number for number, numeric in enumerate(table.numeric) if numeric]
    rows = output.table(*(Text(ru=head) for head in table.heads), right=right)
    for row in table.rows:
        rows.add_row(*row)
    console.print(f"\n{table.caption}", style="dim")
    console.print(rows)
