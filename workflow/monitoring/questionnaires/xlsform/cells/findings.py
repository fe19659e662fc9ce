from dataclasses import dataclass, field

from models import Text
from workflow.documents import Row
from workflow.errors import Mistake
from workflow.yaml_text import Place


@dataclass
class Findings:
    """What is found out while a workbook is read, beside what it says."""

    lines: dict[Place, Row]
    """Where each part of the questionnaire stands in it."""
    mistakes: list[Mistake] = field(default_factory=list)
    notices: dict[Text, None] = field(default_factory=dict)
    """What was left out or replaced, each once, in the order it was found."""

    def wrong(self, row: Row, text: str) -> None:
        self.mistakes.append(row.mistake(text))

    def notice(self, *, en: str, ru: str) -> None:
        self.notices[Text(en=en, ru=ru)] = None
