from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from babel.dates import format_datetime
from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, JSONResponse

from models.text import Language
from web.answers.wishes import Wishes, wishes_of
from web.checkpoints import words
from web.pages import page
from web.transactions import Reading
from workflow.history.checkpoints.published import Published, all_published, plain

router = APIRouter()
PUBLIC = {"Cache-Control": "public, max-age=300", "X-Robots-Tag": "all"}
SHOWN = 60
"""As many are on the page; the list for machines has them all."""


@dataclass(frozen=True)
class Line:
    number: int
    taken: str
    size: int
    root: str


@router.api_route("/checkpoints.json", methods=["GET", "HEAD"])
def listed(session: Reading) -> JSONResponse:
    """All of them, the first one first, as `vmeste history checkpoints --write` writes them."""
    found = [plain(each) for each in all_published(session)]
    return JSONResponse(found, headers=PUBLIC | {"Link": '</checkpoints#check>; rel="help"'})


@router.api_route("/checkpoints", methods=["GET", "HEAD"])
def shown(session: Reading, wishes: Annotated[Wishes, Depends(wishes_of)]) -> HTMLResponse:
    language, found = wishes.language(), all_published(session)
    return page(
        "checkpoints.html",
        language,
        headers=PUBLIC | {"Vary": "Accept-Language"},
        words=words,
        lines=list(_lines(found[::-1][:SHOWN], language)),
        left=max(0, len(found) - SHOWN),
        other_language="en" if language == "ru" else "ru",
    )


def _lines(found: Sequence[Published], language: Language) -> Iterator[Line]:
    pattern = "d MMMM y 'г.,' HH:mm:ss 'UTC'" if language == "ru" else "d MMMM y, HH:mm:ss 'UTC'"
    for each in found:
        taken = format_datetime(datetime.fromisoformat(each.taken_at), pattern, locale=language)
        yield Line(each.number, taken, each.size, each.root)
