"""A creative report as it stands: what the group tells, and what the records count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import typer
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.deeds import state_of
from cli.initiative import Code
from cli.lists import NOTHING
from cli.money.budget import print_budget
from cli.options import AsJson, ProgrammeCode, Viewer
from cli.output import console, print_json, say, tell, tell_pair
from cli.programmes.summary import as_json
from cli.watched import of_subject, watched
from cli.work.plan import Point, points_of, print_points
from models import Attachment, CreativeReport, Initiative, Rating, Text
from workflow.money.budget import LineFact, budget_of
from workflow.people.access import What
from workflow.work.creative_reports import report_of
from workflow.work.photos import PHOTO

app = typer.Typer()
RATINGS = {
    Rating.SUCCESSFUL: Text(en="successful", ru="успешно"),
    Rating.SATISFACTORY: Text(en="satisfactory", ru="удовлетворительно"),
    Rating.UNSATISFACTORY: Text(en="unsatisfactory", ru="неудовлетворительно"),
}


@dataclass(frozen=True)
class PhotoShown:
    name: str
    caption: str
    sha256: str


@dataclass(frozen=True)
class ReportShown:
    initiative: str
    title: str
    state: str
    state_title: Text
    done: str
    results: str
    participants: int
    videos: Sequence[str]
    publications: Sequence[str]
    rating: Rating | None
    presented_on: date | None
    milestones: Sequence[Point]
    budget: Sequence[LineFact]
    photos: Sequence[PhotoShown]


@app.command()
def show(
    code: Code, programme: ProgrammeCode = None, viewer: Viewer = None, json: AsJson = False
) -> None:
    """What the group tells, with milestones, budget and photos from the records."""
    asked = of_subject(programme, Initiative, code)
    with watched(What.REPORT, viewer, asked) as (session, initiative):
        found = _shown(session, initiative, report_of(session, initiative))
        currency = initiative.currency
    if json:
        print_json(as_json(found))
        return
    _print_told(found)
    tell(Text(en="\nMilestones", ru="\nКонтрольные точки"), style="bold")
    print_points(found.milestones)
    tell(Text(en="\nBudget", ru="\nСмета"), style="bold")
    print_budget(found.budget, currency)
    _print_photos(found.photos)


def _shown(session: Session, initiative: Initiative, report: CreativeReport) -> ReportShown:
    photos = session.scalars(
        select(Attachment)
        .where(
            Attachment.subject_id == initiative.id,
            Attachment.purpose == PHOTO,
            Attachment.erased_by_id.is_(None),
        )
        .order_by(Attachment.id)
    )
    return ReportShown(
        initiative.code,
        initiative.title,
        initiative.state,
        state_of(initiative),
        report.done,
        report.results,
        report.participants,
        report.videos,
        report.publications,
        Rating(report.rating) if report.rating else None,
        report.presented_on,
        points_of(session, initiative),
        budget_of(session, initiative),
        [PhotoShown(photo.name, photo.caption, photo.sha256) for photo in photos],
    )


def _print_told(found: ReportShown) -> None:
    console.print(f"{found.initiative} {found.title}", style="bold", soft_wrap=True)
    console.print(say(found.state_title))
    for label, text in (
        (Text(en="What was done", ru="Что сделано"), found.done),
        (Text(en="What came of it", ru="Что получилось"), found.results),
    ):
        console.print(f"\n{say(label)}", style="dim")
        console.print(RichText(text or NOTHING))
    console.print()
    rating = say(RATINGS[found.rating]) if found.rating else NOTHING
    presented = f"{found.presented_on:%d.%m.%Y}" if found.presented_on else NOTHING
    tell_pair(Text(en="Took part", ru="Участвовало"), str(found.participants))
    tell_pair(Text(en="Rating", ru="Оценка"), rating)
    tell_pair(Text(en="Presented", ru="Представлено"), presented)
    for label, links in (
        (Text(en="Video", ru="Видео"), found.videos),
        (Text(en="Publication", ru="Публикация"), found.publications),
    ):
        for link in links:
            tell_pair(label, link)


def _print_photos(photos: Sequence[PhotoShown]) -> None:
    tell(Text(en="\nPhotos", ru="\nФотографии"), style="bold")
    if not photos:
        tell(Text(en="None yet.", ru="Пока нет."))
    for number, photo in enumerate(photos, start=1):
        console.print(f"{number}. {photo.caption or NOTHING}")
        console.print(f"   {photo.name} {photo.sha256[:12]}…", style="dim", soft_wrap=True)
