"""Calls to other systems that wait: at least once each, under an id that marks a repeat."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from models import Programme, Text, Webhook, WebhookCall
from notifications.attempts import CLAIM, next_attempt
from notifications.webhooks import Request, request
from workflow.errors import Blocker, Refusal
from workflow.events.event import events_at
from workflow.events.webhooks import stop_webhook

_WAITING = and_(WebhookCall.delivered_at.is_(None), WebhookCall.dead_at.is_(None))


def waiting(session: Session, now: datetime) -> Mapping[int, Sequence[int]]:
    """The calls to make now to each webhook, the longest waiting first."""
    rows = session.execute(
        select(WebhookCall.webhook_id, WebhookCall.id)
        .where(_WAITING, WebhookCall.next_attempt_at <= now)
        .order_by(WebhookCall.next_attempt_at, WebhookCall.id)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for webhook_id, call_id in rows:
        found[webhook_id].append(call_id)
    return found


def claim(session: Session, call_id: int, now: datetime) -> bool:
    """Take a call, so that no other worker makes it meanwhile; False if another has it."""
    taken = session.connection().execute(
        update(WebhookCall)
        .where(WebhookCall.id == call_id, _WAITING, WebhookCall.next_attempt_at <= now)
        .values(next_attempt_at=now + CLAIM, attempts=WebhookCall.attempts + 1)
    )
    return bool(taken.rowcount)


def compose(session: Session, call_id: int) -> Request:
    call = session.get_one(WebhookCall, call_id)
    (event,) = events_at(session, [(call.subject_id, call.sequence)])
    return request(call.webhook.url, call.webhook.secret, event)


def note(
    session: Session, call_id: int, now: datetime, error: str | None, gone: bool = False
) -> None:
    """Write down what became of an attempt. A system that wants no more calls gets none."""
    call = session.get_one(WebhookCall, call_id)
    if gone:
        stop_webhook(session, call.webhook, now=now)
    session.refresh(call, with_for_update=True)
    call.last_error = None if error is None else error[:500]
    if error is None:
        call.delivered_at, call.dead_at = now, None
    elif call.dead_at is None and call.delivered_at is None:
        again = next_attempt(call.attempts, now)
        call.dead_at = now if again is None else None
        call.next_attempt_at = again or call.next_attempt_at


def dead(session: Session, programme: Programme) -> Sequence[int]:
    """Calls of the programme's running webhooks that were given up."""
    return session.scalars(
        select(WebhookCall.id)
        .join(WebhookCall.webhook)
        .where(
            Webhook.programme_id == programme.id,
            Webhook.stopped_at.is_(None),
            WebhookCall.dead_at.is_not(None),
        )
        .order_by(WebhookCall.id)
    ).all()


def retry(session: Session, call_ids: Sequence[int], *, now: datetime) -> int:
    """Make calls again that were given up, all or none; how many. Raises Refusal."""
    asked = sorted(set(call_ids))
    found = [session.get(WebhookCall, each, with_for_update=True) for each in asked]
    blockers = [
        blocker
        for number, call in zip(asked, found, strict=True)
        for blocker in _retry_blockers(number, call)
    ]
    if blockers:
        raise Refusal(blockers)
    for call in filter(None, found):
        call.dead_at, call.attempts, call.next_attempt_at = None, 0, now
    return len(asked)


def _retry_blockers(number: int, call: WebhookCall | None) -> Iterator[Blocker]:
    if call is None:
        en = f"There is no call {number}; “vmeste webhook calls” has them."
        ru = f"Вызова {number} нет; все показывает «vmeste webhook calls»."
        yield Blocker("not_found", Text(en=en, ru=ru))
    elif call.webhook.stopped_at is not None:
        webhook = call.webhook_id
        en = f"Call {number}: webhook {webhook} is stopped. Add its address again first."
        ru = f"Вызов {number}: вебхук {webhook} остановлен. Сначала добавьте его адрес снова."
        yield Blocker("stopped", Text(en=en, ru=ru))
    elif call.dead_at is None:
        en = f"Call {number} was not given up: it is taken or waits for its turn."
        ru = f"Вызов {number} повторять не надо: он принят или ждёт своей очереди."
        yield Blocker("not_dead", Text(en=en, ru=ru))
