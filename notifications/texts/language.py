"""What a letter's text may say: names, conditions, one list.

Whatever is not on the list is refused before anything of it is compiled: a text can neither reach
the program nor keep it busy, for nothing that is on the list makes more of less.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateSyntaxError, nodes

from models import Text
from notifications.templates import FILTERS, environment
from workflow.errors import Blocker, Refusal

LONGEST_LETTER = 100_000
"""Characters of a rendered letter."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr),
    *(nodes.If, nodes.For, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Tuple, nodes.List),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Filter, nodes.Keyword, nodes.Concat),
)
_PLACES = ("first", "last", "index", "length")


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
        found = list(_forbidden(tree))
    except TemplateSyntaxError as error:
        raise Refusal([_unreadable(error.lineno, error.message or "")]) from error
    except RecursionError as error:
        raise Refusal([_TOO_DEEP]) from error
    except ValueError as error:  # a number of thousands of digits
        raise Refusal([_unreadable(1, str(error))]) from error
    if found:
        raise Refusal(list(dict.fromkeys(found)))
    return tree


def at_line(line: int, en: str, ru: str) -> Blocker:
    return Blocker("text", Text(en=f"Line {line}: {en}", ru=f"Строка {line}: {ru}"))


def _forbidden(tree: nodes.Template) -> Iterator[Blocker]:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            yield _not_here(node.lineno, type(node).__name__)
    for loop in tree.find_all(nodes.For):
        plain = isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name)
        nested = loop.find(nodes.For) is not None
        if not plain or nested or loop.recursive or loop.test:
            yield at_line(
                loop.lineno,
                "a list is gone through by itself, one by one: {% for reason in reasons %}.",
                "список перебирают сам по себе, по одному: {% for reason in reasons %}.",
            )
    for part in tree.find_all(nodes.Getattr):
        if not (isinstance(part.node, nodes.Name) and _may_have(part.node.name, part.attr)):
            yield _not_here(part.lineno, f".{part.attr}")
    for made in tree.find_all(nodes.Filter):
        given = (*made.args, *(pair.value for pair in made.kwargs))
        if not all(isinstance(each, nodes.Const) for each in given) or made.dyn_args is not None:
            yield at_line(
                made.lineno,
                f"what {made.name} is given stands there as a number or a word in quotes.",
                f"то, что передаётся в {made.name}, пишется числом или словом в кавычках.",
            )
        elif made.name not in FILTERS:
            known = ", ".join(FILTERS)
            yield at_line(
                made.lineno,
                f"there is no “{made.name}” here; there are {known}.",
                f"«{made.name}» здесь нет; есть {known}.",
            )


def _may_have(name: str, attribute: str) -> bool:
    """What stands behind the dot: where a loop is, or a part of one of the list's items."""
    return attribute in _PLACES if name == "loop" else not attribute.startswith("_")


def _not_here(line: int, what: str) -> Blocker:
    return at_line(
        line,
        f"{what[:40]} may not stand in a letter: only names, {{% if … %}} and {{% for … %}} may.",
        f"{what[:40]} в письме не используется: только имена, {{% if … %}} и {{% for … %}}.",
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
