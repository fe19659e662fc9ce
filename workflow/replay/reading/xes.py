"""XES (IEEE 1849): a log of traces, each of events, each of attributes with a key and a value."""

from collections.abc import Iterable, Mapping
from xml.parsers.expat import ExpatError, ParserCreate, errors

from workflow.replay.reading.log import Log, LogEvent
from workflow.replay.reading.mistakes import Mistakes
from workflow.replay.reading.spellings import KEYS, Field, Given
from workflow.replay.reading.told import event_of, name_in

DEEPEST = 50
"""Elements within each other: attributes of attributes of attributes are none of ours."""
LONGEST_TAG = 4 * 1024 * 1024
"""Bytes of one tag with its values: all of it is held at once."""
MOST_EVENTS = 100_000
"""Of one case, which is held until its name is known."""

_OF_EVENT = (Field.ACTION, Field.TIME, Field.ROLE, Field.TRANSITION, Field.REASON)


def read_xes(chunks: Iterable[bytes], log: Log, given: Given, mistakes: Mistakes) -> None:
    """Read all of it into `log`. Raises BadDocument where it cannot be read on."""
    reader = _Reader(log, given, mistakes)
    fed = 0
    try:
        for chunk in chunks:
            reader.parser.Parse(chunk)
            fed += len(chunk)
            if fed - reader.parser.CurrentByteIndex > LONGEST_TAG:
                raise reader.given_up(f"one value is longer than {LONGEST_TAG:,} bytes")
        reader.parser.Parse(b"", True)
    except ExpatError as error:
        raise mistakes.give_up(error.lineno, _words(error)) from None


def _words(error: ExpatError) -> str:
    return f"not readable as XML: {errors.messages.get(error.code) or error}"


class _Reader:
    def __init__(self, log: Log, given: Given, mistakes: Mistakes) -> None:
        self.log, self.given, self.mistakes = log, given, mistakes
        self.keys = {of: given.names(KEYS, of) for of in Field}
        self.wanted = {key for keys in self.keys.values() for key in keys}
        self.open: list[str] = []
        self.trace: dict[str, str] = {}
        self.event: dict[str, str] = {}
        self.events: list[LogEvent] = []
        self.began = {"trace": 1, "event": 1}
        self.sound = True
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        # Without a document type there are no entities: nothing unfolds, nothing is fetched.
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def given_up(self, text: str) -> Exception:
        return self.mistakes.give_up(self.line, text)

    def _refuse_doctype(self, *_declared: object) -> None:
        raise self.given_up("an event log declares no document type; remove <!DOCTYPE …>")

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, within = tag.rpartition(" ")[2], self.open[-1] if self.open else ""
        if not self.open and name != "log":
            raise self.given_up(f"this is no event log: it begins with <{name[:40]}>, not <log>")
        if len(self.open) >= DEEPEST:
            raise self.given_up(f"more than {DEEPEST} elements within each other")
        self.open.append(name)
        if (name, within) == ("trace", "log"):
            self.trace, self.events, self.sound = {}, [], True
            self.began["trace"] = self.line
        elif name == "event":
            if within != "trace":
                self.mistakes.add(self.line, "event", "stands in no trace: it belongs to no case")
            self.event = {}
            self.began["event"] = self.line
        elif within in ("trace", "event"):
            self._attribute(self.trace if within == "trace" else self.event, attributes)

    def _attribute(self, owner: dict[str, str], attributes: Mapping[str, str]) -> None:
        key, value = attributes.get("key"), attributes.get("value")
        if key in self.wanted and value is not None:
            owner.setdefault(key, value)

    def _end(self, tag: str) -> None:
        name = self.open.pop()
        within = self.open[-1] if self.open else ""
        if (name, within) == ("event", "trace"):
            self._event_ends()
        elif (name, within) == ("trace", "log"):
            self._trace_ends()

    def _event_ends(self) -> None:
        told = {of: value for of in _OF_EVENT if (value := self._value(self.event, of))}
        event = event_of(told, self.began["event"], self.given, self.mistakes)
        if event is None:
            self.sound = False
        elif len(self.events) >= MOST_EVENTS:
            raise self.given_up(f"a case with more than {MOST_EVENTS:,} events")
        else:
            self.events.append(event)

    def _trace_ends(self) -> None:
        line = self.began["trace"]
        case = name_in(self._value(self.trace, Field.CASE), Field.CASE, line, self.mistakes)
        if case is None:
            return
        earlier = self.log.add_case(case, line, self.events if self.sound else ())
        if earlier:
            words = f"{case} is in line {earlier} already: one case, one trace"
            self.mistakes.add(line, Field.CASE, words)

    def _value(self, told: Mapping[str, str], of: Field) -> str:
        return next((told[key] for key in self.keys[of] if key in told), "")
