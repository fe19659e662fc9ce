"""Event logs of many objects in OCEL 2.0, as JSON, written as they are read.

Values of attributes are text, as the standard's schema demands; their types are declared.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from papers.event_log.attributes import ALWAYS, AT_TIMES, attributes
from papers.typography import printable
from workflow.event_log.logged import LoggedEvent, LoggedObject, Value
from workflow.event_log.touched import Touched

ALWAYS_SO = "1970-01-01T00:00:00Z"
"""The time that the standard has for the value that an attribute begins with."""
TYPES: Mapping[type, str] = {str: "string", int: "integer"}
WHO: Mapping[str, type] = {"resource": str, "role": str, "group": str}


@dataclass(frozen=True)
class Types:
    """What a log declares before it tells anything."""

    events: Iterable[str]
    objects: Mapping[str, Mapping[str, type]]
    further: Mapping[str, type] = field(default_factory=dict)
    """Attributes of events that the log was asked for."""


@dataclass(frozen=True)
class Written:
    objects: int
    events: int


def write_ocel(
    file: BinaryIO,
    types: Types,
    objects: Iterable[LoggedObject],
    events: Iterable[tuple[LoggedEvent, Touched]],
) -> Written:
    """Write the log: types, then object by object, then event by event."""
    of_events = {**WHO, **ALWAYS, **AT_TIMES, **types.further}
    file.write(b"{\n")
    _array(file, "eventTypes", (_type(name, of_events) for name in types.events), b",")
    _array(file, "objectTypes", (_type(*each) for each in types.objects.items()), b",")
    written = _array(file, "objects", (_object(each) for each in objects), b",")
    told = _array(file, "events", (_event(*each) for each in events), b"")
    file.write(b"}\n")
    return Written(written, told)


def _array(file: BinaryIO, name: str, items: Iterator[dict[str, Any]], after: bytes) -> int:
    """Write it with an item in each line, and say how many there were."""
    number = 0
    file.write(f'"{name}": ['.encode())
    for number, item in enumerate(items, 1):
        file.write(b"\n" if number == 1 else b",\n")
        file.write(json.dumps(item, ensure_ascii=False).encode())
    file.write(b"\n]" + after + b"\n")
    return number


def _type(name: str, known: Mapping[str, type]) -> dict[str, Any]:
    declared = [{"name": each, "type": TYPES[kind]} for each, kind in known.items()]
    return {"name": name, "attributes": declared}


def _object(told: LoggedObject) -> dict[str, Any]:
    return {
        "id": told.id,
        "type": told.type,
        "attributes": [
            {
                "name": each.name,
                "value": _text(each.value),
                "time": ALWAYS_SO if each.since is None else _time(each.since),
            }
            for each in told.attributes
        ],
        "relationships": _related(told.related),
    }


def _event(event: LoggedEvent, touched: Touched) -> dict[str, Any]:
    who = {"resource": event.resource, "role": event.role, "group": event.group}
    told = [(name, value) for name, value in who.items() if value is not None]
    return {
        "id": f"{event.instance}#{event.sequence}",
        "type": f"{event.kind}.{event.action}",
        "time": _time(event.at),
        "attributes": [
            {"name": name, "value": _text(value)} for name, value in (*told, *attributes(event))
        ],
        "relationships": _related(touched),
    }


def _related(others: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"objectId": other, "qualifier": qualifier} for other, qualifier in others]


def _text(value: Value) -> str:
    return printable(str(value))


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
