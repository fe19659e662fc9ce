"""How initiatives go their way: where they wait, where they leave it, what was out of order."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table as RichTable

from cli.files import write, write_files
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, typed_day
from cli.output import Exit, console, fail, print_json, say, table, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from config.settings import settings
from models import Text
from models.database import reading
from papers.tables import Table, table_csv, table_xlsx
from workflow.process.views import ProcessViews, View, process_views
from workflow.programme.lookup import find_programme

if TYPE_CHECKING:
    from papers.charts.table import DataTable
    from papers.effectiveness.blocks import Section


def process(
    view: Annotated[
        View | None, typer.Argument(help="Only this view; else a short overview.")
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", parser=typed_day, metavar="DAY", help="At the end of a day."),
    ] = None,
    references: Annotated[
        bool, typer.Option("--references", help="Also say which subjects are meant.")
    ] = False,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    html: Annotated[Path | None, typer.Option(help="Write a page to this file.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write the charts into this folder.")] = None,
    json: AsJson = False,
) -> None:
    """Say how long stages last, what is overdue, what was returned, where initiatives leave the
    way, what was out of the usual order, which ways they went and whether these conform."""
    if view is None and (csv or xlsx):
        fail(say(WHICH), Exit.BAD_INPUT)
    with told(), reading() as session:
        within = find_programme(session, programme)
        views = process_views(session, within, as_of=as_of, now=now(), only=view)
    if csv or xlsx:
        assert view is not None, "asked above"
        _write_table(views, view, references, csv, xlsx)
    if html or svg:
        _write_pictures(views, view, references, html, svg)
    if json:
        print_json(_plain(views, view, references))
    elif not (csv or xlsx or html or svg):
        _print(views, view, references)


WHICH = Text(
    en="Say which view the file is to have: " + ", ".join(View) + ".",
    ru="Укажите, какой взгляд записать в файл: " + ", ".join(View) + ".",
)


def _print(views: ProcessViews, view: View | None, references: bool) -> None:
    # It brings charts, templates and typesetting, which no other command should wait for.
    from papers.process.wording import process_wording  # noqa: PLC0415

    words = process_wording(views, settings().language, only=view, references=references)
    tell(views.header.title, "bold")
    console.print(words.as_of, style="dim")
    for section in words.sections:
        console.print(f"\n{section.heading}", style="bold")
        for line in _lines(section, is_short=view is None):
            console.print(line, soft_wrap=isinstance(line, str))


def _lines(section: "Section", *, is_short: bool) -> list[str | RichTable]:
    """The finding alone, or all that the section says and the tables of its charts."""
    from papers.charts.chart import table_of  # noqa: PLC0415
    from papers.effectiveness.blocks import Figure, Grid, Paragraph  # noqa: PLC0415

    found: list[str | RichTable] = []
    for block in section.blocks[:1] if is_short else section.blocks:
        match block:
            case Paragraph(text):
                found.append(text)
            case Figure(chart):
                found.append(_drawn(table_of(chart, settings().language)))
            case Grid(data):
                found.append(_drawn(data))
    return found


def _drawn(data: "DataTable") -> RichTable:
    right = [n for n, numeric in enumerate(data.numeric) if numeric]
    made = table(*(Text(ru=head) for head in data.heads))
    made.title, made.title_justify, made.title_style = f"\n{data.caption}", "left", "dim"
    for n, column in enumerate(made.columns):
        column.justify = "right" if n in right else "left"
        column.overflow = "fold"
    for row in data.rows:
        made.add_row(*row)
    return made


def _write_table(
    views: ProcessViews, view: View, references: bool, csv: Path | None, xlsx: Path | None
) -> None:
    from papers.process.lists import process_list  # noqa: PLC0415
    from papers.process.phrases import HEADINGS  # noqa: PLC0415

    made: Table = process_list(views, view, settings().language, references=references)
    if csv is not None:
        write(csv, table_csv(made))
        _tell_written(csv, len(made.rows))
    if xlsx is not None:
        write(xlsx, table_xlsx(made, say(HEADINGS[view])))
        _tell_written(xlsx, len(made.rows))


def _tell_written(file: Path, lines: int) -> None:
    tell(Text(en=f"{file}: {lines} lines.", ru=f"{file}: строк — {lines}."))


def _write_pictures(
    views: ProcessViews, view: View | None, references: bool, html: Path | None, svg: Path | None
) -> None:
    from papers.process.files import process_html, process_svgs  # noqa: PLC0415

    language = settings().language
    if html is not None:
        page = process_html(views, language, only=view, references=references)
        write(html, page.encode())
        tell(Text(en=f"{html} is written.", ru=f"{html}: готово."))
    if svg is not None:
        files = process_svgs(views, language, view)
        write_files(svg, files)
        tell(Text(en=f"{svg}: {len(files)} charts.", ru=f"{svg}: диаграмм — {len(files)}."))


def _plain(views: ProcessViews, view: View | None, references: bool) -> Mapping[str, Any]:
    """Without what was not asked for; times in seconds."""
    names = {"header", *(_NAMES.get(view, (view,)) if view else vars(views))}
    found = {name: as_json(getattr(views, name)) for name in vars(views) if name in names}
    return found if references else _without_references(found)


_NAMES: Mapping[View, tuple[str, ...]] = {View.VARIANTS: ("variants", "action_variants")}


def _without_references(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name != "references"}
        return {name: _without_references(each) for name, each in kept.items()}
    if isinstance(value, list):
        return [_without_references(each) for each in value]
    return value
