"""What an event has besides its name, its time and who did it, in one list for every format."""

from collections.abc import Iterator

from workflow.event_log.logged import LoggedEvent, Value

ALWAYS: dict[str, type] = {
    "title": str,
    "kind": str,
    "sequence": int,
    "from_state": str,
    "to_state": str,
    "lifecycle": str,
}
AT_TIMES: dict[str, type] = {
    "remark": str,
    "hours_late": int,
    "on_behalf_of": str,
    "follows_from": str,
}


def attributes(event: LoggedEvent) -> Iterator[tuple[str, Value]]:
    """Those that the event has."""
    for name in (*ALWAYS, *AT_TIMES):
        value = getattr(event, name)
        if value is not None:
            yield name, value
    yield from event.further.items()
