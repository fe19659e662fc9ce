"""The key that signs what we send out and later recognise."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe

from config.settings import settings


def secret() -> str:
    """The one that is set, or else one of the installation's own, made at first use."""
    return settings().secret or _kept(settings().home / "secret")


def _kept(file: Path) -> str:
    """What the file holds. It appears whole or not at all: of several that make one at once, all
    use the first."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f".secret.{os.getpid()}.{token_urlsafe(8)}")
        with open(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
            opened.write(token_urlsafe(32))
        with suppress(FileExistsError):
            file.hardlink_to(made)
        made.unlink()
    return file.read_text()
