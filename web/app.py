from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from web import answers, calendar, checkpoints, unsubscribe

STATIC = Path(__file__).parent / "static"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # addresses are secrets
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def make_app() -> FastAPI:
    app = FastAPI(title="Vmeste", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(answers.router)
    app.include_router(calendar.router)
    app.include_router(checkpoints.router)
    app.include_router(unsubscribe.router)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.exception_handler(HTTPException)(_in_short)
    app.middleware("http")(_with_headers)
    return app


async def _with_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _in_short(_request: Request, error: Exception) -> Response:
    """The same few words for whatever is not to be had."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
