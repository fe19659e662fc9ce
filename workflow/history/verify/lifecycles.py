from dataclasses import dataclass, field

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import LifecycleVersion, Remark
from workflow.documents import content_hash
from workflow.history.remarks import remark_of_person
from workflow.history.verify import words
from workflow.history.verify.found import Fault
from workflow.lifecycles.document import Lifecycle

OVERRIDES = '"overrides":'
"""In what is stored of a lifecycle that knows of remarks."""


@dataclass(frozen=True)
class Moves:
    """What all lifecycles that are kept allow, made ready to be looked up for each entry."""

    initial: dict[tuple[str, str], str] = field(default_factory=dict)
    """Kind and lifecycle's hash → the first state."""
    targets: dict[tuple[str, str, str, str], str] = field(default_factory=dict)
    """Kind, lifecycle's hash, state, action → the state it leads to."""
    remarks: dict[tuple[str, str, str, str], tuple[Remark | None, Remark | None]] = field(
        default_factory=dict
    )
    """The same → what is remarked where a person does it: as the first of a history, and later.
    Lifecycles from before there were remarks say nothing of them."""


def read_moves(session: Session) -> tuple[Moves, list[Fault]]:
    moves, faults = Moves(), []
    rows = session.execute(
        select(LifecycleVersion.kind, LifecycleVersion.content_hash, LifecycleVersion.content)
    )
    for kind, fingerprint, content in rows:
        lifecycle = _read(content) if content_hash(content) == fingerprint else None
        if lifecycle is None:
            faults.append(Fault(f"lifecycle {kind}", None, words.LIFECYCLE_CHANGED))
            continue
        moves.initial[kind, fingerprint] = lifecycle.initial
        for (state, action), transition in lifecycle.moves.items():
            target = lifecycle.target(state, transition)
            moves.targets[kind, fingerprint, state, action] = target
            if OVERRIDES in content:
                moves.remarks[kind, fingerprint, state, action] = (
                    remark_of_person(transition, begins=True),
                    remark_of_person(transition, begins=False),
                )
    return moves, faults


def _read(content: str) -> Lifecycle | None:
    try:
        return Lifecycle.model_validate_json(content)
    except ValidationError:
        return None
