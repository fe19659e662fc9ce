"""The letters: one text in each language, and one HTML layout that carries the same words."""

from functools import cache
from importlib.resources import files

from jinja2 import PackageLoader, StrictUndefined, TemplateNotFound, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

LANGUAGES = ("ru", "en")
FILTERS = ("capitalize", "default", "first", "last", "length", "lower", "trim", "truncate", "upper")
"""Those that make little of much, or as much: `center`, `join` or `replace` could make a gigabyte
of a line."""
TESTS = ("defined",)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Coordinators write texts too: there is nothing in here that reaches the program."""
    made = ImmutableSandboxedEnvironment(
        loader=PackageLoader("notifications"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default_for_string=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def catalogue() -> frozenset[str]:
    """Names of the messages that exist in every language."""
    found = set(environment().list_templates(extensions=["txt"]))
    names = {name.split(".")[0] for name in found}
    return frozenset(
        name for name in names if all(f"{name}.{lang}.txt" in found for lang in LANGUAGES)
    )


@cache
def packaged(name: str, language: str) -> str:
    """The letter's text as it comes with the program. Raises jinja2.TemplateNotFound."""
    file = files(__name__).joinpath(f"{name}.{language}.txt")
    if not file.is_file():
        raise TemplateNotFound(f"{name}.{language}.txt")
    return file.read_text(encoding="utf-8")
