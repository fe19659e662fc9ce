from models import Text


class Misgiven(Exception):
    """An answer that cannot be kept as it is; the words say what to do."""

    def __init__(self, *, en: str, ru: str) -> None:
        self.text = Text(en=en, ru=ru)
        super().__init__(en)
