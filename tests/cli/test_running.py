import pytest

from cli.server.running import _without_password


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
