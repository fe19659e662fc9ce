from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models import CreativeReport, Initiative, Text
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate.facts import is_link, text_blocker
from workflow.gate.perform import lock
from workflow.gate.permissions import standing
from workflow.lifecycles.document import LEADER

WRITTEN_IN = ("implementation", "suspended")
"""States of an initiative in which its report is a draft."""
MOST_LINKS = 30
MOST_PARTICIPANTS = 10**8
"""More than any programme reaches, and less than the database's column holds."""


def save_report(
    session: Session,
    initiative: Initiative,
    *,
    actor: Actor,
    now: datetime,
    done: str | None = None,
    results: str | None = None,
    participants: int | None = None,
    videos: Sequence[str] | None = None,
    publications: Sequence[str] | None = None,
) -> CreativeReport:
    """Keep what the group has written of its creative report; what is not given stays as it was.

    A draft need not be complete, and goes into no history. Raises Refusal.
    """
    lock(session, initiative)
    today = timetable_of(session, initiative.programme_id).local_day(now)
    blockers = [
        *standing(session, initiative, actor, today).blockers((LEADER,)),
        *_unfit(
            done or "", results or "", participants or 0, [*(videos or ()), *(publications or ())]
        ),
    ]
    if initiative.state not in WRITTEN_IN:
        blockers.append(_NO_DRAFT)
    if blockers:
        raise Refusal(blockers)
    report = report_of(session, initiative)
    session.add(report)
    told = {
        "done": done,
        "results": results,
        "participants": participants,
        "videos": None if videos is None else list(videos),
        "publications": None if publications is None else list(publications),
    }
    for name, value in told.items():
        if value is not None:
            setattr(report, name, value)
    session.flush()
    return report


def report_of(session: Session, initiative: Initiative) -> CreativeReport:
    """The initiative's report as it stands; an empty one, not stored, where none was begun."""
    return session.get(CreativeReport, initiative.id) or CreativeReport(
        initiative_id=initiative.id,
        done="",
        results="",
        participants=0,
        videos=[],
        publications=[],
    )


def _unfit(done: str, results: str, participants: int, links: Sequence[str]) -> Iterator[Blocker]:
    for text, what in (
        (done, Text(en="What was done", ru="Что сделано")),
        (results, Text(en="What came of it", ru="Что получилось")),
    ):
        if blocker := text_blocker(text, what):
            yield blocker
    if not 0 <= participants <= MOST_PARTICIPANTS:
        yield Blocker(
            "participants_unfit",
            Text(
                en="Say how many took part: zero or more.", ru="Укажите число участников от нуля."
            ),
        )
    for link in links:
        if not is_link(link):
            yield Blocker(
                "link_unfit",
                Text(
                    en=f"{link[:60]}: give a link that begins with https://.",
                    ru=f"{link[:60]}: дайте ссылку, начиная с https://.",
                ),
            )
    if len(links) > MOST_LINKS:
        yield Blocker(
            "too_many_links",
            Text(
                en=f"Give at most {MOST_LINKS} links.", ru=f"Дайте не больше {MOST_LINKS} ссылок."
            ),
        )


_NO_DRAFT = Blocker(
    "not_a_draft",
    Text(
        en="The report is no draft now: to change it, ask the coordinator to return it.",
        ru="Сейчас отчёт не черновик: чтобы изменить его, попросите руководителя программы вернуть "
        "отчёт.",
    ),
)
