import urllib.request
from urllib.error import URLError

import pytest

from cli.server import services
from cli.server.running import _without_password
from config.settings import settings, web_address
from tests.cli.conftest import free_port


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("file:/srv/mail", "file:/srv/mail"),
        ("smtp://localhost:25", "smtp://localhost:25"),
        ("smtps://me:se:cr@et@mail.example.org", "smtps://me:***@mail.example.org"),
        ("smtps://me:secret@mail.example.org:465", "smtps://me:***@mail.example.org:465"),
    ],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    assert _without_password(url) == shown


def test_the_pages_are_there_until_the_command_ends(
    configured: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "web_port", free_port())

    with services.web():
        with urllib.request.urlopen(f"{web_address()}/static/vmeste.css") as answer:
            assert answer.status == 200
        with pytest.raises(services.DidNotStart, match="set VMESTE_WEB_PORT to another"):
            services.web().__enter__()

    with pytest.raises(URLError):
        urllib.request.urlopen(f"{web_address()}/static/vmeste.css")
    assert (settings().home / "log" / "web.log").exists()
