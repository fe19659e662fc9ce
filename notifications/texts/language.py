"""What a letter's text may say: names, conditions, one list.

Whatever is not on the list is refused before anything of it is compiled: a text can neither reach
the program nor keep it busy, for nothing that is on the list makes more of less.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateSyntaxError, nodes

from models import Text
from notifications.templates import FILTERS, environment
from workflow.errors import Blocker, Refusal

LONGEST_LETTER = 100_000
"""Characters of a rendered letter."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const),
    *(nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Tuple, nodes.List),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Keyword, nodes.Concat),
)
_PLACES = ("first", "last", "index", "length")
"""What may be asked of a loop."""


class TooLong(Exception):
    """A letter grows beyond all measure."""


def render(text: str, names: Mapping[str, Any]) -> str:
    """Raises Refusal where the text cannot be read, TooLong, and whatever happens while a text
    that people wrote is worked out."""
    written, length = [], 0
    for piece in _compiled(text).generate(names):
        length += len(piece)
        if length > LONGEST_LETTER:
            raise TooLong(f"longer than {LONGEST_LETTER} characters")
        written.append(piece)
    return "".join(written)


@lru_cache(maxsize=512)
def _compiled(text: str) -> Template:
    tree = read(text)
    try:
        return environment().from_string(tree)
    except TemplateSyntaxError as error:
        raise Refusal([_unreadable(error.lineno, error.message or "")]) from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise Refusal([_TOO_DEEP]) from error


def read(text: str) -> nodes.Template:
    """The text's structure. Raises Refusal, with a blocker for everything that may not stand in
    it."""
    try:
        tree = environment().parse(text)
        found = [_objection(node) for node in tree.find_all(nodes.Node)]
    except TemplateSyntaxError as error:
        raise Refusal([_unreadable(error.lineno, error.message or "")]) from error
    except RecursionError as error:
        raise Refusal([_TOO_DEEP]) from error
    except ValueError as error:  # a number of thousands of digits
        raise Refusal([_unreadable(1, str(error))]) from error
    if blockers := [blocker for blocker in dict.fromkeys(found) if blocker is not None]:
        raise Refusal(blockers)
    return tree


def at_line(line: int, en: str, ru: str) -> Blocker:
    return Blocker("text", Text(en=f"Line {line}: {en}", ru=f"Строка {line}: {ru}"))


def _objection(node: nodes.Node) -> Blocker | None:
    """Why this may not stand in a letter."""
    match node:
        case nodes.For():
            return None if _is_plain(node) else _no_list(node.lineno)
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attribute) if attribute in _PLACES:
            return None
        case nodes.Filter():
            if node.name not in FILTERS:
                return _no_filter(node.lineno, node.name)
            given = (*node.args, *(pair.value for pair in node.kwargs), *_starred(node))
            constant = all(isinstance(each, nodes.Const) for each in given)
            return None if constant else _not_constant(node.lineno, node.name)
        case _ if not isinstance(node, _ALLOWED):
            return _not_here(node.lineno, _written(node))
    return None


def _written(node: nodes.Node) -> str:
    """As it stands in the text, more or less."""
    match node:
        case nodes.BinExpr() | nodes.UnaryExpr():
            return str(node.operator)
        case nodes.Getattr():
            return f".{node.attr}"
        case nodes.Call():
            return "(…)"
        case nodes.Getitem() | nodes.Slice():
            return "[…]"
        case nodes.Dict() | nodes.Pair():
            return "{…}"
        case nodes.Assign() | nodes.AssignBlock():
            return "{% set %}"
    return f"{{% {type(node).__name__.lower()} %}}"


def _starred(node: nodes.Filter) -> tuple[nodes.Node, ...]:
    return tuple(each for each in (node.dyn_args, node.dyn_kwargs) if each is not None)


def _is_plain(loop: nodes.For) -> bool:
    """Whether it goes through one list and does not go on within itself."""
    named = isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name)
    return named and not (loop.recursive or loop.test or loop.find(nodes.For))


def _not_here(line: int, what: str) -> Blocker:
    return at_line(
        line,
        f"“{what[:40]}” may not stand in a letter: only names, {{% if … %}} and {{% for … %}} may.",
        f"«{what[:40]}» в письме нельзя: только имена, {{% if … %}} и {{% for … %}}.",
    )


def _no_list(line: int) -> Blocker:
    return at_line(
        line,
        "a list is gone through by itself, one by one: {% for reason in reasons %}.",
        "список перебирают сам по себе, по одному: {% for reason in reasons %}.",
    )


def _no_filter(line: int, name: str) -> Blocker:
    known = ", ".join(FILTERS)
    return at_line(
        line,
        f"there is no “{name[:40]}” here; there are {known}.",
        f"«{name[:40]}» здесь нет; есть {known}.",
    )


def _not_constant(line: int, name: str) -> Blocker:
    return at_line(
        line,
        f"what {name} is given stands there as a number or as words in quotes.",
        f"то, что передаётся в {name}, пишется числом или словами в кавычках.",
    )


def _unreadable(line: int, why: str) -> Blocker:
    return at_line(
        line,
        "this cannot be read. Look whether every {{ has its }} and every {% if … %} its "
        f"{{% endif %}} (Jinja: {why[:200]}).",
        "это не разобрать. Проверьте, что у каждой {{ есть }}, а у каждого {% if … %} — "
        f"{{% endif %}} (Jinja: {why[:200]}).",
    )


_TOO_DEEP = Blocker(
    "text",
    Text(
        en="The text has too many conditions or brackets one inside the other.",
        ru="В тексте слишком много условий или скобок, вложенных друг в друга.",
    ),
)
