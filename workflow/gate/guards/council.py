"""Who sits on the council, and the ties and rules that its members have."""

from datetime import date

from sqlalchemy import select

from models import Constituency, Relation, Review, Text
from workflow.council.conflicts import LIFTABLE, conflict, initiative_of
from workflow.council.members import members
from workflow.council.rules import parsed, rules_of, stored_rules
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard


@guard
def constituency_is_known(attempt: Attempt) -> Text | None:
    """The member is appointed by a constituency that the programme has."""
    known = attempt.session.scalars(
        select(Constituency.code).where(Constituency.programme_id == attempt.subject.programme_id)
    ).all()
    given = attempt.facts.get("constituency")
    if given is None or given in known:
        return None
    return Text(
        en=f"There is no constituency {str(given)[:40]}; known: {', '.join(known)}.",
        ru=f"Нет такой части совета: {str(given)[:40]}. Есть: {', '.join(known)}.",
    )


@guard
def term_is_in_order(attempt: Attempt) -> Text | None:
    """The term of office does not end before it begins."""
    since, until = attempt.facts.get("since"), attempt.facts.get("until")
    try:
        in_order = date.fromisoformat(str(since)) <= date.fromisoformat(str(until))
    except ValueError:
        return None  # that a day is missing or no day is said already
    if in_order:
        return None
    return Text(
        en="The term ends before it begins: mind the days.",
        ru="Срок полномочий кончается раньше, чем начинается: проверьте даты.",
    )


@guard
def is_council_member(attempt: Attempt, fact: str) -> Text | None:
    """The person named sits on the council today, or on the first day of the term told."""
    named, since = attempt.facts.get(fact), attempt.facts.get("since")
    today = attempt.timetable.local_day(attempt.now)
    try:
        day = date.fromisoformat(since) if isinstance(since, str) else today
    except ValueError:
        return None  # that it is no day is said already
    seats = members(attempt.session, attempt.subject.programme_id, day)
    if named is None or named in {seat.person_id for seat in seats}:
        return None
    return Text(
        en="This person is not a member of the council: appoint them first.",
        ru="Этот человек не входит в состав совета: сначала включите его в состав.",
    )


@guard
def somebody_else(attempt: Attempt, fact: str) -> Text | None:
    """The person named is not the one who acts."""
    if attempt.actor.person_id is None or attempt.facts.get(fact) != attempt.actor.person_id:
        return None
    return Text(
        en="This is about you: another person does it.",
        ru="Это касается вас самих: это делает другой человек.",
    )


@guard
def two_people(attempt: Attempt) -> Text | None:
    """A relation is between two."""
    member, other = attempt.facts.get("member"), attempt.facts.get("other")
    if member is None or member != other:
        return None
    return Text(en="Name two different people.", ru="Укажите двух разных людей.")


@guard
def relation_stands(attempt: Attempt) -> Text | None:
    """The relation was declared and not withdrawn."""
    declared = attempt.session.scalar(
        select(Relation.id).where(
            Relation.programme_id == attempt.subject.programme_id,
            Relation.member_id == attempt.facts.get("member"),
            Relation.other_id == attempt.facts.get("other"),
            Relation.stands,
        )
    )
    if declared is not None:
        return None
    return Text(
        en="No such relation is declared.",
        ru="Такая связь не заявлена.",
    )


@guard
def conflict_stands(attempt: Attempt) -> Text | None:
    """The member has a conflict on that ground, and it is one that may be lifted."""
    member, ground = attempt.facts.get("member"), attempt.facts.get("ground")
    initiative = initiative_of(attempt.subject)
    if not isinstance(member, int) or initiative is None:
        return None  # that nobody is named is said already
    today = attempt.timetable.local_day(attempt.now)
    grounds = conflict(attempt.session, initiative.id, member, today)
    if ground in grounds and ground in LIFTABLE:
        return None
    if ground in grounds:
        return Text(
            en="A member of the initiative group never decides on it: if the group is wrong, "
            "correct the group.",
            ru="Член инициативной группы не решает о своей инициативе: если состав группы указан "
            "неверно, исправьте его.",
        )
    have = ", ".join(grounds)
    return Text(
        en=f"There is no such conflict; there is: {have or 'none'}.",
        ru=f"Такого конфликта нет; есть: {have or 'никаких'}.",
    )


@guard
def rubric_stays_once_reviews_began(attempt: Attempt) -> Text | None:
    """Scores given by different rubrics cannot be compared."""
    asked = stored_rules(attempt.session, attempt.programme.id, attempt.facts.get("rules"))
    if asked is None:
        return Text(en="No such rules are stored.", ru="Таких правил в базе нет.")
    begun = select(Review.id).where(Review.programme_id == attempt.subject.programme_id).limit(1)
    if attempt.session.scalar(begun) is None:
        return None
    asked_rubric = parsed(asked.content_hash, asked.content).rubric
    if asked_rubric == rules_of(attempt.session, attempt.programme.id).rubric:
        return None
    return Text(
        en="Experts are reviewing by the present rubric: it stays until the competition's end.",
        ru="Экспертиза уже идёт по нынешним критериям: они остаются до конца конкурса.",
    )
