from workflow.errors import BadDocument, Mistake

MOST = 100
"""As many as anybody reads; the others are counted."""


class Mistakes:
    """What is wrong in a log: all of it is told, and at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: list[Mistake] = []
        self.count = 0

    def add(self, line: int, field: str, text: str) -> None:
        self.count += 1
        if self.count <= MOST:
            self._found.append(Mistake(line, field[:80], text))

    def check(self) -> None:
        """Raises BadDocument if there are any."""
        if self.count > MOST:
            words = f"{self.count:,} mistakes; the first {MOST} are listed"
            self._found.append(Mistake(0, "", words))
        if self._found:
            raise BadDocument(self.name, self._found)

    def give_up(self, line: int, text: str) -> BadDocument:
        """What stands in the way of reading on, with what was found before."""
        self.add(line, "", text)
        try:
            self.check()
        except BadDocument as bad:
            return bad
        raise AssertionError("a mistake was added")
