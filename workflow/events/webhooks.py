"""Other systems that are told of a programme's events: added, stopped."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fnmatch import filter as matching
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import Programme, Text, Webhook, WebhookCall
from workflow.errors import Blocker, NotFound, Refusal
from workflow.events.event import event_names
from workflow.life.entries import lock_programme

LONGEST_URL = 500
STOPPED = "the webhook was stopped"


def add_webhook(
    session: Session,
    programme: Programme,
    url: str,
    events: Sequence[str],
    *,
    secret: str,
    now: datetime,
) -> Webhook:
    """Tell another system, from now on, of the events whose names match. One that was stopped
    begins anew, with the new secret. Raises Refusal."""
    blockers = [*_url_blockers(url), *_event_blockers(session, programme, events)]
    if blockers:
        raise Refusal(blockers)
    lock_programme(session, programme.id)
    webhook = session.scalar(
        select(Webhook).where(Webhook.programme_id == programme.id, Webhook.url == url)
    )
    if webhook is None:
        webhook = Webhook(programme_id=programme.id, url=url)
        session.add(webhook)
    elif webhook.stopped_at is None:
        raise Refusal([_running(webhook)])
    webhook.secret, webhook.events = secret, list(events)
    webhook.created_at, webhook.stopped_at = now, None
    session.flush()
    return webhook


def stop_webhook(session: Session, webhook: Webhook, *, now: datetime) -> None:
    """No more calls, not even those that wait; again, it changes nothing."""
    session.refresh(webhook, with_for_update=True)
    if webhook.stopped_at is not None:
        return
    webhook.stopped_at = now
    session.execute(
        update(WebhookCall)
        .where(
            WebhookCall.webhook_id == webhook.id,
            WebhookCall.delivered_at.is_(None),
            WebhookCall.dead_at.is_(None),
        )
        .values(dead_at=now, last_error=STOPPED)
    )
    session.flush()


def find_webhook(session: Session, webhook_id: int) -> Webhook:
    """Raises NotFound."""
    webhook = session.get(Webhook, webhook_id)
    if webhook is None:
        raise NotFound(
            [
                Blocker(
                    "not_found",
                    Text(
                        en=f"There is no webhook {webhook_id}; “vmeste webhook list” has them all.",
                        ru=f"Вебхука {webhook_id} нет; все показывает «vmeste webhook list».",
                    ),
                )
            ]
        )
    return webhook


def _url_blockers(url: str) -> Iterator[Blocker]:
    try:
        parts = urlsplit(url)
        fits = (
            bool(parts.hostname) and (parts.port or 1) > 0 and url.isascii() and url.isprintable()
        )
    except ValueError:  # such as a port that is no number
        yield _NO_ADDRESS
        return
    if not fits or " " in url or parts.fragment or len(url) > LONGEST_URL:
        yield _NO_ADDRESS
    elif parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts)):
        yield _NOT_ENCRYPTED
    if parts.username is not None:
        yield _CREDENTIALS


def _is_this_machine(parts: SplitResult) -> bool:
    try:
        return parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    except ValueError:  # another name
        return False


def _event_blockers(
    session: Session, programme: Programme, patterns: Sequence[str]
) -> Iterator[Blocker]:
    names = event_names(session, programme)
    for pattern in patterns:
        if not matching(names, pattern):
            yield Blocker(
                "no_event",
                Text(
                    en=f"No event of {programme.code} is called {pattern[:80]}; "
                    "“vmeste webhook events” lists them all.",
                    ru=f"В программе {programme.code} нет событий {pattern[:80]}; "
                    "все показывает «vmeste webhook events».",
                ),
            )


def _running(webhook: Webhook) -> Blocker:
    return Blocker(
        "running",
        Text(
            en=f"This address is told already, by webhook {webhook.id}: stop it first.",
            ru=f"Этому адресу уже сообщает вебхук {webhook.id}: сначала остановите его.",
        ),
    )


_NO_ADDRESS = Blocker(
    "no_address",
    Text(
        en=f"Give an address such as https://example.org/hook, of at most {LONGEST_URL} "
        "characters, without blanks and without #.",
        ru=f"Дайте адрес вида https://example.org/hook, не длиннее {LONGEST_URL} знаков, "
        "без пробелов и без #.",
    ),
)
_NOT_ENCRYPTED = Blocker(
    "not_encrypted",
    Text(
        en="The address must begin with https://: what is told passes through others' networks.",
        ru="Адрес должен начинаться с https://: сообщения идут через чужие сети.",
    ),
)
_CREDENTIALS = Blocker(
    "credentials",
    Text(
        en="Leave the user name and the password out of the address: calls are signed instead.",
        ru="Уберите из адреса имя и пароль: вместо них каждый вызов подписывается.",
    ),
)
