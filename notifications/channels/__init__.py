"""How letters leave: as files, through a mail server, to a messenger."""

from pathlib import Path
from urllib.parse import urlsplit

from notifications.channels.channel import Channel, Refused, Undeliverable
from notifications.channels.eml_folder import EmlFolder
from notifications.channels.smtp import Smtp

__all__ = ["Channel", "EmlFolder", "Refused", "Smtp", "Undeliverable", "channel"]


def channel(url: str, ca_file: str = "") -> Channel:
    """The channel that a `VMESTE_MAIL_URL` names. Raises ValueError for one it does not know."""
    scheme = urlsplit(url).scheme
    if scheme == "file":
        return EmlFolder(Path(url.removeprefix("file:").removeprefix("//")))
    if scheme in ("smtp", "smtps", "smtp+starttls"):
        return Smtp(url, ca_file)
    raise ValueError(
        f"VMESTE_MAIL_URL begins with “{scheme}”; write smtp:, smtps:, smtp+starttls: or file:"
    )
