from collections.abc import Mapping
from json import loads
from typing import Any

from models import HistoryEntry

REASON = "reason"
"""The name of an entry's text that says why; the others are facts."""


def told_in(entry: HistoryEntry) -> Mapping[str, Any]:
    """All facts of an entry, those in somebody's own words among them."""
    words = {text.name: text.text for text in entry.texts if text.name != REASON}
    return {**loads(entry.facts), **words}
