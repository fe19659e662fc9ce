"""The pages alone, for one of many machines behind a proxy."""

from typing import Annotated

import typer

from config.settings import settings


def web(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Serve calendars and the pages that letters link to, until stopped with Ctrl-C."""
    # They take a second to import, which every other command would pay.
    import uvicorn  # noqa: PLC0415

    from web.app import make_app  # noqa: PLC0415

    # An access log would keep addresses, which are secrets.
    uvicorn.run(make_app(), host=host, port=settings().web_port, access_log=False)
