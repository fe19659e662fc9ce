"""Guards: each ensures one thing and gives one reason why not.

A lifecycle names a guard and its parameters; a new guard is one function here.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy import bindparam, func, select

from models import Donation, Enrolment, Initiative, Money, Problem, Role, RoleAssignment, Text
from models.initiative import initiative_group, initiative_problem
from workflow.errors import Blocker
from workflow.gate.attempt import Attempt
from workflow.lifecycles.document import GuardParameters

G = TypeVar("G", bound=Callable[..., Text | None])

GUARDS: dict[str, Callable[..., Text | None]] = {}


def guard(function: G) -> G:
    GUARDS[function.__name__] = function
    return function


def guard_blockers(attempt: Attempt) -> Iterator[Blocker]:
    """Every guard's reason why not."""
    for name, parameters in attempt.transition.guard_calls():
        reason = GUARDS[name](attempt, **parameters)
        if reason is not None:
            yield Blocker(name, reason)


def wrong_call(name: str, parameters: GuardParameters) -> str | None:
    """What is wrong with a lifecycle's use of a guard, if anything."""
    if name not in GUARDS:
        return f"there is no guard {name}; known: {', '.join(sorted(GUARDS))}"
    takes = dict(list(inspect.signature(GUARDS[name]).parameters.items())[1:])
    if takes.keys() != parameters.keys():
        return f"{name} takes {', '.join(takes) or 'no parameters'}"
    for parameter, given in parameters.items():
        if not isinstance(given, takes[parameter].annotation):
            wanted = "a whole number" if takes[parameter].annotation is int else "a text"
            return f"{name}: {parameter} must be {wanted}"
    return None


# Asked at every submission, so they are statements made once, and no rows become objects.
_ENROLMENT = select(Enrolment.state).where(
    Enrolment.programme_id == bindparam("programme"), Enrolment.district_id == bindparam("district")
)
_GROUP = select(func.count()).where(initiative_group.c.initiative_id == bindparam("initiative"))
_PROBLEMS = (
    select(Problem.district_id)
    .distinct()
    .join(initiative_problem, initiative_problem.c.problem_id == Problem.id)
    .where(initiative_problem.c.initiative_id == bindparam("initiative"))
)


def _initiative(attempt: Attempt) -> Initiative:
    assert isinstance(attempt.subject, Initiative), f"{attempt.subject.kind} is no initiative"
    return attempt.subject


@guard
def stage_is_open(attempt: Attempt, stage: str) -> Text | None:
    """Today lies within the stage of the programme's calendar."""
    first, last = attempt.timetable.stages[stage]
    if first <= attempt.timetable.local_day(attempt.now) <= last:
        return None
    return Text(
        en=f"This is possible from {first:%d.%m.%Y} to {last:%d.%m.%Y}.",
        ru=f"Это возможно с {first:%d.%m.%Y} по {last:%d.%m.%Y}.",
    )


@guard
def moment_has_come(attempt: Attempt, field: str) -> Text | None:
    """The moment that the subject itself carries is not ahead."""
    moment = attempt.subject.attribute(field)
    if attempt.now >= moment:
        return None
    local = moment.astimezone(attempt.timetable.zone)
    return Text(en=f"Not before {local:%d.%m.%Y %H:%M}.", ru=f"Не раньше {local:%d.%m.%Y %H:%M}.")


@guard
def district_takes_part(attempt: Attempt, state: str) -> Text | None:
    """The initiative's district has come as far as `state` on its way into the programme."""
    district = {
        "programme": attempt.subject.programme_id,
        "district": attempt.subject.district_id,
    }
    if attempt.session.connection().execute(_ENROLMENT, district).scalar() == state:
        return None
    return Text(
        en="The district has not entered the programme: its deputy applies, it is selected and "
        "gets a curator.",
        ru="Округ не включён в программу: депутат подаёт заявку, округ проходит отбор и получает "
        "куратора.",
    )


