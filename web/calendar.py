"""The feed that calendars subscribe to."""

from hashlib import sha256
from typing import Annotated, cast

from fastapi import APIRouter, Header, HTTPException, Response
from sqlalchemy.orm import Session

from config.clock import now
from config.secret import secret
from models import Person, Programme
from models.text import Language
from papers.calendar.address import Feed, read_feed_token
from papers.calendar.feed import person_feed, programme_feed
from web.transactions import Reading
from workflow.deadlines.calendar import agenda_of_person, agenda_of_programme

router = APIRouter()


@router.api_route("/calendar/{token}.ics", methods=["GET", "HEAD"])
def calendar(
    token: str, session: Reading, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """Whatever is wrong with the address, the answer is the same."""
    feed = read_feed_token(token, secret())
    made = _made(session, feed) if feed else None
    if made is None:
        raise HTTPException(404)
    tag = f'"{sha256(made).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if if_none_match is not None and _matches(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)


def _made(session: Session, feed: Feed) -> bytes | None:
    if feed.whose == "programme":
        programme = session.get(Programme, feed.id)
        if programme is None:
            return None
        agenda = agenda_of_programme(session, programme, now=now())
        return programme_feed(agenda, feed.language or "ru")
    person = session.get(Person, feed.id)
    if person is None or person.erased_at:
        return None
    agenda = agenda_of_person(session, person, now=now())
    return person_feed(agenda, cast(Language, person.language))


def _matches(known: str, tag: str) -> bool:
    """Whether the client has it already; a proxy may have marked the tag as weak."""
    tags = {each.strip().removeprefix("W/") for each in known.split(",")}
    return tag in tags or "*" in tags
