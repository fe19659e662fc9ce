"""Facts of a history's entry as people read them: names, days and amounts for keys and codes."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from json import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.output import say
from cli.report.show import RATINGS
from cli.work.words import new_amounts, new_days
from config.settings import settings
from models import Choice, Constituency, Money, Motion, Person, Programme, Rating, Text
from papers.minutes.wording import MOTIONS
from workflow.council.grounds import GROUNDS
from workflow.gate.effects import RECORDS
from workflow.lifecycles.document import Transition

HASH = re.compile("[0-9a-f]{64}")
QUORUM = ("present", "needed", "eligible")
NOISE = frozenset({"asked", "casting", "constituencies", "council", "grounds", *QUORUM})
"""Told together with others, or for a machine to read."""
AMOUNTS = frozenset({"amount", "awarded", "money_left", "released"})
"""Recorded as numbers, of the currency's smallest unit."""

LABELS: Mapping[str, Text] = {
    "abstained": Text(en="abstained", ru="воздержались"),
    "against": Text(en="against", ru="против"),
    "agreed_on": Text(en="agreement of", ru="договор от"),
    "agreement": Text(en="agreement", ru="договор"),
    "amount": Text(en="amount", ru="сумма"),
    "awarded": Text(en="awarded", ru="выделено"),
    "budget": Text(en="budget", ru="смета"),
    "chair": Text(en="chair", ru="председатель"),
    "choice": Text(en="vote", ru="голос"),
    "constituency": Text(en="represents", ru="представляет"),
    "content": Text(en="hash of the contents", ru="хеш содержания"),
    "curator": Text(en="curator", ru="куратор"),
    "donation": Text(en="donation", ru="пожертвование"),
    "en_docx": Text(en="in English, DOCX", ru="на английском, DOCX"),
    "en_pdf": Text(en="in English, PDF", ru="на английском, PDF"),
    "ground": Text(en="ground", ru="основание"),
    "in_favour": Text(en="for", ru="за"),
    "line": Text(en="line of the budget", ru="строка сметы"),
    "link": Text(en="link", ru="ссылка"),
    "member": Text(en="member", ru="член совета"),
    "milestone": Text(en="milestone", ru="контрольная точка"),
    "milestones": Text(en="plan", ru="план"),
    "money_left": Text(en="money left", ru="осталось денег"),
    "motion": Text(en="motion", ru="предложение"),
    "news": Text(en="news", ru="новость"),
    "other": Text(en="tied to", ru="связь с кем"),
    "paid_on": Text(en="paid on", ru="перечислено"),
    "participants": Text(en="participants", ru="участников"),
    "payment_order": Text(en="payment order", ru="платёжное поручение"),
    "present_members": Text(en="present", ru="присутствуют"),
    "presented_on": Text(en="presented on", ru="представлено"),
    "rating": Text(en="rating", ru="оценка"),
    "reached_on": Text(en="reached on", ru="пройдена"),
    "received_on": Text(en="received on", ru="поступило"),
    "recused": Text(en="recused", ru="не участвуют"),
    "reference": Text(en="the bank's number", ru="номер в банке"),
    "released": Text(en="released", ru="освободилось"),
    "report": Text(en="report", ru="отчёт"),
    "request": Text(en="as asked in", ru="по просьбе"),
    "ru_docx": Text(en="in Russian, DOCX", ru="на русском, DOCX"),
    "ru_pdf": Text(en="in Russian, PDF", ru="на русском, PDF"),
    "rules": Text(en="hash of the rules", ru="хеш правил"),
    "secretary": Text(en="secretary", ru="секретарь"),
    "signed_on": Text(en="signed on", ru="подписан"),
    "since": Text(en="from", ru="с"),
    "slots_used": Text(en="slots used", ru="занято мест"),
    "tranches": Text(en="tranches", ru="траншей"),
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
    if kind == "money" or name in AMOUNTS:
        return Money(value, programme.currency).in_(settings().language)
    if name == "milestones":
        return ", ".join(new_days(loads(value)))
    if name == "budget":
        return ", ".join(new_amounts(loads(value), programme.currency))
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
    "rating": lambda code: RATINGS[Rating(code)],
}
