from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models import Checkpoint
from workflow.history.checkpoints.published import published
from workflow.history.verify import words
from workflow.history.verify.found import Fault


@dataclass(frozen=True)
class Known:
    """What somebody else knows of a checkpoint, from where it was published or from a letter."""

    number: int
    root: str
    size: int | None = None
    taken_at: str | None = None


def check_against(known: Sequence[Known], checkpoints: Sequence[Checkpoint]) -> Iterator[Fault]:
    """Whoever rewrites everything in the database cannot rewrite what others have."""
    ours = {each.number: published(each) for each in checkpoints}
    for each in known:
        name, our = f"checkpoint {each.number}", ours.get(each.number)
        if our is None:
            yield Fault(name, None, words.UNPUBLISHED)
        elif our.root != each.root.lower():
            yield Fault(name, None, words.OTHER_ROOT)
        elif each.size not in (None, our.size) or each.taken_at not in (None, our.taken_at):
            yield Fault(name, None, words.OTHER_FIGURES)
