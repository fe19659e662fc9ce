"""The dossier as JSON, whose keys `docs/dossier.md` describes."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from models import Text
from workflow.dossier.chronicle import Entry
from workflow.dossier.dossier import Dossier

FORMAT = 1
"""Goes up when a key is removed or comes to mean something else."""
LEFT_OUT = {"kinds", "since"}
"""Of entries and of the outlook: not for others to rely on."""


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """Plain data: texts by language, moments with the programme's offset, amounts in the
    currency's smallest unit, people by the keys of `people`."""
    zone = ZoneInfo(dossier.head.time_zone)
    parts = {field.name: getattr(dossier, field.name) for field in fields(dossier)}
    entries = [_fields(entry, zone) for entry in parts.pop("entries")]
    told = {name: _plain(value, zone) for name, value in parts.items()}
    return {"format": FORMAT, **told, "entries": entries}


def dossier_json(dossier: Dossier) -> bytes:
    """The same dossier makes the same bytes."""
    return (json.dumps(dossier_data(dossier), ensure_ascii=False, indent=2) + "\n").encode()


def _plain(value: Any, zone: ZoneInfo) -> Any:
    match value:
        case Text():
            return {"ru": value.ru, "en": value.in_("en")}
        case Entry():
            return {"subject": value.reference, "sequence": value.sequence}
        case datetime():
            return value.astimezone(zone).isoformat()
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(item, zone) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item, zone) for item in value]
    return _fields(value, zone) if is_dataclass(value) else value


def _fields(value: Any, zone: ZoneInfo) -> dict[str, Any]:
    names = (field.name for field in fields(value) if field.name not in LEFT_OUT)
    return {name: _plain(getattr(value, name), zone) for name in names}
