from collections.abc import Iterator
from contextlib import contextmanager

from models.text import Text


class Unfit(Exception):
    """A file cannot be taken in. Shown to the person who attached it; the same file again will
    not do."""

    def __init__(self, code: str, *, en: str, ru: str) -> None:
        self.code = code
        self.text = Text(en=en, ru=ru)
        super().__init__(en)


@contextmanager
def reading() -> Iterator[None]:
    """Whatever a reader of formats stumbles over means that the file is broken: on bytes that
    nobody foresaw, Pillow, pypdf and zipfile raise a dozen kinds of exceptions."""
    try:
        yield
    except Unfit:
        raise
    except Exception as error:
        raise Unfit(
            "broken",
            en="The file is damaged: it does not open to its end. Open it on your own device, "
            "save it anew and attach it again.",
            ru="Файл повреждён: он не открывается до конца. Откройте его на своём устройстве, "
            "сохраните заново и приложите ещё раз.",
        ) from error
