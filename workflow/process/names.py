from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import LifecycleVersion, Programme, Subject, Text
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import lifecycle_version


@dataclass(frozen=True)
class Names:
    """What the states and actions of a kind are called, in the newest lifecycle that has them."""

    states: Mapping[str, Text]
    """In the order of the lifecycle; those that it has no longer come last."""
    actions: Mapping[tuple[str, str], Text]
    """(state, action) → title: the same action may be called otherwise elsewhere."""
    final: frozenset[str]

    def state(self, code: str) -> Text:
        return self.states.get(code, Text(ru=code))

    def action(self, state: str, code: str) -> Text:
        return self.actions.get((state, code), Text(ru=code))

    def place(self, code: str) -> tuple[int, str]:
        """Where the state stands in order."""
        order = list(self.states)
        return (order.index(code) if code in self.states else len(order), code)


def names_of(session: Session, programme: Programme, kind: str) -> Names:
    """Raises NotFound where the programme has no such lifecycle."""
    states, actions, final = dict[str, Text](), dict[tuple[str, str], Text](), set[str]()
    for lifecycle in _lifecycles(session, programme, kind):
        for code, state in lifecycle.states.items():
            states.setdefault(code, state.title)
            if state.final:
                final.add(code)
        for move, transition in lifecycle.moves.items():
            actions.setdefault(move, transition.title)
    return Names(states, actions, frozenset(final))


def versions_of(session: Session, programme: Programme, kind: str) -> list[LifecycleVersion]:
    """The version that new subjects of a kind are pinned to, then others that some are pinned to,
    the latest first."""
    newest = lifecycle_version(session, programme, kind)
    pinned = select(Subject.lifecycle_version_id).where(
        Subject.programme_id == programme.id, Subject.kind == kind
    )
    older = select(LifecycleVersion).where(
        LifecycleVersion.id.in_(pinned), LifecycleVersion.id != newest.id
    )
    return [newest, *session.scalars(older.order_by(LifecycleVersion.id.desc()))]


def _lifecycles(session: Session, programme: Programme, kind: str) -> Iterator[Lifecycle]:
    return (runner(version).lifecycle for version in versions_of(session, programme, kind))
