"""Whether a text will do for every letter that is to be written with it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from traceback import extract_tb
from typing import Any

from jinja2 import UndefinedError, nodes
from sqlalchemy.orm import Session

from models import Programme, Text
from models.text import Language
from notifications.texts.language import at_line, read, render
from notifications.texts.names import Named, usable
from notifications.texts.samples import USUAL, Situation, situations_of
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, NotFound, Refusal

LONGEST_TEXT = 20_000
LONGEST_SUBJECT = 120
SHOWN = 3
"""Situations that are named in one sentence."""


def situations(session: Session, programme: Programme, name: str) -> Sequence[Situation]:
    """The situations that a letter is sent in. Raises NotFound where there is no such letter."""
    found = situations_of(session, programme).get(name)
    if found is None:
        raise NotFound([_no_letter(name)])
    return found


def check_text(
    session: Session, programme: Programme, name: str, language: Language, text: str
) -> Sequence[Blocker]:
    """All that is wrong with a text. Raises NotFound where there is no such letter."""
    cases = situations(session, programme, name)
    if len(text) > LONGEST_TEXT:
        return [_too_long(len(text))]
    try:
        tree, zone = read(text), timetable_of(session, programme.id).zone
        unknown = list(_unknown(tree, usable(cases, language, zone)))
        return unknown or list(_tried(text, language, cases, zone))
    except Refusal as refusal:
        return refusal.blockers


def _unknown(tree: nodes.Template, told: Sequence[Named]) -> Iterator[Blocker]:
    """Names that the letter is never told, and once those that it is."""
    used = list(tree.find_all(nodes.Name))
    known = {"loop", *(named.name for named in told)}
    known |= {name.name for name in used if name.ctx == "store"}
    unknown = [name for name in used if name.name not in known]
    for line, name in dict.fromkeys((each.lineno, each.name[:40]) for each in unknown):
        yield at_line(
            line, f"the letter is not told “{name}”.", f"имени «{name}» в этом письме нет."
        )
    if unknown:
        yield _those_told(told)


def _tried(
    text: str, language: Language, cases: Sequence[Situation], zone: tzinfo
) -> Iterator[Blocker]:
    """What goes wrong in some situation, each fault once."""
    failing: Mapping[Blocker, list[Situation]] = defaultdict(list)
    for case in cases:
        fault = fault_in(text, case.told(language, zone))
        if fault is not None:
            failing[fault].append(case)
    for fault, where in failing.items():
        yield Blocker(
            fault.code,
            Text(
                ru=f"{fault.text.ru} Так бывает: {_listed(where, 'ru')}.",
                en=f"{fault.text.in_('en')} This comes with: {_listed(where, 'en')}.",
            ),
        )


def _listed(where: Sequence[Situation], language: Language) -> str:
    """The first few, and how many more; what the usual case has as well is told without a case."""
    usual = {case.occasion for case in where if case.case == USUAL}
    told = dict.fromkeys(c.occasion if c.occasion in usual else c.title for c in where)
    named = "; ".join([title.in_(language) for title in told][:SHOWN])
    more = len(told) - SHOWN
    if more <= 0:
        return named
    return f"{named}; ещё {more}" if language == "ru" else f"{named}; {more} more"


def fault_in(text: str, names: Mapping[str, Any]) -> Blocker | None:
    """What goes wrong where a letter is told these names. Raises Refusal where the text cannot be
    read."""
    try:
        written = render(text, names)
    except Refusal:
        raise
    except UndefinedError as error:
        return _untold(_line(error), str(error))
    except Exception as error:  # people wrote the text: anything may be wrong with it
        return _failed(_line(error), f"{type(error).__name__}: {error}")
    subject, _, body = written.partition("\n")
    if not subject.strip():
        return _NO_SUBJECT
    if len(subject.strip()) > LONGEST_SUBJECT:
        return _LONG_SUBJECT
    return None if body.strip() else _NO_BODY


def _line(error: Exception) -> int:
    """The line of the text in which it happened."""
    frames = [
        frame
        for frame in extract_tb(error.__traceback__)
        if frame.name == "top-level template code"
    ]
    return (frames[-1].lineno or 1) if frames else 1


def _those_told(told: Sequence[Named]) -> Blocker:
    def listed(language: Language) -> str:
        return "\n".join(
            f"  {each.name} — {each.meaning.in_(language)} ({each.example[:40]})" for each in told
        )

    return Blocker(
        "text",
        Text(en=f"It may name:\n{listed('en')}", ru=f"Можно использовать имена:\n{listed('ru')}"),
    )


def _untold(line: int, said: str) -> Blocker:
    name = said.split("'")[1] if said.count("'") > 1 else said
    example = f"{{% if {name} is defined %}} … {{% endif %}}"
    return at_line(
        line,
        f"the letter is not always told “{name}”. Write {example} around it.",
        f"имя «{name}» есть в этом письме не всегда. Возьмите его в {example}.",
    )


def _failed(line: int, said: str) -> Blocker:
    return at_line(
        line,
        f"the letter cannot be written ({said[:200]}).",
        f"письмо не получается ({said[:200]}).",
    )


def _too_long(length: int) -> Blocker:
    return Blocker(
        "text",
        Text(
            en=f"The text is {length:,} characters long; {LONGEST_TEXT:,} are the most.",
            ru=f"В тексте знаков: {length}; можно не больше {LONGEST_TEXT}.",
        ),
    )


def _no_letter(name: str) -> Blocker:
    return Blocker(
        "not_found",
        Text(
            en=f"There is no letter {name[:60]}: “vmeste text list” shows which there are.",
            ru=f"Письма {name[:60]} нет; все письма показывает «vmeste text list».",
        ),
    )


_NO_SUBJECT = at_line(
    1, "the first line is the letter's subject, and is empty.", "первая строка — тема; она пуста."
)
_LONG_SUBJECT = at_line(
    1,
    f"the first line is the letter's subject, and is longer than {LONGEST_SUBJECT} characters. "
    "Shorten what is long: {{ title | truncate(50) }}.",
    f"первая строка — тема; она длиннее {LONGEST_SUBJECT} знаков. Сократите длинное: "
    "{{ title | truncate(50) }}.",
)
_NO_BODY = Blocker(
    "text",
    Text(
        en="There is nothing below the first line, which is only the letter's subject.",
        ru="Ниже первой строки — темы письма — ничего нет.",
    ),
)
