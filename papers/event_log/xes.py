"""Event logs in XES (IEEE 1849-2016), written as they are read: no more than a batch is in memory.

Elements are in no namespace, as the standard's own schema has them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from papers.event_log.attributes import ALWAYS, attributes
from papers.typography import printable
from workflow.event_log.logged import LoggedEvent, Telling, Trace, Value
from workflow.event_log.scope import Scope

EXTENSIONS: Mapping[str, tuple[str, str]] = {
    "Concept": ("concept", "http://www.xes-standard.org/concept.xesext"),
    "Time": ("time", "http://www.xes-standard.org/time.xesext"),
    "Lifecycle": ("lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    "Organizational": ("org", "http://www.xes-standard.org/org.xesext"),
    "Vmeste": ("vmeste", "urn:vmeste:event-log:1"),
}
"""Name → prefix and URI. Ours names no page: a tool that opens the log calls nowhere for it."""
CLASSIFIERS: Mapping[str, str] = {
    "Action": "concept:name",
    "Resource": "org:resource",
    "State": "vmeste:to_state",
}
COMPLETE = "complete"
"""An entry is written when the action has been taken. Nobody records when somebody began on it."""
_UNKNOWN: Mapping[type, Value] = {str: "", int: 0}


@dataclass(frozen=True)
class Written:
    traces: int
    events: int


def write_xes(file: BinaryIO, traces: Iterable[Trace], scope: Scope, telling: Telling) -> Written:
    """Write the log, trace by trace."""
    cases, events = 0, 0
    _put(file, _head(scope, telling))
    for trace in traces:
        cases += 1
        _put(file, _trace_head(trace, scope))
        for event in trace.events:
            events += 1
            _put(file, _event(event))
        _put(file, ["  </trace>"])
    _put(file, ["</log>"])
    return Written(cases, events)


def _put(file: BinaryIO, lines: Iterable[str]) -> None:
    file.write("".join(f"{line}\n" for line in lines).encode())


def _head(scope: Scope, telling: Telling) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<log xes.version="2.0" xes.features="">'
    for name, (prefix, uri) in EXTENSIONS.items():
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>'
    yield '  <global scope="trace">'
    for key in ("concept:name", "vmeste:programme", "vmeste:state"):
        yield _attribute(key, "", 4)
    yield "  </global>"
    yield '  <global scope="event">'
    yield _attribute("time:timestamp", datetime.fromisoformat("1970-01-01T00:00:00+00:00"), 4)
    for key in ("concept:name", "concept:instance", "lifecycle:transition", "org:resource"):
        yield _attribute(key, "", 4)
    for name, kind in ALWAYS.items():
        yield _attribute(f"vmeste:{name}", _UNKNOWN[kind], 4)
    yield "  </global>"
    for name, keys in CLASSIFIERS.items():
        yield f'  <classifier name="{name}" scope="event" keys="{keys}"/>'
    yield _attribute("concept:name", scope.programme.title.in_(telling.language), 2)
    yield _attribute("lifecycle:model", "standard", 2)
    yield _attribute("vmeste:programme", scope.programme.code, 2)
    yield _attribute("vmeste:time_zone", scope.programme.time_zone, 2)
    yield _attribute("vmeste:language", telling.language, 2)


def _trace_head(trace: Trace, scope: Scope) -> Iterator[str]:
    yield "  <trace>"
    yield _attribute("concept:name", trace.code, 4)
    yield _attribute("vmeste:programme", scope.programme.code, 4)
    yield _attribute("vmeste:state", trace.state, 4)
    known = {"district": trace.district, "outcome": trace.outcome, **trace.further}
    for name, value in known.items():
        if value is not None:
            yield _attribute(f"vmeste:{name}", value, 4)


def _event(event: LoggedEvent) -> Iterator[str]:
    yield "    <event>"
    yield _attribute("concept:name", activity(event), 6)
    yield _attribute("concept:instance", event.instance, 6)
    yield _attribute("time:timestamp", event.at, 6)
    yield _attribute("lifecycle:transition", COMPLETE, 6)
    yield _attribute("org:resource", event.resource, 6)
    for key, value in (("org:role", event.role), ("org:group", event.group)):
        if value is not None:
            yield _attribute(key, value, 6)
    for name, told in attributes(event):
        yield _attribute(f"vmeste:{name}", told, 6)
    yield "    </event>"


def activity(event: LoggedEvent) -> str:
    """The initiative's own actions by their name; those of what belongs to it with its kind, for
    both a proposal and a review are submitted."""
    return event.action if event.kind == "initiative" else f"{event.kind}.{event.action}"


def _attribute(key: str, value: Value | datetime, indent: int) -> str:
    match value:
        case datetime():
            kind, written = "date", value.isoformat(timespec="milliseconds")
        case int():
            kind, written = "int", str(value)
        case _:
            kind, written = "string", printable(value)
    return f"{' ' * indent}<{kind} key={quoteattr(key)} value={quoteattr(written)}/>"