@guard
def group_has_at_least(attempt: Attempt, members: int) -> Text | None:
    """The initiative group is large enough."""
    initiative = {"initiative": attempt.subject.id}
    have = attempt.session.connection().execute(_GROUP, initiative).scalar_one()
    if have >= members:
        return None
    return Text(
        en=f"The initiative group has {have} of at least {members} members: invite more.",
        ru=f"В инициативной группе {have}, нужно не меньше {members}: пригласите ещё.",
    )


@guard
def addresses_problem_of_its_district(attempt: Attempt) -> Text | None:
    """It names at least one problem or growth point, all of its own district."""
    initiative = {"initiative": attempt.subject.id}
    districts = attempt.session.connection().execute(_PROBLEMS, initiative).scalars()
    if set(districts) == {attempt.subject.district_id}:
        return None
    return Text(
        en="Name the problems or growth points of this district that the initiative addresses.",
        ru="Укажите проблемы или точки роста своего округа, на которые направлена инициатива.",
    )


@guard
def summary_has_at_least(attempt: Attempt, characters: int) -> Text | None:
    """The proposal says enough to be judged."""
    have = len(_initiative(attempt).summary.strip())
    if have >= characters:
        return None
    return Text(
        en=f"The summary has {have} characters; tell more, at least {characters}.",
        ru=f"В описании {have} знаков; расскажите подробнее, не меньше {characters}.",
    )


@guard
def request_at_most(attempt: Attempt, amount: str) -> Text | None:
    """It asks for no more than one initiative may get."""
    initiative = _initiative(attempt)
    most = Money.parse(amount, initiative.currency)
    if initiative.requested <= most.minor:
        return None
    return Text(
        en=f"It asks for {initiative.request.in_('en')}; the most is {most.in_('en')}.",
        ru=f"Запрошено {initiative.request.in_('ru')}; не больше {most.in_('ru')}.",
    )


@guard
def slot_is_free(attempt: Attempt) -> Text | None:
    """The district has fewer supported initiatives than the programme supports in each."""
    attempt.lock_programme()
    slots = attempt.programme.slots_per_district
    used = attempt.session.scalar(
        select(func.count(Initiative.id)).where(
            Initiative.programme_id == attempt.subject.programme_id,
            Initiative.district_id == attempt.subject.district_id,
            Initiative.awarded.is_not(None),
        )
    )
    if (used or 0) < slots:
        return None
    return Text(
        en=f"All {slots} initiatives of the district are chosen: put it on the reserve list.",
        ru=f"В округе уже поддержаны все {slots}: включите инициативу в резервный список.",
    )


@guard
def money_is_available(attempt: Attempt) -> Text | None:
    """Donations received, less what is awarded, cover the request."""
    attempt.lock_programme()
    initiative = _initiative(attempt)
    programme_id = initiative.programme_id
    received = attempt.session.scalar(
        select(func.coalesce(func.sum(Donation.amount), 0)).where(
            Donation.programme_id == programme_id, Donation.currency == initiative.currency
        )
    )
    awarded = attempt.session.scalar(
        select(func.coalesce(func.sum(Initiative.awarded), 0)).where(
            Initiative.programme_id == programme_id, Initiative.currency == initiative.currency
        )
    )
    free = Money(int(received or 0) - int(awarded or 0), initiative.currency)
    if initiative.requested <= free.minor:
        return None
    return Text(
        en=f"{free.in_('en')} is free and {initiative.request.in_('en')} is asked for: put it on "
        "the reserve list.",
        ru=f"Свободно {free.in_('ru')}, запрошено {initiative.request.in_('ru')}: включите "
        "инициативу в резервный список.",
    )


@guard
def person_is_curator(attempt: Attempt, fact: str) -> Text | None:
    """The person named is one whom the administration gave the programme as a curator."""
    named = attempt.facts.get(fact)
    if named is None:
        return None  # that the fact is missing is said already
    curator = attempt.session.scalar(
        select(RoleAssignment.id).where(
            RoleAssignment.programme_id == attempt.subject.programme_id,
            RoleAssignment.person_id == named,
            RoleAssignment.role == Role.CURATOR,
        )
    )
    if curator is not None:
        return None
    return Text(
        en="This person is not a curator of the programme: the administration names them first.",
        ru="Этот человек не куратор программы: сначала его закрепляет администрация.",
    )
