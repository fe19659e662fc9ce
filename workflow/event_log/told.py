"""What a log says of each entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import loads
from typing import Any

from sqlalchemy import Result, Row, Select, select
from sqlalchemy.orm import Session

from models import LifecycleVersion
from workflow.event_log.acting import Acting
from workflow.event_log.further import further
from workflow.event_log.logged import LoggedEvent, Place, Telling
from workflow.event_log.scope import OF_INITIATIVES, OF_PROGRAMMES, Scope
from workflow.lifecycles.document import CLOCK, Lifecycle, Transition
from workflow.lifecycles.machine import runner

CASCADE = "cascade"
"""Who acted, where one action followed from another."""
BATCH = 500
_KINDS = {kind.__tablename__ for kind in OF_INITIATIVES + OF_PROGRAMMES}


def streamed(
    session: Session, statement: Select[Any], batch: int, **given: Sequence[int]
) -> Result[Any]:
    """Rows that the database hands out by the batch: only the statement's own option has it keep
    the others back."""
    return session.execute(statement.execution_options(yield_per=batch), given)


class Teller:
    """Makes events of entries, a batch at a time."""

    def __init__(self, session: Session, scope: Scope, telling: Telling) -> None:
        self._session, self._scope, self._telling = session, scope, telling
        self._acting = Acting(session, scope)
        self._lifecycles: dict[str, Lifecycle] = {}

    def events(self, batches: Iterable[Sequence[Row[Any]]]) -> Iterator[LoggedEvent]:
        for rows in batches:
            asked_for = further(self._session, rows, self._telling)
            for row in rows:
                yield self._event(row, asked_for.get((row.subject_id, row.sequence), {}))

    def transition(self, lifecycle_hash: str, from_state: str, action: str) -> Transition | None:
        """None where the lifecycle has no such move: to find that is the business of who verifies
        histories."""
        return self.lifecycle(lifecycle_hash).moves.get((from_state, action))

    def lifecycle(self, lifecycle_hash: str) -> Lifecycle:
        if lifecycle_hash not in self._lifecycles:
            kept = select(LifecycleVersion).where(LifecycleVersion.content_hash == lifecycle_hash)
            self._lifecycles[lifecycle_hash] = runner(self._session.scalars(kept).one()).lifecycle
        return self._lifecycles[lifecycle_hash]

    def _event(self, row: Row[Any], asked_for: Mapping[str, str | int]) -> LoggedEvent:
        telling = self._telling
        transition = self.transition(row.lifecycle_hash, row.from_state, row.action)
        role, group = self._acting.role(row, transition.by if transition else ())
        resource, follows_from = self._who(row)
        behalf = row.on_behalf_of_id
        return LoggedEvent(
            initiative_id=row.initiative_id,
            kind=row.kind,
            code=row.code,
            sequence=row.sequence,
            action=row.action,
            title=transition.title.in_(telling.language) if transition else row.action,
            at=row.at.astimezone(self._scope.timetable.zone),
            from_state=row.from_state,
            to_state=row.to_state,
            resource=resource,
            role=role,
            group=group,
            actor_id=row.actor_id,
            on_behalf_of=None if behalf is None else telling.pseudonyms.of(behalf),
            follows_from=follows_from,
            remark=row.remark,
            hours_late=loads(row.facts).get("hours_late"),
            lifecycle=row.lifecycle_hash,
            further=asked_for,
            place=Place(row.initiative, row.district, row.meeting, row.expert_id),
        )

    def _who(self, row: Row[Any]) -> tuple[str, str | None]:
        """A flow by its name; what followed from another action names it, if the log tells of its
        kind."""
        if row.actor_id is not None:
            return self._telling.pseudonyms.of(row.actor_id), None
        kind, slash, _ = (row.flow or CLOCK).partition("/")
        if not slash:
            return kind, None
        return CASCADE, row.flow if kind in _KINDS else None
