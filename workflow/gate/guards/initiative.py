from sqlalchemy import bindparam, func, select

from models import (
    Enrolment,
    Initiative,
    Money,
    Problem,
    ProposalVersion,
    Role,
    RoleAssignment,
    Text,
)
from models.initiative import initiative_group, initiative_problem
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.proposals import content_of, latest_number

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
def proposal_is_changed(attempt: Attempt) -> Text | None:
    """A revision says something that the version before did not."""
    if not attempt.takes_effect:
        return None
    initiative = _initiative(attempt)
    number = latest_number(attempt.session, initiative.id)
    latest = attempt.session.get(ProposalVersion, (initiative.id, number))
    if latest is None or latest.content != content_of(initiative):
        return None
    return Text(
        en="Nothing is changed: say what the proposal is to say from now on.",
        ru="Ничего не изменено: укажите, что должно быть в заявке.",
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
