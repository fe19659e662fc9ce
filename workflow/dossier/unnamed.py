"""A dossier to give out: roles for names, and texts without what tells who somebody is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from models import Text
from workflow.dossier.dossier import Dossier
from workflow.open_data.personal import without_personal_data

CODES = frozenset(
    {
        *("kind", "code", "action", "from_state", "to_state", "state", "flow", "remark"),
        *("hash", "sha256", "head", "root", "template", "category", "purpose", "media_type"),
        *("criterion", "currency", "time_zone", "known_as", "kinds", "meeting", "motion"),
        *("met_by", "responsible", "roles", "struck"),
    }
)
"""Fields that name nobody. Hashes above all are left alone: among their digits may be some that
look like a telephone number."""
_HASH = re.compile("[0-9a-f]{64}")


def without_names(dossier: Dossier) -> Dossier:
    """The same dossier in which people go by what they are, as “expert 1”. What people wrote is
    told without the names, addresses and telephone numbers of those who are on record in it;
    strangers whom a text names stay in it, and so do links."""
    names = [known.name for known in dossier.people.values() if known.name]

    def cleaned(text: str) -> str:
        return text if _HASH.fullmatch(text) else without_personal_data(text, names)

    people = {who: replace(known, name="") for who, known in dossier.people.items()}
    told: Dossier = _clean(dossier, cleaned)
    return replace(told, people=people)


def _clean(value: Any, cleaned: Callable[[str], str]) -> Any:
    match value:
        case Text():
            return value
        case str():
            return cleaned(value)
        case Mapping():
            return {
                key: item if key in CODES else _clean(item, cleaned) for key, item in value.items()
            }
        case tuple() | list():
            return type(value)(_clean(item, cleaned) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    given = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: _clean(item, cleaned) for name, item in given.items() if name not in CODES}
    return replace(value, **changed)
