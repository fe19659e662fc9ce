"""The form that a group fills in, in an editor of its own, and the draft that is kept."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import StrictInt
from sqlalchemy.orm import Session

from cli.files import read_text
from cli.forms import block, comment, quoted
from cli.initiative import Code
from cli.options import As, ProgrammeCode, Viewer
from cli.output import say, tell, told
from cli.watched import of_subject, watched
from config.clock import now
from models import CreativeReport, Initiative, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.documents import Document, read
from workflow.errors import BadDocument, Blocker
from workflow.gate import possibilities
from workflow.gate.guards.work import LEAST_WORDS
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.work.creative_reports import report_of, save_report

app = typer.Typer()


class Form(Document):
    """A creative report as `report form` prints it; what is left empty stays as it was."""

    report: str
    done: str | None = None
    results: str | None = None
    participants: StrictInt | None = None
    videos: tuple[str, ...] | None = None
    publications: tuple[str, ...] | None = None


@app.command()
def form(code: Code, programme: ProgrammeCode = None, viewer: Viewer = None) -> None:
    """Print the creative report as a form to fill in, with what is written so far."""
    asked = of_subject(programme, Initiative, code)
    with watched(What.REPORT, viewer, asked) as (session, initiative):
        lines = _form(initiative, report_of(session, initiative))
        # past the console, which folds lines and draws :signs: as pictures
        sys.stdout.write("\n".join(lines) + "\n")


@app.command()
def draft(
    code: Code,
    form: Annotated[Path, typer.Option(help="The form that was filled in.")],
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Keep what is written so far; it need not be complete, and what is left empty stays."""
    with told():
        filled = _filled(form, code)
        with transaction() as session:
            initiative = find_subject(session, find_programme(session, programme), Initiative, code)
            save_report(
                session,
                initiative,
                actor=Actor.person(find_person(session, as_).id),
                now=now(),
                done=filled.done,
                results=filled.results,
                participants=filled.participants,
                videos=filled.videos,
                publications=filled.publications,
            )
            missing = _missing(session, initiative)
    tell(Text(en=f"{code}: the draft is kept.", ru=f"{code}: черновик сохранён."))
    for blocker in missing:
        tell(blocker.text, style="dim")
    if not missing:
        command = f"vmeste report submit {code} --as {as_}"
        tell(
            Text(
                en=f"It is complete. To submit it: {command}",
                ru=f"Заполнено всё. Чтобы сдать: {command}",
            )
        )


def _filled(file: Path, code: str) -> Form:
    """Raises BadDocument, also where the form is another initiative's."""
    filled, source = read(read_text(file), str(file), Form)
    if filled.report != code:
        text = f"this is the form of {filled.report[:40]}, not of {code[:40]}"
        raise BadDocument(source.name, [source.mistake(("report",), text)])
    return filled


def _missing(session: Session, initiative: Initiative) -> Sequence[Blocker]:
    """Why the report cannot be submitted yet."""
    leader = Actor.person(initiative.leader_id)
    found = possibilities(session, initiative, actor=leader, now=now())
    return next((p.blockers for p in found if p.trigger == "submit_report"), ())


def _form(initiative: Initiative, report: CreativeReport) -> Iterator[str]:
    code = initiative.code
    yield f"# {code} {' '.join(initiative.title.split())}"
    for line in (
        Text(
            en="What is left empty stays as it was. Milestones, money and photos are counted from "
            "the records and need no telling.",
            ru="Что оставлено пустым, остаётся как было. Контрольные точки, деньги и фотографии "
            "берутся из записей, рассказывать о них не нужно.",
        ),
        Text(
            en=f"To keep it: vmeste report draft {code} --form FILE --as EMAIL",
            ru=f"Чтобы сохранить: vmeste report draft {code} --form ФАЙЛ --as АДРЕС",
        ),
    ):
        yield from comment(say(line))
    yield f"report: {json.dumps(code)}"
    yield from _told("done", _DONE, report.done)
    yield from _told("results", _RESULTS, report.results)
    yield ""
    yield from comment(say(_PARTICIPANTS))
    yield f"participants: {report.participants}" if report.participants else "participants:"
    yield from _links("videos", _VIDEOS, report.videos)
    yield from _links("publications", _PUBLICATIONS, report.publications)


def _told(name: str, what: Text, written: str) -> Iterator[str]:
    yield ""
    yield from comment(say(what))
    yield f"{name}: {block(written, 2)}"


def _links(name: str, what: Text, links: Sequence[str]) -> Iterator[str]:
    yield ""
    yield from comment(say(what))
    yield f"{name}:"
    for link in links:
        yield f"  - {quoted(link)}"


_DONE = Text(
    en="What was planned, what was done, and why they differ: at least "
    f"{LEAST_WORDS} characters, below “done”.",
    ru="Что планировали, что сделали, и почему есть отличия: не меньше "
    f"{LEAST_WORDS} знаков, строкой ниже «done».",
)
_RESULTS = Text(
    en=f"What is different in the district now: at least {LEAST_WORDS} characters.",
    ru=f"Что изменилось в округе: не меньше {LEAST_WORDS} знаков.",
)
_PARTICIPANTS = Text(
    en="How many people took part, beyond the group: a whole number.",
    ru="Сколько человек участвовало, кроме самой группы: целое число.",
)
_VIDEOS = Text(
    en="Links to videos, one a line: - https://…", ru="Ссылки на видео, по одной: - https://…"
)
_PUBLICATIONS = Text(
    en="Links to what was written about it, one a line: - https://…",
    ru="Ссылки на публикации, по одной: - https://…",
)
