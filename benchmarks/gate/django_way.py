from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from benchmarks.gate import django_contest
from benchmarks.gate.decision import (
    COORDINATOR_LETTER,
    LEADER_LETTER,
    NOW,
    REVIEW,
    REVIEW_DUE,
    Trace,
)
from benchmarks.gate.django_peer import Deadline, OutboxMessage, Proposal, Review, RoleAssignment
from workflow.deadlines.timetable import Timetable


class Django:
    """Django with django-fsm-2, django-fsm-log and an outbox."""

    name = "Django"

    def __init__(self, timetable: Timetable, leader: Any, proposals: Iterator[int]) -> None:
        self.proposals = proposals
        self._timetable = timetable
        self._leader = leader

    def decide(self, proposal_id: int) -> None:
        with transaction.atomic():
            proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
            proposal.today = self._timetable.local_day(NOW)
            # `django_fsm.has_transition_perm` would run the conditions, which `submit` runs, twice
            rule = proposal.submit._django_fsm
            if not rule.has_transition_perm(proposal, proposal.state, self._leader):
                raise PermissionError(f"proposal {proposal_id} cannot be submitted")
            proposal.submit(now=NOW, by=self._leader)
            proposal.save(update_fields=["state", "changed_at"])
            self._close_deadlines(proposal)
            self._open_review(proposal)
            self._queue_letters(proposal)
            list(Review.objects.filter(proposal=proposal))

    def _close_deadlines(self, proposal: Proposal) -> None:
        for deadline in Deadline.objects.filter(proposal=proposal, closed_at=None):
            deadline.outcome = "missed" if deadline.due_at < NOW else "met"
            deadline.closed_at = NOW
            deadline.acts_at = None
            deadline.save(update_fields=["outcome", "closed_at", "acts_at"])

    def _open_review(self, proposal: Proposal) -> None:
        due_at = self._timetable.due_at(REVIEW_DUE, NOW)
        Deadline.objects.create(
            proposal=proposal, name=REVIEW, opened_at=NOW, due_at=due_at, acts_at=due_at
        )

    def _queue_letters(self, proposal: Proposal) -> None:
        held = RoleAssignment.on(proposal.today, proposal.district_id).filter(role="coordinator")
        letters = [(LEADER_LETTER, proposal.leader_id)]
        people = held.values_list("person", flat=True)
        letters += [(COORDINATOR_LETTER, person) for person in people]
        OutboxMessage.objects.bulk_create(
            OutboxMessage(
                key=f"{proposal.pk}.{NOW:%Y%m%d%H%M%S}.{template}.{person}",
                recipient_id=person,
                proposal=proposal,
                template=template,
                queued_at=NOW,
                next_attempt_at=NOW,
            )
            for template, person in letters
        )

    def trace(self, proposal_id: int) -> Trace:
        return django_contest.trace(proposal_id)

    def close(self) -> None:
        connection.close()
