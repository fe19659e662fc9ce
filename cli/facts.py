"""Facts of a history's entry as people read them: names, days and amounts for keys and codes."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.output import say
from config.settings import settings
from models import Choice, Constituency, Money, Motion, Person, Programme, Text
from papers.minutes.wording import MOTIONS
from workflow.council.grounds import GROUNDS
from workflow.gate.effects import RECORDS
from workflow.lifecycles.document import Transition

HASH = re.compile("[0-9a-f]{64}")
QUORUM = ("present", "needed", "eligible")
NOISE = frozenset({"asked", "casting", "constituencies", "council", "grounds", *QUORUM})
"""Told together with others, or for a machine to read."""

LABELS: Mapping[str, Text] = {
    "abstained": Text(en="abstained", ru="воздержались"),
    "against": Text(en="against", ru="против"),
    "chair": Text(en="chair", ru="председатель"),
    "choice": Text(en="vote", ru="голос"),
    "constituency": Text(en="represents", ru="представляет"),
    "content": Text(en="hash of the contents", ru="хеш содержания"),
    "curator": Text(en="curator", ru="куратор"),
    "ground": Text(en="ground", ru="основание"),
    "in_favour": Text(en="for", ru="за"),
    "member": Text(en="member", ru="член совета"),
    "money_left": Text(en="money left", ru="осталось денег"),
    "motion": Text(en="motion", ru="предложение"),
    "other": Text(en="tied to", ru="связь с кем"),
    "participants": Text(en="participants", ru="участников"),
    "payment_order": Text(en="payment order", ru="платёжное поручение"),
    "present_members": Text(en="present", ru="присутствуют"),
    "recused": Text(en="recused", ru="не участвуют"),
    "report": Text(en="report", ru="отчёт"),
    "rules": Text(en="hash of the rules", ru="хеш правил"),
    "secretary": Text(en="secretary", ru="секретарь"),
    "since": Text(en="from", ru="с"),
    "slots_used": Text(en="slots used", ru="занято мест"),
    "until": Text(en="to", ru="по"),
    "version": Text(en="version of the proposal", ru="версия заявки"),
}
_CHOICES: Mapping[str, Text] = {
    Choice.FOR: Text(en="for", ru="за"),
    Choice.AGAINST: Text(en="against", ru="против"),
    Choice.ABSTAIN: Text(en="abstain", ru="воздержаться"),
}


def facts_line(
    session: Session, programme: Programme, transition: Transition, facts: Mapping[str, Any]
) -> str:
    """All that an entry tells, in one line."""
    return " · ".join(_parts(session, programme, transition, facts))


def _parts(
    session: Session, programme: Programme, transition: Transition, facts: Mapping[str, Any]
) -> Iterator[str]:
    kinds: dict[str, str] = {**RECORDS, **transition.facts}
    if all(name in facts for name in QUORUM):
        yield _quorum(*(facts[name] for name in QUORUM))
    for name, value in facts.items():
        if name == "recused" and value:
            yield f"{_label(name)}: {_recusals(session, value, facts['grounds'])}"
        elif name not in NOISE and (
            shown := _shown(session, programme, name, kinds.get(name), value)
        ):
            yield f"{_label(name)}: {shown}"
    if facts.get("casting"):
        yield say(Text(en="the chair's vote decided", ru="решил голос председателя"))


def _label(name: str) -> str:
    return say(LABELS[name]) if name in LABELS else name.replace("_", " ")


def _quorum(present: int, needed: int, eligible: int) -> str:
    return say(
        Text(
            en=f"quorum: {present} present, {needed} of {eligible} needed",
            ru=f"кворум: присутствует {present}, нужно {needed} из {eligible}",
        )
    )


def _recusals(session: Session, people: list[int], grounds: str) -> str:
    """The grounds stand in the order of the people."""
    told = (
        f"{_name(session, who)} ({', '.join(say(GROUNDS[code]) for code in codes.split())})"
        for who, codes in zip(people, grounds.split("; "), strict=True)
    )
    return ", ".join(told)


def _name(session: Session, person_id: int) -> str:
    return session.get_one(Person, person_id).name


def _shown(session: Session, programme: Programme, name: str, kind: str | None, value: Any) -> str:
    """Empty where there is nothing to show."""
    if value in (None, []):
        return ""
    if kind == "person":
        return _name(session, value)
    if kind == "people":
        return ", ".join(_name(session, who) for who in value)
    if kind == "day":
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    if kind == "money" or name == "money_left":
        return Money(value, programme.currency).in_(settings().language)
    if name == "constituency":
        return _side(session, programme, value)
    if name in _CODES:
        return say(_CODES[name](value))
    text = str(value)
    return f"{text[:12]}…" if HASH.fullmatch(text) else text


def _side(session: Session, programme: Programme, code: str) -> str:
    title = session.scalar(
        select(Constituency.title).where(
            Constituency.programme_id == programme.id, Constituency.code == code
        )
    )
    return say(title) if title else code


_CODES: Mapping[str, Callable[[str], Text]] = {
    "motion": lambda code: MOTIONS[Motion(code)],
    "choice": lambda code: _CHOICES[code],
    "ground": lambda code: GROUNDS[code],
}
