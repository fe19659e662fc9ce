"""Forms in YAML that somebody fills in with an editor of their own."""

import json
from collections.abc import Iterator
from textwrap import indent, wrap


def comment(text: str, by: int = 0) -> Iterator[str]:
    for line in wrap(text, 96 - by):
        yield f"{' ' * by}# {line}"


def block(text: str, by: int) -> str:
    """The text as YAML reads it back, sign for sign: under a bar where it can stand so, and else
    in quotes."""
    lines = text.split("\n")
    tame = text == text.strip() and all(line.strip() or not line for line in lines)
    if tame and all(sign in "\n\xa0" or sign.isprintable() for sign in text):
        return "|-\n" + indent(text, " " * by)
    return quoted(text)


def quoted(text: str) -> str:
    """The text in quotes, on one line."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in written)
