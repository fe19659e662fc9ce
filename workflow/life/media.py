"""What newspapers, stations and sites publish about the programme."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Initiative, MediaKind, MediaMention, Programme, ProgrammeEvent, Role, Text
from workflow.actor import Actor
from workflow.errors import Blocker, Refusal
from workflow.gate.facts import is_link
from workflow.gate.permissions import Standing, standing
from workflow.life.entries import (
    line_blockers,
    lock_programme,
    one_line,
    past_blockers,
    refuse,
    today_in,
)
from workflow.life.standing import standing_in
from workflow.lifecycles.document import LEADER

LONGEST_LINK = 1000


@dataclass(frozen=True)
class Publication:
    """What was published where, about an initiative, an event, or the programme as a whole."""

    kind: MediaKind
    outlet: str
    title: str
    url: str
    published_on: date
    about: Initiative | ProgrammeEvent | None = None


def record_mention(
    session: Session,
    programme: Programme,
    publication: Publication,
    *,
    actor: Actor,
    now: datetime,
    is_sample: bool = False,
) -> MediaMention:
    """Record a publication; the same address again is answered with the mention there is, if it
    is about the same. What appears after the programme's end belongs to it too. Raises Refusal."""
    about = publication.about
    today = today_in(session, programme.id, now)
    refuse(_standing(session, programme, about, actor, today).blockers(_allowed(about)))
    lock_programme(session, programme.id)
    url = plain_link(publication.url)
    initiative_id = about.id if isinstance(about, Initiative) else None
    event_id = about.id if isinstance(about, ProgrammeEvent) else None
    if known := _known(session, programme, url):
        if (known.initiative_id, known.event_id) != (initiative_id, event_id):
            raise Refusal([_recorded(known)])
        return known
    refuse(_blockers(programme, publication, url, today))
    mention = MediaMention(
        programme_id=programme.id,
        initiative_id=initiative_id,
        event_id=event_id,
        kind=publication.kind,
        outlet=one_line(publication.outlet),
        title=one_line(publication.title),
        url=url,
        published_on=publication.published_on,
        recorded_by_id=actor.person_id,
        is_sample=is_sample,
    )
    session.add(mention)
    session.flush()
    return mention


def plain_link(url: str) -> str:
    """The address without what leads to the same page: a place on it, the case of the host."""
    written = url.strip()
    if not is_link(written):
        return written
    parts = urlsplit(written)
    return parts._replace(netloc=parts.netloc.lower(), fragment="").geturl()


def _standing(
    session: Session,
    programme: Programme,
    about: Initiative | ProgrammeEvent | None,
    actor: Actor,
    today: date,
) -> Standing:
    if isinstance(about, Initiative):
        return standing(session, about, actor, today)
    return standing_in(session, programme.id, None, actor, today)


def _allowed(about: Initiative | ProgrammeEvent | None) -> tuple[str, ...]:
    return (Role.COORDINATOR, LEADER) if isinstance(about, Initiative) else (Role.COORDINATOR,)


def _known(session: Session, programme: Programme, url: str) -> MediaMention | None:
    return session.scalar(
        select(MediaMention).where(
            MediaMention.programme_id == programme.id, MediaMention.url == url
        )
    )


def _blockers(
    programme: Programme, publication: Publication, url: str, today: date
) -> Iterator[Blocker]:
    outlet, title = one_line(publication.outlet), one_line(publication.title)
    yield from line_blockers(outlet, 200, Text(en="The outlet", ru="Издание"))
    yield from line_blockers(title, 300, Text(en="The title", ru="Заголовок"))
    if not is_link(url) or len(url) > LONGEST_LINK:
        yield _NO_LINK
    if publication.published_on < programme.starts_on:
        yield _BEFORE
    yield from past_blockers(publication.published_on, today)


def _recorded(mention: MediaMention) -> Blocker:
    return Blocker(
        "recorded_otherwise",
        Text(
            en=f"This address is recorded already: “{mention.title}”, {mention.outlet}, about "
            "something else. A publication counts once.",
            ru=f"Этот адрес уже записан: «{mention.title}», {mention.outlet}, о другом. "
            "Публикация считается один раз.",
        ),
    )


_NO_LINK = Blocker(
    "no_link",
    Text(
        en=f"Give a link that begins with https:// and has at most {LONGEST_LINK:,} characters.",
        ru=f"Дайте ссылку, начиная с https://, не длиннее {LONGEST_LINK} знаков.",
    ),
)
_BEFORE = Blocker(
    "outside_programme",
    Text(
        en="It was published before the programme began: correct the day.",
        ru="Опубликовано до начала программы: исправьте день.",
    ),
)
