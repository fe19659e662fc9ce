"""A Django database with the same competition as `benchmarks.contest` makes."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, connections, transaction
from sqlalchemy import make_url

from benchmarks.gate.decision import ACTION, ENROLLED, Trace
from benchmarks.gate.django_peer import (
    TABLES,
    BudgetLine,
    Deadline,
    District,
    Enrolment,
    Milestone,
    OutboxMessage,
    Problem,
    Proposal,
    Reminder,
    RoleAssignment,
)
from models import Role
from tests.make import NOON, SUMMARY
from workflow.deadlines.timetable import Timetable
from workflow.lifecycles.document import Due

SUBMISSION_DUE, SUBMISSION_REMINDERS = Due(end_of="proposals"), (7, 1)


def use(url: str) -> None:
    """Point Django at this database, instead of the one before, and keep the connection open."""
    connections["default"].close()
    del connections["default"]
    given = {"default": _settings(url) | {"CONN_MAX_AGE": None}}
    connections.databases.update(connections.configure_settings(given))
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()


def _settings(url: str) -> dict[str, Any]:
    """The care that `models.database` takes; on PostgreSQL prepared statements, as SQLAlchemy
    has them."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        pragmas = "journal_mode=wal", "synchronous=full", "recursive_triggers=on"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parsed.database,
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": ";".join(f"pragma {pragma}" for pragma in pragmas),
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parsed.database,
        "USER": parsed.username or "",
        "PASSWORD": parsed.password or "",
        "HOST": parsed.host or parsed.query.get("host", ""),
        "PORT": parsed.port or parsed.query.get("port", ""),
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


def fill(timetable: Timetable, count: int) -> tuple[Any, list[int]]:
    """Make the tables, the people, and proposals that wait; the leader and the proposals."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for table in TABLES:
            editor.create_model(table)
    with transaction.atomic():
        people = _people()
        proposals = _proposals(people, count)
        _deadlines(timetable, proposals)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return people["leader"], [proposal.pk for proposal in proposals]


def _people() -> dict[str, Any]:
    district = District.objects.create(code="1")
    Enrolment.objects.create(district=district, state=ENROLLED)
    Problem.objects.create(district=district)
    model = get_user_model()
    names = (*Role, "leader", "neighbour", "friend", "other_deputy")
    people = {
        name: model.objects.create(username=name, email=f"{name}@example.org") for name in names
    }
    for role in Role:
        own = district if role in (Role.DEPUTY, Role.RESIDENT) else None
        RoleAssignment.objects.create(
            person=people[role], role=role, district=own, since=date(2026, 3, 1)
        )
    return people


def _proposals(people: dict[str, Any], count: int) -> list[Proposal]:
    proposals = Proposal.objects.bulk_create(
        Proposal(
            code=f"1-{number}",
            district=District.objects.get(),
            leader=people["leader"],
            title="Площадка",
            summary=SUMMARY.strip(),
            requested=50_000_00,
            changed_at=NOON,
        )
        for number in range(count)
    )
    for proposal in proposals:
        proposal.group.set([people["leader"], people["neighbour"], people["friend"]])
        proposal.addresses.set(Problem.objects.all())
        for title, planned in (("Материалы", 40_000_00), ("Доставка", 10_000_00)):
            BudgetLine.objects.create(proposal=proposal, title=title, planned=planned)
        for title, day in (("Площадка", date(2026, 8, 31)), ("Праздник", date(2026, 9, 15))):
            Milestone.objects.create(proposal=proposal, title=title, planned_on=day)
    return proposals


def _deadlines(timetable: Timetable, proposals: list[Proposal]) -> None:
    due_at = timetable.due_at(SUBMISSION_DUE, NOON)
    opened = Deadline.objects.bulk_create(
        Deadline(
            proposal=proposal, name="submission", opened_at=NOON, due_at=due_at, acts_at=due_at
        )
        for proposal in proposals
    )
    Reminder.objects.bulk_create(
        Reminder(deadline=deadline, due_at=at)
        for deadline in opened
        for at in timetable.reminders(due_at, SUBMISSION_REMINDERS, NOON)
    )


def trace(proposal_id: int) -> Trace:
    log = apps.get_model("django_fsm_log", "StateLog").objects.filter(object_id=proposal_id)
    deadlines = Deadline.objects.filter(proposal=proposal_id).order_by("name")
    letters = OutboxMessage.objects.filter(proposal=proposal_id).order_by("template")
    return Trace(
        Proposal.objects.get(pk=proposal_id).state,
        list(log.filter(transition=ACTION).values_list("transition", "source_state", "state")),
        list(deadlines.values_list("name", "outcome", "due_at")),
        list(letters.values_list("template", "recipient__email")),
    )
