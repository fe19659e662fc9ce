"""The text of a condition → its tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from workflow.monitoring.questionnaires.expressions.functions import FUNCTIONS
from workflow.monitoring.questionnaires.expressions.tree import (
    AnswerTo,
    Call,
    Compared,
    Constant,
    Itself,
    Node,
    Situation,
    Unreadable,
    evaluate,
    everything,
)
from workflow.monitoring.questionnaires.expressions.values import boolean

_LONGEST = 1000
"""Characters."""
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALLED = re.compile(r"([A-Za-z_][\w:.-]*)\s*\(")
_OPERATORS = ("and", "or", "div", "mod")
_ADVICE: tuple[tuple[str, str], ...] = (
    (r"[“”„«»‘’]", "write straight quotes: '…'"),
    (r"==", "equal is written ="),
    (r"<>", "unequal is written !="),
    (r"&&|\|\|", "write and, or"),
    (r"!(?!=)", "negation is written not(…)"),
    (r"\b(AND|OR|NOT|DIV|MOD)\b", "and, or, not(…), div, mod are written in small letters"),
    (r"%", "the rest of a division is written mod"),
    (r"/|::|@|\[|\.\.", "paths are not understood; an answer is written ${name}"),
    (r"\\", "there is no \\ in XPath; division is written div"),
)


@dataclass(frozen=True)
class Expression:
    """A condition that was read."""

    text: str
    tree: Node

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The questions whose answers it asks for, each once."""
        found = (node.name for node in everything(self.tree) if isinstance(node, AnswerTo))
        return tuple(dict.fromkeys(found))

    @cached_property
    def is_about_itself(self) -> bool:
        return any(isinstance(node, Itself) for node in everything(self.tree))

    @cached_property
    def compared(self) -> tuple[tuple[str | None, str], ...]:
        """Question (None: `.`) → text that its whole answer is held against."""
        return tuple(
            pair
            for node in everything(self.tree)
            if isinstance(node, Compared) and node.sign in ("=", "!=")
            for pair in [*_pair(node.left, node.right), *_pair(node.right, node.left)]
        )

    @cached_property
    def selected(self) -> tuple[tuple[str | None, str], ...]:
        """Question (None: `.`) → code that is looked for among those chosen."""
        return tuple(
            pair
            for node in everything(self.tree)
            if isinstance(node, Call) and node.function == "selected"
            for pair in _pair(*node.arguments)
        )

    def holds(self, situation: Situation) -> bool:
        return boolean(evaluate(self.tree, situation))


def _pair(one: Node, other: Node) -> Iterator[tuple[str | None, str]]:
    if not isinstance(other, Constant) or not isinstance(other.value, str):
        return
    if isinstance(one, AnswerTo):
        yield one.name, other.value
    elif isinstance(one, Itself):
        yield None, other.value


@lru_cache(maxsize=2048)
def parse(text: str) -> Expression:
    """Raises Unreadable, which says what is not understood."""
    if len(text) > _LONGEST:
        raise Unreadable(f"the condition is longer than {_LONGEST} characters; divide it")
    plain = _STRING.sub("''", text)
    for called in _CALLED.finditer(plain):
        if called[1] not in (*FUNCTIONS, *_OPERATORS):
            known = ", ".join(function.written for function in FUNCTIONS.values())
            raise Unreadable(f"{called[1]}() is not understood here; understood are {known}")
    for sign, advice in _ADVICE:
        if found := re.search(sign, re.sub(r"\$\{[^}]*\}", "${}", plain)):
            raise Unreadable(f"“{found[0]}” is not understood in a condition: {advice}")
    return Expression(text, _tree(text))


def _tree(text: str) -> Node:
    from lark import UnexpectedInput  # noqa: PLC0415 -- a sixth of a second for every command

    from workflow.monitoring.questionnaires.expressions.grammar import PARSER  # noqa: PLC0415

    try:
        return PARSER.parse(text)  # type: ignore[return-value]  # what the transformer makes of it
    except UnexpectedInput as error:
        raise Unreadable(_where(text, error)) from None


def _where(text: str, error: Any) -> str:
    """What lark stumbles over, in words."""
    if not text.strip() or getattr(getattr(error, "token", None), "type", "") == "$END":
        return f"the condition “{text[:60]}” is cut off: something is missing at its end"
    rest = text[error.pos_in_stream :]
    word = re.match(r"[^\W\d][\w-]*", rest)
    if word and word[0] in _OPERATORS:
        return f"at “{rest[:30]}”: something is missing before {word[0]}"
    if word:
        name = word[0][:40]
        return f"at “{name}”: an answer is written ${{{name}}}, a word in quotes '{name}'"
    if re.match(r"=|!=|<|>", rest):
        return f"at “{rest[:30]}”: two comparisons are joined with and, as in . >= 1 and . <= 5"
    return f"the condition cannot be read from “{rest[:30]}” on"
