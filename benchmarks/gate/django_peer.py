"""The same decision as a Django project would keep it: settings, tables, transition.

django-fsm-2 guards the state, django-fsm-log writes the history (without a hash chain).
"""

from datetime import datetime
from typing import Any

import django
from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition
from django_fsm_log.decorators import fsm_log_by

from benchmarks.gate.decision import (
    ENROLLED,
    FROM_STATE,
    LEAST_CHARACTERS,
    LEAST_MEMBERS,
    MOST_KOPECKS,
    TO_STATE,
)

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django_fsm",
        "django_fsm_log",
        "benchmarks",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    DEBUG=False,
)
django.setup()

PERSON = settings.AUTH_USER_MODEL


class District(models.Model):
    code = models.CharField(max_length=40, unique=True)


class Enrolment(models.Model):
    district = models.OneToOneField(District, on_delete=models.PROTECT)
    state = FSMField(default="new", protected=True)


class Problem(models.Model):
    district = models.ForeignKey(District, on_delete=models.PROTECT)


class RoleAssignment(models.Model):
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, db_index=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    @classmethod
    def on(cls, day: Any, district_id: int) -> "models.QuerySet[RoleAssignment]":
        return cls.objects.filter(
            models.Q(until=None) | models.Q(until__gte=day),
            models.Q(district=None) | models.Q(district=district_id),
            since__lte=day,
        )


def district_takes_part(proposal: "Proposal") -> bool:
    return Enrolment.objects.filter(district=proposal.district_id, state=ENROLLED).exists()


def group_is_large_enough(proposal: "Proposal") -> bool:
    return proposal.group.count() >= LEAST_MEMBERS


def addresses_problem_of_its_district(proposal: "Proposal") -> bool:
    districts = set(proposal.addresses.values_list("district", flat=True))
    return districts == {proposal.district_id}


def says_enough(proposal: "Proposal") -> bool:
    return len(proposal.summary.strip()) >= LEAST_CHARACTERS


def asks_within_limit(proposal: "Proposal") -> bool:
    return proposal.requested <= MOST_KOPECKS


def budget_adds_up(proposal: "Proposal") -> bool:
    return sum(line.planned for line in proposal.budget.all()) == proposal.requested


def milestones_are_planned(proposal: "Proposal") -> bool:
    return bool(list(proposal.milestones.all()))


def may_submit(proposal: "Proposal", person: Any) -> bool:
    """The roles are read as the gate reads them: the leader may, by relation."""
    held = RoleAssignment.on(proposal.today, proposal.district_id).filter(person=person)
    roles = {*held.values_list("role", flat=True)}
    if proposal.leader_id == person.pk:
        roles.add("leader")
    return "leader" in roles


class Proposal(models.Model):
    code = models.CharField(max_length=40, unique=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT)
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=4000)
    requested = models.BigIntegerField()
    state = FSMField(default=FROM_STATE, protected=True, db_index=True)
    changed_at = models.DateTimeField()
    group = models.ManyToManyField(PERSON, related_name="+")
    addresses = models.ManyToManyField(Problem, related_name="+")

    today: Any = None
    """The day of the decision where the programme is."""

    @fsm_log_by
    @transition(
        field=state,
        source=[FROM_STATE, "returned"],
        target=TO_STATE,
        permission=may_submit,
        conditions=[
            district_takes_part,
            group_is_large_enough,
            addresses_problem_of_its_district,
            says_enough,
            asks_within_limit,
            budget_adds_up,
            milestones_are_planned,
        ],
    )
    def submit(self, now: datetime, by: Any) -> None:
        self.changed_at = now


class BudgetLine(models.Model):
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="budget")
    title = models.CharField(max_length=200)
    planned = models.BigIntegerField()


class Milestone(models.Model):
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    planned_on = models.DateField()


class Review(models.Model):
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT)
    state = FSMField(default="assigned", protected=True)


class Deadline(models.Model):
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    acts_at = models.DateTimeField(null=True)
    step = models.IntegerField(default=0)
    outcome = models.CharField(max_length=20, null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "name", "opened_at"], name="once")
        ]
        indexes = [
            models.Index(
                fields=["acts_at"], condition=~models.Q(acts_at=None), name="acting_deadline"
            ),
            models.Index(
                fields=["due_at"], condition=models.Q(closed_at=None), name="open_deadline"
            ),
        ]


class Reminder(models.Model):
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, db_index=False)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deadline", "due_at"], name="one_a_moment")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="to_remind")
        ]


class OutboxMessage(models.Model):
    key = models.CharField(max_length=120, unique=True)
    recipient = models.ForeignKey(PERSON, on_delete=models.PROTECT)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT)
    template = models.CharField(max_length=60)
    category = models.CharField(max_length=20, default="obligation")
    queued_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(delivered_at=None), name="to_send"
            )
        ]


TABLES = (
    District,
    Enrolment,
    Problem,
    RoleAssignment,
    Proposal,
    BudgetLine,
    Milestone,
    Review,
    Deadline,
    Reminder,
    OutboxMessage,
)
