"""What a month's report says, and what it keeps to itself."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from models import Category, Checkpoint, Consent, Deadline, Initiative, OutboxMessage, Role, Text
from tests.make import Competition, appointed
from workflow.actor import Actor
from workflow.gate import perform
from workflow.oversight.findings import findings
from workflow.oversight.month import Month
from workflow.oversight.proof import Verified
from workflow.oversight.report import OversightReport, report
from workflow.people.access import What, note
from workflow.programme.lookup import lifecycle_version

MARCH, APRIL = Month(2026, 3), Month(2026, 4)
SOUND = Verified(True, Text(ru="Проверено.", en="Verified."))
IN_APRIL = datetime(2026, 4, 10, 5, tzinfo=UTC)
"""Midday there."""


def of(
    competition: Competition,
    month: Month = APRIL,
    *,
    names: bool = True,
    verified: Verified = SOUND,
) -> OversightReport:
    return report(
        competition.session,
        competition.programme,
        month,
        now=competition.now,
        names=names,
        verified=verified,
    )


def codes(found: OversightReport) -> list[str]:
    return [finding.code for finding in findings(found)]


def seen(competition: Competition, at: datetime, viewer: str | None = None, **given: int) -> None:
    note(
        competition.session,
        what=What.LETTERS,
        programme_id=competition.programme.id,
        viewer_id=competition.people[viewer].id if viewer else None,
        now=at,
        **given,
    )


def extended(competition: Competition, reason: str = "Эксперт болен") -> None:
    """In April, a deadline of a review falls later."""
    initiative = competition.at("expert_review")
    review = competition.reviews(initiative)[0]
    competition.now = IN_APRIL
    facts = {"deadline": "review", "until": "2026-04-30"}
    competition.act(review, "extend", "coordinator", reason=reason, facts=facts)


def test_quiet_month_is_calm(competition: Competition) -> None:
    competition.now = datetime(2026, 5, 1, 2, tzinfo=UTC)

    found = of(competition)

    assert codes(found) == []
    assert (found.standing_out, found.behalf, found.outages) == ([], [], [])
    assert (found.reading.times, found.dead_letters, found.is_over) == (0, {}, True)


def test_month_that_goes_on_is_said_to(competition: Competition) -> None:
    assert not of(competition, MARCH).is_over


def test_override_tells_what_when_by_whom_why_and_from_when_to_when(
    competition: Competition,
) -> None:
    extended(competition)

    (deed,) = of(competition).overrides

    assert deed.reference == "review/1-01.1"
    assert "Площадка" in deed.about.ru
    assert deed.action.ru == "Продлить срок"
    assert deed.by.said.ru == "Coordinator, руководитель программы"
    assert deed.reason == "Эксперт болен"
    assert f"{deed.at:%d.%m.%Y %H:%M}" == "10.04.2026 12:00"
    assert deed.was_due is not None
    assert deed.due is not None
    assert deed.was_due < deed.due
    assert f"{deed.due:%d.%m.%Y}" == "30.04.2026"
    assert codes(of(competition))[0] == "overrides"


def test_report_for_outsiders_names_roles_only(competition: Competition) -> None:
    extended(competition, "Coordinator и Neighbour договорились")

    (named,), (unnamed,) = (of(competition, names=names).overrides for names in (True, False))

    assert named.reason == "Coordinator и […] договорились"
    assert unnamed.by.said.ru == "руководитель программы"
    assert unnamed.reason == "[…] и […] договорились"


def test_residents_are_named_nowhere(competition: Competition) -> None:
    initiative = competition.initiative()
    competition.now = IN_APRIL
    actor = Actor.person(
        competition.people["coordinator"].id, on_behalf_of=competition.people["leader"].id
    )
    perform(competition.session, initiative, "submit", actor=actor, now=competition.now)

    found = of(competition)

    (deed,) = found.behalf
    assert deed.behalf is not None
    assert deed.behalf.said.ru == "лидер инициативной группы"
    said = str(asdict(found))
    assert not any(name in said for name in ("Leader", "Neighbour", "Friend"))
    assert codes(found) == ["behalf"]


def test_what_was_done_by_hand_is_told_apart(competition: Competition) -> None:
    initiative = competition.at("reserve")
    competition.now = IN_APRIL
    competition.act(initiative, "promote", "coordinator")

    found = of(competition)

    assert [deed.action.ru for deed in found.by_hand] == ["Поддержать из резерва"]
    assert found.overrides == []


def running(competition: Competition, *initiatives: Initiative) -> Sequence[Deadline]:
    """Open deadlines of the reviews of initiatives."""
    ours = [review.id for each in initiatives for review in competition.reviews(each)]
    return competition.session.scalars(
        select(Deadline).where(Deadline.subject_id.in_(ours), Deadline.closed_at.is_(None))
    ).all()


def test_late_steps_show_when_the_clock_stood_still(competition: Competition) -> None:
    first = competition.at("expert_review")
    second = competition.at("expert_review", "1-02", title="Сквер")
    due = running(competition, first, second)
    competition.now = max(each.due_at for each in due) + timedelta(hours=30)
    for each in due:
        competition.enforce(each.id)
    month = Month.of(competition.now.date())

    found = of(competition, month)

    (outage,) = found.outages
    assert outage.steps == len(due)
    assert outage.hours >= 30
    assert "outages" in codes(found)


def test_missed_deadlines_are_counted_by_role(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    due = running(competition, initiative)
    competition.now = max(each.due_at for each in due) + timedelta(minutes=5)
    for each in due:
        competition.enforce(each.id)
    found = of(competition, Month.of(competition.now.date()))

    assert found.deadlines.missed == len(due)
    assert sum(each.missed for each in found.deadlines.by_role) >= len(due)
    assert "missed" in codes(found)


def test_reads_are_counted_by_viewer_and_what(competition: Competition) -> None:
    for viewer in ("coordinator", "coordinator", None):
        seen(competition, IN_APRIL, viewer)

    found = of(competition)

    assert [(r.viewer.said.ru, r.what.ru, r.times) for r in found.reading.by_viewer] == [
        ("Coordinator, руководитель программы", "письма", 2),
        ("за консолью, не назвавшись", "письма", 1),
    ]
    assert (found.reading.times, found.reading.unnamed) == (3, 1)
    assert codes(found) == ["unnamed_reading"]


def unusual(competition: Competition) -> list[str]:
    return [each.what.ru for each in of(competition).reading.unusual]


@pytest.mark.parametrize(
    ("hour", "minute", "night"),
    [(21, 59, False), (22, 0, True), (5, 59, True), (6, 0, False)],
)
def test_night_is_from_ten_to_six_where_the_programme_is(
    competition: Competition, hour: int, minute: int, night: bool
) -> None:
    there = datetime(2026, 4, 10, hour, minute, tzinfo=UTC) - timedelta(hours=7)
    seen(competition, there, "coordinator")

    assert unusual(competition) == (["ночью, с 22:00 до 06:00: 1"] if night else [])


@pytest.mark.parametrize(("times", "is_unusual"), [(50, False), (51, True)])
def test_many_in_a_day_are_unusual(competition: Competition, times: int, is_unusual: bool) -> None:
    for _ in range(times):
        seen(competition, IN_APRIL, "coordinator")

    expected = ["за 10.04.2026: 51, больше 50 за день"]
    assert unusual(competition) == (expected if is_unusual else [])


@pytest.mark.parametrize(("times", "is_unusual"), [(10, False), (11, True)])
def test_many_of_one_thing_or_person_are_unusual(
    competition: Competition, times: int, is_unusual: bool
) -> None:
    initiative = competition.initiative()
    for n in range(times):
        at = IN_APRIL + timedelta(days=n)
        seen(competition, at, "coordinator", subject_id=initiative.id)
        seen(competition, at, "coordinator", person_id=competition.people["leader"].id)

    expected = [
        "initiative/1-01: 11, больше 10 раз об одном и том же",
        "об одном человеке: 11, больше 10 раз",
    ]
    assert unusual(competition) == (expected if is_unusual else [])


def test_month_ends_where_the_programme_is(competition: Competition) -> None:
    seen(competition, datetime(2026, 3, 31, 16, 59, tzinfo=UTC), "coordinator")
    seen(competition, datetime(2026, 3, 31, 17, 0, tzinfo=UTC), "coordinator")
    seen(competition, datetime(2026, 4, 30, 16, 59, tzinfo=UTC), "coordinator")
    seen(competition, datetime(2026, 4, 30, 17, 0, tzinfo=UTC), "coordinator")

    months = (MARCH, APRIL, APRIL.after)
    assert [of(competition, month).reading.times for month in months] == [1, 2, 1]


def test_letters_that_died_are_counted_by_kind(competition: Competition) -> None:
    for n, died in enumerate((IN_APRIL, IN_APRIL, IN_APRIL - timedelta(days=30))):
        competition.session.add(
            OutboxMessage(
                key=f"x{n}",
                programme_id=competition.programme.id,
                recipient_id=competition.people["leader"].id,
                template="reminder",
                category=Category.REMINDER,
                queued_at=died,
                next_attempt_at=died,
                dead_at=died,
            )
        )
    competition.session.flush()

    found = of(competition)

    assert found.dead_letters == {"reminder": 2}
    assert codes(found) == ["dead_letters"]


def withdrawn(competition: Competition) -> Consent:
    person = competition.people["friend"]
    consent = Consent(
        programme_id=competition.programme.id,
        code=str(person.id),
        lifecycle_version=lifecycle_version(competition.session, competition.programme, "consent"),
        changed_at=competition.now,
        person_id=person.id,
        document="",
    )
    competition.session.add(consent)
    competition.act(consent, "withdraw", "coordinator")
    return consent


def test_consents_withdrawn_wait_until_the_data_are_erased(competition: Competition) -> None:
    consent = withdrawn(competition)
    competition.later(days=40)

    march, april = of(competition, MARCH), of(competition, APRIL)

    assert (march.privacy.withdrawn, april.privacy.withdrawn) == (1, 0)
    assert [each.reference for each in march.privacy.waiting] == [consent.reference]
    assert [each.is_late for each in march.privacy.waiting] == [False]
    assert [each.is_late for each in april.privacy.waiting] == [True]
    assert codes(april) == ["erasure_late"]
    assert of(competition, Month(2026, 2)).privacy.waiting == []


def test_histories_that_are_not_sound_come_first(competition: Competition) -> None:
    seen(competition, IN_APRIL)
    wrong = Verified(False, Text(ru="НЕ СХОДИТСЯ", en="NOT SOUND"))

    found = of(competition, verified=wrong)

    assert codes(found) == ["unsound", "unnamed_reading"]
    assert findings(found)[0].text.ru == "НЕ СХОДИТСЯ"


def test_histories_are_verified_where_nobody_did(competition: Competition) -> None:
    competition.initiative()
    made = report(competition.session, competition.programme, MARCH, now=competition.now)

    assert made.proof.verified.sound
    assert "всё на своих местах" in made.proof.verified.text.ru


def checkpoint(competition: Competition, number: int, at: datetime) -> None:
    competition.session.add(Checkpoint(number=number, taken_at=at, size=number, root="a" * 64))
    competition.session.flush()


def test_checkpoints_of_the_month_are_counted_and_their_end_is_noticed(
    competition: Competition,
) -> None:
    assert codes(of(competition)) == []
    checkpoint(competition, 1, datetime(2026, 3, 31, 10, tzinfo=UTC))
    checkpoint(competition, 2, datetime(2026, 3, 31, 11, tzinfo=UTC))

    march, april = of(competition, MARCH).proof, of(competition, APRIL).proof

    assert march.last is not None
    assert (march.checkpoints, march.last.number, march.stopped) == (2, 2, False)
    assert (april.checkpoints, april.last, april.stopped) == (0, None, True)
    assert codes(of(competition)) == ["no_checkpoints"]


def test_changes_of_roles_rules_and_lifecycles_are_told(competition: Competition) -> None:
    newcomer = competition.resident("newcomer")
    appointed(competition, newcomer, Role.TREASURER)

    march, april = of(competition, MARCH), of(competition, APRIL)

    assert [change.what.ru for change in march.changes.rules] == ["правила экспертного совета"]
    assert len(march.changes.lifecycles) == len(competition.programme.lifecycles)
    assert "newcomer, бухгалтер фонда" in [c.who.said.ru for c in march.changes.roles]
    assert all(c.begins and c.day == date(2026, 3, 1) for c in march.changes.roles)
    assert (april.changes.rules, april.changes.lifecycles, april.changes.roles) == ([], [], [])


def test_report_asks_as_much_for_a_busy_month_as_for_a_quiet_one(
    competition: Competition,
) -> None:
    def asked() -> int:
        statements: list[str] = []
        competition.session.flush()
        competition.session.expire_all()
        _ = competition.programme.id, competition.programme.title
        connection = competition.session.connection()

        def count(*given: object) -> None:
            statements.append(str(given[2]))

        event.listen(connection, "before_cursor_execute", count)
        of(competition)
        event.remove(connection, "before_cursor_execute", count)
        return len(statements)

    extended(competition)
    seen(competition, IN_APRIL, "coordinator")
    once = asked()
    for n in range(2, 5):
        initiative = competition.at("expert_review", f"1-0{n}", title=f"Сквер {n}")
        for review in competition.reviews(initiative):
            facts = {"deadline": "review", "until": "2026-04-29"}
            competition.act(review, "extend", "coordinator", reason="Ждём", facts=facts)
        seen(competition, IN_APRIL, "chair")

    assert len(of(competition).overrides) > 3
    assert asked() == once
