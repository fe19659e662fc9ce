"""What must hold of a log in either format, beyond that some tool reads it."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker
from lxml import etree

GRAMMAR = etree.XMLSchema(etree.parse(Path(__file__).parent / "log.xsd"))
STRICT = {"type": "object", "additionalProperties": False}
TEXT = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "format": "date-time"}


def _each(**fields: Any) -> dict[str, Any]:
    """A list of objects that have these fields and no others."""
    item = {**STRICT, "properties": fields, "required": sorted(fields)}
    return {"type": "array", "items": item}


DECLARED = _each(
    name=TEXT,
    attributes=_each(name=TEXT, type={"enum": ["string", "time", "integer", "float", "boolean"]}),
)
RELATED = _each(objectId=TEXT, qualifier=TEXT)
SCHEMA = {
    **STRICT,
    "required": ["eventTypes", "objectTypes", "events", "objects"],
    "properties": {
        "eventTypes": DECLARED,
        "objectTypes": DECLARED,
        "events": _each(
            id=TEXT,
            type=TEXT,
            time=MOMENT,
            attributes=_each(name=TEXT, value={"type": "string"}),
            relationships=RELATED,
        ),
        "objects": _each(
            id=TEXT,
            type=TEXT,
            attributes=_each(name=TEXT, value={"type": "string"}, time=MOMENT),
            relationships=RELATED,
        ),
    },
}
"""OCEL 2.0 as the standard describes its JSON, and narrower: nothing may be left out or added."""
VALIDATOR = Draft7Validator(SCHEMA, format_checker=FormatChecker())


def xes_mistakes(written: bytes) -> list[str]:
    """What is wrong with a log in XES."""
    log = etree.fromstring(written)
    GRAMMAR.validate(log)
    return [*(str(e.message) for e in GRAMMAR.error_log), *_undeclared(log), *_unglobal(log)]


def _undeclared(log: Any) -> Iterator[str]:
    """Every key's prefix is that of a declared extension."""
    prefixes = {each.get("prefix") for each in log.iterchildren("extension")}
    for key in {element.get("key") for element in log.iter("string", "int", "date")}:
        if key.partition(":")[0] not in prefixes:
            yield f"{key} is of no extension"


def _unglobal(log: Any) -> Iterator[str]:
    """What is said to be there is there, and classifiers rest on nothing else."""
    for declared in log.iterchildren("global"):
        kinds = {each.get("key"): each.tag for each in declared}
        for element in log.iter(declared.get("scope")):
            told = {each.get("key"): each.tag for each in element}
            if not kinds.items() <= told.items():
                yield f"{declared.get('scope')} lacks {kinds.items() - told.items()}"
        for classifier in log.iterchildren("classifier"):
            keys = set(classifier.get("keys").split())
            if classifier.get("scope") == declared.get("scope") and not keys <= kinds.keys():
                yield f"{classifier.get('name')} rests on {keys - kinds.keys()}"


def ocel_mistakes(log: Any) -> list[str]:
    """What is wrong with a log in OCEL: its form first, then what refers to what."""
    found = [error.message for error in VALIDATOR.iter_errors(log)]
    return found or [*_repeated(log), *_unrelated(log), *_untyped(log), *_untimely(log)]


def _repeated(log: Any) -> Iterator[str]:
    for what, name in (
        *(("events", "id"), ("objects", "id")),
        *(("eventTypes", "name"), ("objectTypes", "name")),
    ):
        counted = Counter(each[name] for each in log[what])
        yield from (f"{what}: {one} comes {n} times" for one, n in counted.items() if n > 1)
    for each in (*log["eventTypes"], *log["objectTypes"]):
        if len({a["name"] for a in each["attributes"]}) != len(each["attributes"]):
            yield f"{each['name']} declares an attribute twice"
    for event in log["events"]:
        if len({a["name"] for a in event["attributes"]}) != len(event["attributes"]):
            yield f"{event['id']} has an attribute twice"


def _unrelated(log: Any) -> Iterator[str]:
    known = {each["id"] for each in log["objects"]}
    for each in (*log["events"], *log["objects"]):
        others = [other["objectId"] for other in each["relationships"]]
        yield from (f"{each['id']}: there is no {other}" for other in others if other not in known)
        if len(set(others)) != len(others):
            yield f"{each['id']} is related twice"
        if each["id"] in others:
            yield f"{each['id']} is related to itself"
    yield from (f"{e['id']} touches nothing" for e in log["events"] if not e["relationships"])


def _untyped(log: Any) -> Iterator[str]:
    """Every type is declared, every attribute too, and each value is of its type."""
    for told, types in (("events", "eventTypes"), ("objects", "objectTypes")):
        declared = {
            each["name"]: {a["name"]: a["type"] for a in each["attributes"]} for each in log[types]
        }
        for each in log[told]:
            if each["type"] not in declared:
                yield f"{each['id']}: {each['type']} is not declared"
                continue
            for attribute in each["attributes"]:
                kind = declared[each["type"]].get(attribute["name"])
                if kind is None:
                    yield f"{each['id']}: {attribute['name']} is not declared"
                elif kind == "integer" and str(int(attribute["value"])) != attribute["value"]:
                    yield f"{each['id']}: {attribute['name']} is no whole number"
    used = {each["type"] for each in log["events"]}
    yield from (f"no {e['name']} happened" for e in log["eventTypes"] if e["name"] not in used)


def _untimely(log: Any) -> Iterator[str]:
    moments = [datetime.fromisoformat(each["time"]) for each in log["events"]]
    if any(moment.tzinfo is None for moment in moments):
        yield "an event has no offset"
    if moments != sorted(moments):
        yield "events are out of order"
    for each in log["objects"]:
        changes = [(a["name"], datetime.fromisoformat(a["time"])) for a in each["attributes"]]
        for name in {name for name, _ in changes}:
            course = [moment for known, moment in changes if known == name]
            if any(moment.tzinfo is None for moment in course) or course != sorted(course):
                yield f"{each['id']}: {name} changes out of order"


def loaded(written: bytes) -> Any:
    """The log in OCEL; a name that comes twice in one object of JSON is an error."""
    return json.loads(written, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs), "a name comes twice"
    return dict(pairs)
