from dataclasses import dataclass

from models import Text


@dataclass(frozen=True)
class Fault:
    """Something that does not fit, and where: the subject and, where one is at fault, the entry."""

    subject: str
    sequence: int | None
    text: Text


@dataclass
class Verification:
    subjects: int
    entries: int
    checkpoints: int
    faults: list[Fault]

    @property
    def sound(self) -> bool:
        return not self.faults
