"""`vmeste history search`: who did what to anything, when and why; and searches kept by name."""

from collections.abc import Iterator
from datetime import date, tzinfo
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from cli.files import writing
from cli.history.found import COLUMNS, print_hit, row_of
from cli.history.references import KINDS, find_reference
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer, typed_day
from cli.output import Exit, fail, print_json, say, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.clock import now
from models import Programme, Remark, SavedSearch, Text
from models.database import reading, transaction
from papers.streams import MOST_ROWS, TooLong, stream_csv, stream_xlsx
from papers.tables import Cell
from workflow.deadlines.timetable import timetable_of
from workflow.history.search import Cursor, Hit, Page, Query, find
from workflow.history.search.asking import (
    check_action,
    check_kind,
    check_state,
    district_of,
    person_of,
)
from workflow.history.search.saved import forget_saved, save, saved, saved_searches
from workflow.people.access import What
from workflow.programme.lookup import find_programme

app = typer.Typer()

LOOKS = 100_000
"""Entries looked at before somebody is asked whether to go on: about a second."""
EXPORTED = 1_000
"""Entries that an export reads at a time."""
Email = Annotated[str | None, typer.Option(help="E-mail address of who did it, or for whom.")]
Day = Annotated[date | None, typer.Option(parser=typed_day, metavar="DAY")]
Name = Annotated[str, typer.Argument(help="The name that the search was saved under.")]


@app.command()
def search(
    words: Annotated[
        list[str] | None, typer.Argument(help="Words that were written: a reason, or news.")
    ] = None,
    person: Email = None,
    on_behalf: Annotated[
        str | None, typer.Option(help="E-mail address of the person on whose behalf it was done.")
    ] = None,
    district: Annotated[str | None, typer.Option(help="Code of the district.")] = None,
    kind: Annotated[str | None, typer.Option(help="Of what: initiative, review, meeting …")] = None,
    state: Annotated[str | None, typer.Option(help="The state that was entered.")] = None,
    action: Annotated[str | None, typer.Option(help="What was done, such as submit.")] = None,
    since: Day = None,
    until: Day = None,
    flow: Annotated[
        str | None, typer.Option(help="Moved by this flow; “any” for whichever it was.")
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="The clock did it, but late.")] = False,
    overridden: Annotated[
        bool, typer.Option("--overridden", help="Somebody set aside what was settled.")
    ] = False,
    by_hand: Annotated[
        bool, typer.Option("--by-hand", help="Somebody did what the clock does otherwise.")
    ] = False,
    subject: Annotated[
        str | None, typer.Option(help="Only this one: 15-01, review/15-01.1 …")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="Entries on a page.")] = 50,
    after: Annotated[
        str | None, typer.Option(help="Go on where the page before ended, as it says.")
    ] = None,
    save_as: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help="Keep this search by a name.")
    ] = None,
    saved_as: Annotated[
        str | None,
        typer.Option("--saved", metavar="NAME", help="Search as saved; what else is given, too."),
    ] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """Search all histories: the newest first. All that is given holds for what is found.

    Words of five letters or more are found in all their forms; “several words” between quotation
    marks, as they are.
    """
    marked = ((late, Remark.LATE), (overridden, Remark.OVERRIDDEN), (by_hand, Remark.BY_HAND))
    asked: dict[str, Any] = {
        "words": " ".join(words or []),
        "kind": kind,
        "state": state,
        "action": action,
        "since": since,
        "until": until,
        "flow": flow,
        "remarks": frozenset(remark for given, remark in marked if given),
    }
    with watched(What.SEARCH, viewer, of_programme(programme)) as (session, within):
        asked |= {
            "person_id": person and person_of(session, person),
            "on_behalf_of_id": on_behalf and person_of(session, on_behalf),
            "district_id": district and district_of(session, within, district),
            "subject_id": subject and find_reference(session, within, subject).id,
        }
        looks = viewer and person_of(session, viewer)
        query = _query(session, within, saved_as, asked)
        _check(session, query)
        if save_as is not None:
            _save(query, save_as, looks or None)
        zone = timetable_of(session, within.id).zone
        if csv is not None or xlsx is not None:
            _export(session, query, zone, csv, xlsx)
            return
        place = Cursor.read(after) if after is not None else None
        page = find(session, query, after=place, limit=limit, looks=LOOKS)
    if json:
        print_json(_plain(page))
    else:
        _print(page, zone)


def _query(
    session: Session, programme: Programme, saved_as: str | None, asked: dict[str, Any]
) -> Query:
    """What is asked, over what was saved."""
    given = {name: value for name, value in asked.items() if value}
    if saved_as is None:
        return Query(programme_id=programme.id, **given)
    return saved(session, programme.id, saved_as).model_copy(update=given)


