from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications.channels import Channel, EmlFolder, Smtp, channel


def test_the_folder_keeps_one_file_for_a_letter_sent_twice(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Message-ID"] = "<17@example.org>"
    mail.set_content("Здравствуйте!")
    for _ in range(2):
        EmlFolder(tmp_path / "mail").send(mail)

    (path,) = (tmp_path / "mail").iterdir()
    assert path.name == "17.eml"
    assert b"\r\n" in path.read_bytes()


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("file:/tmp/mail", EmlFolder),
        ("smtp://localhost", Smtp),
        ("smtps://user:p%40ss@mail.example.org", Smtp),
        ("smtp+starttls://mail.example.org:2525", Smtp),
    ],
)
def test_the_channel_is_named_by_its_url(url: str, kind: Callable[..., Channel]) -> None:
    assert type(channel(url)) is kind


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with “ftp”; write smtp:"):
        channel("ftp://example.org")
