from dataclasses import dataclass

from transitions import Machine, MachineError

from models import LifecycleVersion
from workflow.lifecycles.document import Lifecycle


@dataclass
class Position:
    """Where a subject stands: all that the machine may see or change of it."""

    state: str


class Runner:
    """A lifecycle version made ready: its document and the one machine that all subjects share."""

    def __init__(self, lifecycle: Lifecycle, content_hash: str) -> None:
        self.lifecycle = lifecycle
        self.content_hash = content_hash
        # No model is bound: `transitions` would add its own methods to it, among them
        # `to_<state>`, which skips the guards. Rows must be lists.
        self._machine = Machine(
            model=None,
            states=list(lifecycle.states),
            initial=lifecycle.initial,
            transitions=[
                [t.trigger, source, "=" if t.stays else t.to]
                for t in lifecycle.transitions
                for source in t.from_
            ],
            auto_transitions=False,
            send_event=False,
        )

    def fire(self, state: str, trigger: str) -> str:
        """The state that `trigger` leads to from `state`.

        Raises MachineError where the lifecycle has no such move.
        """
        position = Position(state)
        event = self._machine.events.get(trigger)
        if event is None:
            raise MachineError(f"{self.lifecycle.lifecycle} has no action {trigger!r}")
        event.trigger(position)
        return position.state


_KEPT: dict[str, Runner] = {}


def runner(version: LifecycleVersion) -> Runner:
    """The runner of a stored version, built once in each process; its content, which is long, is
    read only then."""
    if version.content_hash not in _KEPT:
        lifecycle = Lifecycle.model_validate_json(version.content)
        _KEPT[version.content_hash] = Runner(lifecycle, version.content_hash)
    return _KEPT[version.content_hash]
