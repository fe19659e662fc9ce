from dataclasses import asdict
from pathlib import Path

from models.text import Language
from papers.dossier.blocks import Block, Grid
from papers.dossier.wording import wording
from papers.typesetting import typeset
from papers.typography import noon_of
from workflow.dossier.dossier import Dossier

TEMPLATE = Path(__file__).with_name("dossier.typ")


def dossier_pdf(dossier: Dossier, language: Language) -> bytes:
    """The dossier as PDF; the same dossier makes the same bytes."""
    words = wording(dossier, language)
    day = dossier.head.as_of or dossier.head.moment.date()
    told = {
        **{name: value for name, value in vars(words).items() if name != "sections"},
        "sections": [
            {
                "heading": section.heading,
                "brief": section.brief,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in words.sections
        ],
        "language": language,
        "made_on": [day.year, day.month, day.day],
    }
    return typeset(TEMPLATE, told, at=int(noon_of(day).timestamp()))


def _block(block: Block) -> dict[str, object]:
    kind: dict[str, object] = {"kind": type(block).__name__}
    if isinstance(block, Grid):
        return kind | {"table": asdict(block.table) | {"widths": block.table.widths}}
    return kind | asdict(block)
