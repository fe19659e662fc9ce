"""Whatever comes in the way of answering ends in a page that says what to do."""

import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from traceback import extract_tb
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from models import Text
from models.text import Language
from web.answers import words
from web.answers.posted import TooLarge
from web.answers.visit import Stopped
from web.answers.wishes import wishes_of
from web.answers.words import FAILED, FAILED_TEXT, STOPPED, TOO_LARGE, Notice
from web.pages import page

log = logging.getLogger(__name__)
PRIVATE = {"Cache-Control": "no-store"}

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Answering(APIRoute):
    """A route whose faults stay with us: an error of the database has the statement's parameters in
    its message, so in a log it would put somebody's answers beside a time."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def answering(request: Request) -> Response:
            language = wishes_of(request).language()
            try:
                return await handle(request)
            except HTTPException:
                raise
            except Stopped as stopped:
                return _stopped(stopped)
            except TooLarge:
                return _notice(STOPPED["too_long"], TOO_LARGE, language)
            except Exception as error:
                log.error("%s while answering, at %s", type(error).__name__, _where(error))
                return _notice(FAILED, FAILED_TEXT, language)

        return answering


def _stopped(stopped: Stopped) -> HTMLResponse:
    if stopped.code == "too_long":
        return _notice(STOPPED["too_long"], TOO_LARGE, stopped.language)
    return _notice(STOPPED[stopped.code], stopped.text, stopped.language)


def _notice(notice: Notice, text: Text, language: Language) -> HTMLResponse:
    return page(
        "notice.html",
        language,
        status_code=notice.status,
        headers=PRIVATE,
        words=words,
        other_language="en" if language == "ru" else "ru",
        title=notice.title,
        text=text,
    )


def _where(error: Exception) -> str:
    """The way through the code, without what was in it."""
    steps = extract_tb(error.__traceback__)
    return " > ".join(f"{Path(step.filename).name}:{step.lineno}" for step in steps)
