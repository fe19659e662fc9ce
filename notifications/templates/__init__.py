"""The letters: one text in each language, and one HTML layout that carries the same words."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

LANGUAGES = ("ru", "en")


@cache
def environment() -> Environment:
    return Environment(
        loader=PackageLoader("notifications"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def catalogue() -> frozenset[str]:
    """Names of the messages that exist in every language."""
    found = set(environment().list_templates(extensions=["txt"]))
    names = {name.split(".")[0] for name in found}
    return frozenset(
        name for name in names if all(f"{name}.{lang}.txt" in found for lang in LANGUAGES)
    )
