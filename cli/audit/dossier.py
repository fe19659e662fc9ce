"""`vmeste dossier`: everything about one initiative as of any day."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text as RichText

from cli.files import write
from cli.initiative import Code
from cli.options import ProgrammeCode, Viewer, typed_day
from cli.output import console, table, tell, tell_pair
from cli.watched import of_subject, watched
from config.clock import now
from config.settings import settings
from models import Initiative, Text
from papers.dossier.blocks import (
    Block,
    Deeds,
    Facts,
    Grid,
    Paragraph,
    Section,
    Subheading,
)
from papers.dossier.data import dossier_json
from papers.dossier.page import dossier_html
from papers.dossier.pdf import dossier_pdf
from papers.dossier.wording import Wording, wording
from workflow.dossier import dossier as dossier_of
from workflow.dossier.unnamed import without_names
from workflow.history.as_of import AsOf
from workflow.people.access import What

IN_SHORT = ("about", "able", "money")
"""Sections that the terminal shows whole; of the others it says what they come to."""
STYLES = {"late": "bold red", "ended": "bold", "open": "bold green"}


def dossier(
    code: Code,
    programme: ProgrammeCode = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            parser=typed_day,
            metavar="DAY",
            help="As it was at the end of this day, such as 2017-04-14.",
        ),
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write it as a page.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write it as a PDF.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for a script.")] = False,
    unnamed: Annotated[
        bool, typer.Option("--without-names", help="Roles for names, to give it out.")
    ] = False,
    viewer: Viewer = None,
) -> None:
    """Everything on record about an initiative: whose move it is, proposal, reviews, votes, money,
    history, deadlines, letters, files, and the proof."""
    with watched(What.DOSSIER, viewer, of_subject(programme, Initiative, code)) as (
        session,
        initiative,
    ):
        moment = AsOf.end_of(session, initiative.programme_id, as_of)
        found = dossier_of(session, initiative, moment, now=now())
    if unnamed:
        found = without_names(found)
    language = settings().language
    if html is not None:
        write(html, dossier_html(found, language).encode())
    if pdf is not None:
        write(pdf, dossier_pdf(found, language))
    for path in filter(None, (html, pdf)):
        tell(Text(en=f"Dossier: {path}", ru=f"Досье: {path}"))
    if json:
        typer.echo(dossier_json(found).decode(), nl=False)
    elif html is None and pdf is None:
        _print(wording(found, language))


def _print(words: Wording) -> None:
    for note in words.notes:
        console.print(note, style="yellow", soft_wrap=True)
    console.print(f"{words.code} {words.title}", style="bold", soft_wrap=True)
    console.print(f"{words.place} · {words.as_of}", style="dim", soft_wrap=True)
    console.print(words.line, style=STYLES[words.tone], soft_wrap=True)
    for section in words.sections:
        if section.anchor in IN_SHORT:
            console.print(f"\n{section.heading}", style="bold")
            for block in section.blocks:
                _print_block(block)
    console.print()
    for section in words.sections:
        if section.anchor not in IN_SHORT:
            _print_brief(section)
    tell(
        Text(
            en="\nThe whole of it: --html FILE, --pdf FILE or --json.",
            ru="\nЦеликом: --html ФАЙЛ, --pdf ФАЙЛ или --json.",
        ),
        style="dim",
    )


def _print_brief(section: Section) -> None:
    first = next((b.text for b in section.blocks if isinstance(b, Paragraph)), "")
    heading = Text(ru=section.heading, en=section.heading)
    tell_pair(heading, section.brief or first or _count(section))


def _count(section: Section) -> str:
    rows = sum(len(block.table.rows) for block in section.blocks if isinstance(block, Grid))
    return str(rows)


def _print_block(block: Block) -> None:
    match block:
        case Facts():
            for label, fact in block.pairs:
                tell_pair(Text(ru=label, en=label), fact)
        case Paragraph():
            console.print(block.text, style="dim" if block.small else None, soft_wrap=True)
        case Subheading():
            console.print(RichText.assemble("\n", block.text, (f"  {block.beside}", "dim")))
        case Grid():
            made = table(*(Text(ru=head, en=head) for head in block.table.heads))
            for row in block.table.rows:
                made.add_row(*map(RichText, row))
            console.print(made)
        case Deeds():
            console.print(block.who, soft_wrap=True)
            for is_open, title, why in block.deeds:
                mark = ("✓", "green") if is_open else ("✗", "red")
                console.print(RichText.assemble("  ", mark, f" {title}"), soft_wrap=True)
                for reason in why:
                    console.print(f"      {reason}", style="dim", soft_wrap=True)
