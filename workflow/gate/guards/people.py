"""What has to be settled before a person is erased."""

from json import JSONDecodeError, loads

from sqlalchemy import or_, select

from models import Consent, Initiative, Person, Review, Role, RoleAssignment, Text
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.gate.permissions import REVIEWING, ROLE_TITLES
from workflow.lifecycles.machine import runner
from workflow.people.erasure.looking import naming_of
from workflow.people.erasure.papers import papers_of

LONGEST_DOCUMENT = 200
ARCHIVED = "archived"
"""What is told of papers that are in the foundation's archive."""
SHOWN = 5


def _person(attempt: Attempt) -> Person:
    assert isinstance(attempt.subject, Consent), f"{attempt.subject.kind} is nobody's consent"
    return attempt.subject.person


@guard
def document_is_short(attempt: Attempt) -> Text | None:
    """What the consent was given by fits on one line of the register."""
    have = len(str(attempt.facts.get("document", "")).strip())
    if have <= LONGEST_DOCUMENT:
        return None
    return Text(
        en=f"The document has {have} characters; name it in {LONGEST_DOCUMENT}.",
        ru=f"Документ: {have} знаков; назовите его не длиннее {LONGEST_DOCUMENT}.",
    )


@guard
def leads_nothing_under_way(attempt: Attempt) -> Text | None:
    """No initiative goes on without a leader."""
    led = select(Initiative).where(Initiative.leader_id == _person(attempt).id)
    open_ = [
        initiative.code
        for initiative in attempt.session.scalars(led.order_by(Initiative.code))
        if not runner(initiative.lifecycle_version).lifecycle.states[initiative.state].final
    ]
    if not open_:
        return None
    codes = ", ".join(open_)
    return Text(
        en=f"They lead initiatives that are not over: {codes}. See each to its end first, or have "
        "it withdrawn or terminated.",
        ru=f"Человек руководит незавершёнными инициативами: {codes}. Сначала завершите каждую, "
        "отзовите или прекратите её.",
    )


@guard
def holds_no_office(attempt: Attempt) -> Text | None:
    """Nobody who still holds an office is erased; to live in a district is none."""
    today = attempt.timetable.local_day(attempt.now)
    held = select(RoleAssignment.role).where(
        RoleAssignment.person_id == _person(attempt).id,
        RoleAssignment.role != Role.RESIDENT,
        or_(RoleAssignment.until.is_(None), RoleAssignment.until >= today),
    )
    roles = sorted(set(attempt.session.scalars(held)))
    if not roles:
        return None
    en = ", ".join(ROLE_TITLES[role].in_("en") for role in roles)
    ru = ", ".join(ROLE_TITLES[role].ru for role in roles)
    return Text(
        en=f"They still hold an office ({en}): end it first, for the council with “vmeste "
        "council” and else with `until` in the programme's document.",
        ru=f"Человек ещё занимает должность ({ru}): сначала прекратите полномочия, в совете — "
        "командой «vmeste council», иначе — полем until в документе программы.",
    )


@guard
def owes_no_review(attempt: Attempt) -> Text | None:
    """No review waits for them."""
    theirs = select(Review.code).where(
        Review.expert_id == _person(attempt).id,
        Review.state.in_([state for state in REVIEWING if state != "submitted"]),
    )
    codes = ", ".join(attempt.session.scalars(theirs.order_by(Review.code)))
    if not codes:
        return None
    return Text(
        en=f"Reviews wait for them: {codes}. Release them from each first.",
        ru=f"За человеком числятся экспертизы: {codes}. Сначала освободите его от каждой.",
    )


@guard
def consents_to_nothing_else(attempt: Attempt) -> Text | None:
    """The person is one for all programmes: no other may go on with them."""
    others = select(Consent).where(
        Consent.person_id == _person(attempt).id,
        Consent.id != attempt.subject.id,
        Consent.state == "given",
    )
    if attempt.session.scalar(others.limit(1)) is None:
        return None
    return Text(
        en="Their consent in another programme stands, and a person is erased as a whole: record "
        "its withdrawal there first.",
        ru="В другой программе согласие этого человека действует, а удаляются данные целиком: "
        "сначала запишите отзыв и там.",
    )


@guard
def papers_are_archived(attempt: Attempt) -> Text | None:
    """What law makes the foundation keep is kept on paper."""
    if attempt.facts.get("papers") in (None, ARCHIVED):
        return None
    person = _person(attempt)
    papers = papers_of(attempt.session, person, naming_of(attempt.session, person))
    if not papers:
        return None
    more = f", … ({len(papers)})" if len(papers) > SHOWN else ""
    named = ", ".join(papers[:SHOWN]) + more
    return Text(
        en=f"Law makes the foundation keep agreements and receipts: {named}. Put them into its "
        "archive and confirm it with --papers-archived.",
        ru=f"Договоры и платёжные документы фонд обязан хранить: {named}. Поместите их в архив и "
        "подтвердите это ключом --papers-archived.",
    )


@guard
def names_nobody(attempt: Attempt) -> Text | None:
    """The reason does not bring back what is erased."""
    person = _person(attempt)
    if not attempt.reason or not naming_of(attempt.session, person).hits(attempt.reason):
        return None
    return Text(
        en="The reason names whom it erases: write it without the name.",
        ru="В основании назван тот, чьи данные удаляются: напишите его без имени.",
    )


@guard
def lists_are_written_well(attempt: Attempt) -> Text | None:
    """Texts and files to erase are lists of references and of numbers."""
    for name, kind in (("texts", str), ("files", int)):
        if name in attempt.facts and not _is_list_of(attempt.facts[name], kind):
            return Text(
                en=f"{name}: give a list as JSON, such as [] for none.",
                ru=f"{name}: дайте список в JSON, например [], если таких нет.",
            )
    return None


def _is_list_of(given: object, kind: type) -> bool:
    try:
        told = loads(str(given))
    except JSONDecodeError:
        return False
    return isinstance(told, list) and all(type(each) is kind for each in told)
