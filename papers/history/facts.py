"""Facts of an entry as people read them: names, days and amounts for keys and codes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from json import loads
from typing import Any

from models import Money, Motion, Rating, Text
from models.text import Language
from papers.history import phrases as p
from papers.minutes.phrases import MOTIONS
from papers.report.phrases import RATINGS
from papers.typography import say
from workflow.council.grounds import GROUNDS
from workflow.replay.replaying import REPLAY

HASH = re.compile("[0-9a-f]{64}")
QUORUM = ("present", "needed", "eligible")
ERASURE = ("files", "keys_forgotten", "papers", "struck", "texts")
NOISE = frozenset({"asked", "casting", "constituencies", "council", "grounds", *QUORUM, *ERASURE})
"""Told together with others, or for a machine to read."""
AMOUNTS = frozenset({"amount", "awarded", "money_left", "released"})
"""Recorded as numbers, of the currency's smallest unit."""
DAY = "%d.%m.%Y"
MOMENT = "%d.%m.%Y %H:%M"


@dataclass(frozen=True)
class Naming:
    """What stands behind the keys and codes of facts, and in which language it is told."""

    language: Language
    currency: str
    zone: tzinfo
    person: Callable[[int], str]
    constituency: Callable[[str], Text | None]

    def say(self, text: Text, **given: object) -> str:
        return say(text, self.language, **given)

    def moment(self, at: datetime) -> str:
        return at.astimezone(self.zone).strftime(MOMENT)


def facts_told(kinds: Mapping[str, str], facts: Mapping[str, Any], naming: Naming) -> list[str]:
    """All that an entry tells, a phrase for each. `kinds` says what a fact is, as `person`."""
    if "due_at" in facts:
        return [_lateness(facts, naming)]
    return list(_parts(kinds, facts, naming))


def acted_by(actor: str | None, behalf: str | None, flow: str | None, language: Language) -> str:
    """Who did it: a person, perhaps on behalf of another, or the clock."""
    if actor is None and "/" in (flow or ""):
        return say(p.FOLLOWS, language, what=flow)
    if flow == REPLAY:
        return say(p.FROM_A_LOG, language)
    if actor is None:
        return say(p.BY_THE_CLOCK, language, flow=flow)
    return actor if behalf is None else say(p.ON_BEHALF, language, actor=actor, behalf=behalf)


def new_days(milestones: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Days that a change request asks for."""
    for ordinal, day in milestones.items():
        shown = f"{date.fromisoformat(day):{DAY}}"
        yield say(p.NEW_DAY, language, ordinal=ordinal, day=shown)


def new_amounts(budget: Mapping[str, Any], currency: str, language: Language) -> Iterator[str]:
    """Amounts that a change request asks for."""
    for ordinal, amount in budget.items():
        shown = Money(amount, currency).in_(language)
        yield say(p.NEW_AMOUNT, language, ordinal=ordinal, amount=shown)


def _lateness(facts: Mapping[str, Any], naming: Naming) -> str:
    due, late = naming.moment(datetime.fromisoformat(facts["due_at"])), facts["hours_late"]
    return naming.say(p.HOURS_LATE if late else p.WAS_DUE, due=due, hours=late)


def _parts(kinds: Mapping[str, str], facts: Mapping[str, Any], naming: Naming) -> Iterator[str]:
    if all(name in facts for name in QUORUM):
        yield naming.say(p.QUORUM, **{name: facts[name] for name in QUORUM})
    for name, value in facts.items():
        if name == "recused" and value:
            yield f"{_label(name, naming)}: {_recusals(value, facts['grounds'], naming)}"
        elif name == "until" and "due" in facts:
            continue
        elif name not in NOISE and (shown := _shown(name, kinds.get(name), value, naming)):
            yield f"{_label(name, naming)}: {shown}"
    if facts.get("casting"):
        yield naming.say(p.CASTING)


def _label(name: str, naming: Naming) -> str:
    return naming.say(p.LABELS[name]) if name in p.LABELS else name.replace("_", " ")


def _recusals(people: list[int], grounds: str, naming: Naming) -> str:
    """The grounds stand in the order of the people."""
    told = (
        f"{naming.person(who)} ({', '.join(naming.say(GROUNDS[code]) for code in codes.split())})"
        for who, codes in zip(people, grounds.split("; "), strict=True)
    )
    return ", ".join(told)


def _shown(name: str, kind: str | None, value: Any, naming: Naming) -> str:
    """Empty where there is nothing to show."""
    if value in (None, []):
        return ""
    if kind == "person":
        return naming.person(value)
    if kind == "people":
        return ", ".join(naming.person(who) for who in value)
    if kind == "day":
        return f"{date.fromisoformat(value):{DAY}}"
    if kind == "money" or name in AMOUNTS:
        return Money(value, naming.currency).in_(naming.language)
    if name == "milestones":
        return ", ".join(new_days(loads(value), naming.language))
    if name == "budget":
        return ", ".join(new_amounts(loads(value), naming.currency, naming.language))
    return _coded(name, value, naming)


def _coded(name: str, value: Any, naming: Naming) -> str:
    if name in ("due", "was_due"):
        return naming.moment(datetime.fromisoformat(value))
    if name == "constituency":
        title = naming.constituency(value)
        return naming.say(title) if title else str(value)
    if name in _CODES:
        return naming.say(_CODES[name](value))
    text = str(value)
    return f"{text[:12]}…" if HASH.fullmatch(text) else text


_CODES: Mapping[str, Callable[[str], Text]] = {
    "motion": lambda code: MOTIONS[Motion(code)],
    "choice": lambda code: p.CHOICES[code],
    "ground": lambda code: GROUNDS[code],
    "rating": lambda code: RATINGS[Rating(code)],
}