def _check(session: Session, query: Query) -> None:
    if query.kind is not None:
        check_kind(query.kind, KINDS)
    if query.state is not None:
        check_state(session, query.state, query.kind)
    if query.action is not None:
        check_action(session, query.action, query.kind)
    if query.since and query.until and query.since > query.until:
        words = Text(en="The last day is before the first.", ru="Последний день раньше первого.")
        fail(say(words), Exit.BAD_INPUT)


def _save(query: Query, name: str, saved_by_id: int | None) -> None:
    with transaction() as session:
        kept = save(session, query, name, saved_by_id=saved_by_id, now=now()).name
    tell(
        Text(
            en=f"Saved as “{kept}”: vmeste history search --saved '{kept}'.",
            ru=f"Сохранено как «{kept}»: vmeste history search --saved '{kept}'.",
        )
    )


def _print(page: Page, zone: tzinfo) -> None:
    for hit in page.hits:
        print_hit(hit, zone)
    if page.looked_back_to is not None:
        day = f"{page.looked_back_to.astimezone(zone):%d.%m.%Y}"
        tell(
            Text(
                en=f"Looked back to {day}; to go on: --after {page.after}",
                ru=f"Просмотрено до {day}; дальше: --after {page.after}",
            ),
            style="dim",
        )
    elif page.after is not None:
        tell(Text(en=f"More: --after {page.after}", ru=f"Ещё: --after {page.after}"), style="dim")
    elif not page.hits:
        tell(Text(en="Nothing was found.", ru="Ничего не найдено."))


def _plain(page: Page) -> dict[str, Any]:
    hits = [as_json(hit) | {"place": str(hit.place), "at": hit.at.isoformat()} for hit in page.hits]
    looked = page.looked_back_to
    return {
        "hits": hits,
        "after": page.after and str(page.after),
        "looked_back_to": looked and looked.isoformat(),
    }


def _export(
    session: Session, query: Query, zone: tzinfo, csv: Path | None, xlsx: Path | None
) -> None:
    """All that is found, however much it is."""
    titles = [say(column.title) for column in COLUMNS]
    if csv is not None:
        with writing(csv) as file:
            _tell_written(csv, stream_csv(file, titles, _rows(session, query, zone)))
    if xlsx is not None:
        try:
            with writing(xlsx) as file:
                name = say(Text(en="History", ru="История"))
                rows = stream_xlsx(file, titles, _rows(session, query, zone), name)
        except TooLong:
            words = Text(
                en=f"{xlsx}: a workbook holds {MOST_ROWS:,} entries, and more were found. Ask for "
                "fewer days, or write --csv.",
                ru=f"{xlsx}: в книгу помещается {MOST_ROWS:,} записей, а найдено больше. Сузьте "
                "дни или запишите --csv.".replace(",", " ", 1),
            )
            fail(say(words), Exit.BAD_INPUT)
        _tell_written(xlsx, rows)


def _rows(session: Session, query: Query, zone: tzinfo) -> Iterator[list[Cell]]:
    for hit in _all(session, query):
        yield row_of(hit, zone)


def _all(session: Session, query: Query) -> Iterator[Hit]:
    after: Cursor | None = None
    while True:
        page = find(session, query, after=after, limit=EXPORTED, looks=LOOKS)
        yield from page.hits
        if page.after is None:
            return
        after = page.after


def _tell_written(file: Path, rows: int) -> None:
    tell(Text(en=f"{file}: {rows} lines.", ru=f"{file}: строк — {rows}."))


@app.command()
def searches(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """List the searches that were saved."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        found = saved_searches(session, within.id)
    if json:
        print_json([{"name": one.name, "asked": one.asked} for one in found])
        return
    for one in found:
        tell(Text(ru=_line(one)))
    if not found:
        tell(
            Text(
                en="No search is saved yet: search with --save NAME.",
                ru="Пока не сохранено ни одного поиска: ищите с --save НАЗВАНИЕ.",
            )
        )


def _line(search: SavedSearch) -> str:
    asked = (f"{name}: {value}" for name, value in sorted(search.asked.items()))
    return f"{search.name} — {', '.join(asked)}"


@app.command("forget-search")
def forget_search(name: Name, programme: ProgrammeCode = None) -> None:
    """Forget a search that was saved."""
    with told(), transaction() as session:
        forget_saved(session, find_programme(session, programme).id, name)
    tell(Text(en=f"“{name}” is forgotten.", ru=f"Поиск «{name}» удалён."))
