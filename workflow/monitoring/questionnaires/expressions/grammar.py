"""The grammar (XPath 1.0, section 3, as far as it goes here) and what its rules become.

Importing this takes a sixth of a second, for lark's sake.
"""

import re

from lark import Lark, Token, Transformer, v_args

from workflow.monitoring.questionnaires.expressions.functions import FUNCTIONS
from workflow.monitoring.questionnaires.expressions.tree import (
    AnswerTo,
    Call,
    Compared,
    Computed,
    Constant,
    Itself,
    Joined,
    Negative,
    Node,
    Unreadable,
    parts,
)
from workflow.monitoring.questionnaires.expressions.values import day

_GRAMMAR = r"""
?start: any
?any: every ("or" every)*
?every: comparison ("and" comparison)*
?comparison: sum (COMPARE sum)?
?sum: product (ADD product)*
?product: negative (MULTIPLY negative)*
?negative: "-" negative -> minus
    | atom
?atom: NUMBER -> number
    | STRING -> string
    | ANSWER -> answer
    | "." -> itself
    | FUNCTION "(" ")" -> call
    | FUNCTION "(" any ("," any)* ")" -> call
    | "(" any ")"

COMPARE: "=" | "!=" | "<=" | "<" | ">=" | ">"
ADD: "+" | "-"
MULTIPLY: "*" | /(div|mod)(?![\w.-])/
NUMBER.2: /\d+(\.\d*)?|\.\d+/
STRING: /"[^"]*"|'[^']*'/
ANSWER: /\$\{[^{}]*\}/
FUNCTION: /[a-z][a-z-]*(?=\s*\()/
%ignore /[ \t\r\n\xa0]+/
"""
_DEEPEST = 25
"""Conditions one inside the other; what works a tree out calls itself as often."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,38}")


@v_args(inline=True)
class _Builder(Transformer[Token, Node]):
    """Called from the leaves up, as each rule is read."""

    def any(self, *alternatives: Node) -> Node:
        return _bounded(Joined("or", alternatives))

    def every(self, *conditions: Node) -> Node:
        return _bounded(Joined("and", conditions))

    def comparison(self, left: Node, sign: Token, right: Node) -> Node:
        return _bounded(Compared(str(sign), left, right))

    def sum(self, first: Node, *rest: Node | Token) -> Node:
        return _computed(first, rest)

    def product(self, first: Node, *rest: Node | Token) -> Node:
        return _computed(first, rest)

    def minus(self, part: Node) -> Node:
        return _bounded(Negative(part))

    def number(self, written: Token) -> Node:
        return Constant(float(written))

    def string(self, written: Token) -> Node:
        return Constant(written[1:-1])

    def answer(self, written: Token) -> Node:
        name = written[2:-1].strip()
        if not _NAME.fullmatch(name):
            raise Unreadable(f"“{written[:60]}” names no question: a name has small Latin letters")
        return AnswerTo(name)

    def itself(self) -> Node:
        return Itself()

    def call(self, name: Token, *arguments: Node) -> Node:
        function = FUNCTIONS.get(str(name))
        if function is None:  # and, or, div, mod before a parenthesis
            raise Unreadable(f"something is missing before {name}")
        if len(arguments) != function.takes:
            raise Unreadable(f"{name}() is written {function.written}")
        match arguments:
            case (Constant(value=value),) if name == "date" and not day(str(value)):
                raise Unreadable(f"“{value}” is no day: it is written {function.written}")
        return _bounded(Call(str(name), arguments))


def _computed(first: Node, rest: tuple[Node | Token, ...]) -> Node:
    steps = [(str(sign), part) for sign, part in zip(rest[::2], rest[1::2], strict=True)]
    return _bounded(Computed(first, tuple(steps)))  # type: ignore[arg-type]  # every other is a part


def _bounded(node: Node) -> Node:
    if _depth(node) > _DEEPEST:
        raise Unreadable("the condition has too many parts one inside the other; simplify it")
    return node


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, parts(node)), default=0)


PARSER = Lark(_GRAMMAR, parser="lalr", transformer=_Builder())
