"""What a group asks to change in the plan of its initiative while it is carried out."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import ChangeRequest, IdempotencyKey, Initiative, Programme, Text
from models.money import LARGEST
from workflow.actor import Actor
from workflow.errors import Blocker, KeyReused, Refusal
from workflow.gate import perform
from workflow.gate.perform import lock
from workflow.gate.repeats import OTHER_REQUEST
from workflow.programme.lookup import lifecycle_version


def request_change(
    session: Session,
    initiative: Initiative,
    *,
    milestones: Mapping[int, date],
    budget: Mapping[int, int],
    reason: str,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> ChangeRequest:
    """Ask to change the plan: `milestones` gives new days by ordinal, `budget` new amounts by the
    ordinal of a line, in the currency's smallest unit; what is not named stays.

    `key` names the request: its repeat is answered with what it asked before. Raises Refusal;
    KeyReused if the key came before with another request.
    """
    lock(session, initiative)
    days = {str(ordinal): day.isoformat() for ordinal, day in sorted(milestones.items())}
    amounts = {str(ordinal): amount for ordinal, amount in sorted(budget.items())}
    if key is not None and (known := session.get(IdempotencyKey, key)) is not None:
        earlier = session.get(ChangeRequest, known.subject_id)
        if earlier is None or (earlier.milestones, earlier.budget) != (days, amounts):
            raise KeyReused([OTHER_REQUEST])
        perform(session, earlier, "request", actor=actor, now=now, reason=reason, key=key)
        return earlier
    if blockers := [*_unfit(initiative, milestones, budget)]:
        raise Refusal(blockers)
    programme = session.get_one(Programme, initiative.programme_id)
    request = ChangeRequest(
        programme_id=initiative.programme_id,
        district_id=initiative.district_id,
        code=_free_code(session, initiative),
        initiative=initiative,
        milestones=days,
        budget=amounts,
        lifecycle_version=lifecycle_version(session, programme, "change_request"),
        changed_at=now,
    )
    session.add(request)
    perform(session, request, "request", actor=actor, now=now, reason=reason, key=key)
    return request


def _free_code(session: Session, initiative: Initiative) -> str:
    ours = select(func.count()).where(ChangeRequest.initiative_id == initiative.id)
    return f"{initiative.code}.c{session.scalars(ours).one() + 1}"


def _unfit(
    initiative: Initiative, milestones: Mapping[int, date], budget: Mapping[int, int]
) -> Iterator[Blocker]:
    """Why it cannot be stored, or says nothing; whether the plan allows it is a guard's matter."""
    if any(not 0 < amount <= LARGEST for amount in budget.values()):
        yield _NO_AMOUNT
    days = {milestone.ordinal: milestone.planned_on for milestone in initiative.milestones}
    lines = {line.ordinal: line.planned for line in initiative.budget}
    asked = milestones or budget
    if asked and days | dict(milestones) == days and lines | dict(budget) == lines:
        yield _AS_PLANNED


_NO_AMOUNT = Blocker(
    "amount_unfit",
    Text(
        en="Every line of the budget keeps an amount above zero.",
        ru="В каждой строке сметы должна остаться сумма больше нуля.",
    ),
)
_AS_PLANNED = Blocker(
    "as_planned",
    Text(
        en="The plan says so already: ask for another day or another amount.",
        ru="Так уже записано в плане: укажите другой день или другую сумму.",
    ),
)
