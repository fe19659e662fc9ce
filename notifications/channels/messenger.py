"""Messages through Apprise. A messenger's address holds a key: it is never said nor logged."""

import logging
from email.message import EmailMessage
from urllib.parse import urlsplit

from apprise import Apprise, NotifyBase, NotifyFormat, OverflowMode

from models import Text
from notifications.channels.channel import Undeliverable
from workflow.errors import Blocker, Refusal


class NotTaken(OSError):
    """The messenger did not take a message now."""


def check_address(address: str) -> None:
    """Raises Refusal where Apprise cannot tell from it where messages go."""
    if _at(address) is None:
        raise Refusal([_NOT_UNDERSTOOD])


class Messenger:
    """Sends a letter's subject and text, in as many messages as it takes."""

    paced = False

    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, message: EmailMessage) -> None:
        place = _at(self.address)
        if place is None:
            raise Undeliverable(
                "The recipient's messenger address is not one that can be understood; "
                "it is changed with “vmeste letters prefer”"
            )
        text = message.get_body(("plain",))
        assert text is not None, "every letter has a text"
        place.overflow_mode = OverflowMode.SPLIT
        taken = place.notify(
            title=message["Subject"], body=text.get_content(), body_format=NotifyFormat.TEXT
        )
        if not taken:
            raise NotTaken(f"The messenger ({urlsplit(self.address).scheme}) did not take it")

    def close(self) -> None:
        pass


def _at(address: str) -> NotifyBase | None:
    place = Apprise.instantiate(address, suppress_exceptions=True)
    return place if isinstance(place, NotifyBase) else None


_NOT_UNDERSTOOD = Blocker(
    "messenger_not_understood",
    Text(
        en="This is no address of a messenger. Write it as Apprise does, such as "
        "tgram://TOKEN/CHAT or ntfys://HOST/TOPIC.",
        ru="Это не адрес мессенджера. Его пишут так, как принято в Apprise, например "
        "tgram://ТОКЕН/ЧАТ или ntfys://СЕРВЕР/ТЕМА.",
    ),
)


def _never(_record: logging.LogRecord) -> bool:
    return False


def _no_details(record: logging.LogRecord) -> bool:
    return record.levelno > logging.DEBUG


# Both would write the address down: Apprise where it fails, urllib3 in its details.
logging.getLogger("apprise").addFilter(_never)
logging.getLogger("urllib3.connectionpool").addFilter(_no_details)
