from collections.abc import Iterator
from types import ModuleType

from models import Text


def texts_of(module: ModuleType) -> list[Text]:
    """Every text that a module of phrases has, alone or among others."""
    return [text for value in vars(module).values() for text in _texts(value)]


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        yield from (text for text in value.values() if isinstance(text, Text))
    elif isinstance(value, tuple):
        yield from (text for text in value if isinstance(text, Text))
