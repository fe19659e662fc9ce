from typing import Any, cast

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from config.clock import now
from config.secret import secret
from models import Category, Person
from models.text import Language
from notifications.subscriptions import read_token
from web.pages import page
from web.transactions import Reading, Writing
from web.unsubscribe.words import KEPT, NO_SUCH_LINK, UNKNOWN, WORDS
from workflow.errors import Refusal
from workflow.people.preferences import preference_of, set_preference

router = APIRouter()
PRIVATE = {"Cache-Control": "no-store"}
CHOSEN = {Category.REMINDER: "reminders", Category.NEWS: "news"}
"""What a person may do without, and the name of that choice."""


@router.get("/unsubscribe/{token}")
def ask(token: str, session: Reading) -> HTMLResponse:
    found = _found(session, token)
    return _page(session, token, *found) if found else _unknown()


@router.post("/unsubscribe/{token}")
def stop(token: str, session: Writing) -> HTMLResponse:
    """What a mail program posts; it asks for no redirect. Again, it changes nothing."""
    return _choose(session, token, wanted=False)


@router.post("/unsubscribe/{token}/undo")
def go_on(token: str, session: Writing) -> HTMLResponse:
    return _choose(session, token, wanted=True)


def _choose(session: Session, token: str, *, wanted: bool) -> HTMLResponse:
    found = _found(session, token)
    if found is None:
        return _unknown()
    person, category = found
    choice: dict[str, Any] = {CHOSEN[category]: wanted}
    set_preference(session, person, now=now(), **choice)
    return _page(session, token, person, category, is_new=True)


def _found(session: Session, token: str) -> tuple[Person, Category] | None:
    try:
        person_id, category = read_token(token, secret())
    except Refusal:
        return None
    person = session.get(Person, person_id)
    if person is None or person.erased_at or category not in CHOSEN:
        return None
    return person, category


def _page(
    session: Session, token: str, person: Person, category: Category, *, is_new: bool = False
) -> HTMLResponse:
    language = cast(Language, person.language)
    is_wanted = getattr(preference_of(session, person.id), CHOSEN[category])
    return page(
        "unsubscribe.html",
        language,
        headers=PRIVATE,
        words=WORDS[category],
        kept=KEPT,
        token=token,
        email=_masked(person.email),
        is_wanted=is_wanted,
        is_new=is_new,
    )


def _masked(email: str) -> str:
    """Enough for its owner to know it by, and too little for whoever the link was sent on to."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def _unknown() -> HTMLResponse:
    words = {"title": NO_SUCH_LINK, "text": UNKNOWN}
    return page("unknown.html", "ru", status_code=404, headers=PRIVATE, **words)
