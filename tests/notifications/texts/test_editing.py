"""Who changes a letter's text, which text is taken, what is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models import Role, RoleAssignment, TemplateVersion
from models.database import engine_for
from notifications.templates import packaged
from notifications.texts.checking import LONGEST_TEXT, check_text
from notifications.texts.editing import edit, reset, restore
from notifications.texts.versions import history_of, latest, text_of
from tests import make
from tests.make import Competition
from workflow.errors import NotFound, Refusal, Stale

NAME = "initiative_returned"
OWN = "{{ code }}: посмотрите ещё раз\n\n{{ name }}, доброго дня!\n"


def change(competition: Competition, text: str = OWN, by: str = "coordinator") -> TemplateVersion:
    return edit(
        competition.session,
        competition.programme,
        NAME,
        "ru",
        text,
        author=competition.people[by],
        now=competition.now,
    )


def faults(competition: Competition, text: str, name: str = NAME) -> list[str]:
    found = check_text(competition.session, competition.programme, name, "ru", text)
    return [fault.text.ru for fault in found]


def in_force(competition: Competition) -> str:
    return text_of(competition.session, competition.programme, NAME, "ru")


def test_the_latest_text_holds_and_the_earlier_ones_are_kept(competition: Competition) -> None:
    assert in_force(competition) == packaged(NAME, "ru")

    change(competition)
    competition.later(hours=1)
    change(competition, OWN + "И вам!")

    assert in_force(competition) == OWN + "И вам!\n"
    kept = history_of(competition.session, competition.programme, NAME, "ru")
    assert [(v.number, v.text, v.author.name) for v in kept] == [
        (2, OWN + "И вам!\n", "Coordinator"),
        (1, OWN, "Coordinator"),
    ]
    assert text_of(competition.session, competition.programme, NAME, "en") == packaged(NAME, "en")


@pytest.mark.parametrize("name", [name for name in make.NAMES if name != "coordinator"])
def test_only_a_coordinator_changes_a_text(competition: Competition, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        change(competition, by=name)

    assert refused.value.codes == ["not_permitted"]
    assert latest(competition.session, competition.programme.id, NAME, "ru") is None


def test_only_a_coordinator_resets_a_text(competition: Competition) -> None:
    change(competition)
    leader: dict[str, Any] = {"author": competition.people["leader"], "now": competition.now}

    with pytest.raises(Refusal) as refused:
        reset(competition.session, competition.programme, NAME, "ru", **leader)

    assert refused.value.codes == ["not_permitted"]
    assert in_force(competition) == OWN


def test_who_was_coordinator_until_yesterday_changes_nothing(competition: Competition) -> None:
    competition.session.execute(
        update(RoleAssignment)
        .where(RoleAssignment.role == Role.COORDINATOR)
        .values(until=make.day(competition.now) - timedelta(days=1))
    )

    with pytest.raises(Refusal) as refused:
        change(competition)

    assert refused.value.codes == ["not_permitted"]


def test_a_role_in_one_district_does_not_reach_to_the_programmes_letters(
    competition: Competition,
) -> None:
    competition.session.execute(
        update(RoleAssignment)
        .where(RoleAssignment.role == Role.COORDINATOR)
        .values(district_id=competition.district.id)
    )

    with pytest.raises(Refusal) as refused:
        change(competition)

    assert refused.value.codes == ["whole_programme"]


def test_a_text_that_cannot_be_read_is_refused_with_its_line(competition: Competition) -> None:
    with pytest.raises(Refusal, match="Line 4: this cannot be read"):
        change(competition, "Тема\n\n{% if reason %}\nПричина: {{ reason }}\n")
    assert in_force(competition) == packaged(NAME, "ru")


def test_a_name_that_the_letter_is_not_told_is_refused_with_those_it_is(
    competition: Competition,
) -> None:
    fault, told = faults(competition, "Тема\n\n{{ name }}, {{ amount }}\n")

    assert fault == "Строка 3: имени «amount» в этом письме нет."
    heading, first, *_ = told.splitlines()
    assert heading == "Можно использовать имена:"
    assert first == "  name — кому письмо (Анна Примерова (пример))"
    assert {line.split()[0] for line in told.splitlines()[1:]} == {
        *("name", "programme", "foundation", "title", "code", "kind", "district", "request"),
        *("award", "state", "action", "trigger", "at", "reason", "due"),
    }


def test_a_name_that_is_told_only_sometimes_is_asked_for(competition: Competition) -> None:
    (fault,) = faults(competition, "Тема\n\nСумма:\n{{ amount }}\n", "reminder")
    assert fault.startswith("Строка 4: имя «amount» есть в этом письме не всегда.")
    assert "{% if amount is defined %}" in fault
    assert "Так бывает: Просьба об изменении плана: Подана, приближается срок; " in fault

    asked = "Тема\n\n{% if amount is defined %}\n{{ amount }}\n{% endif %}\nКонец\n"
    assert faults(competition, asked, "reminder") == []


SUBJECTS = {
    "{{ reason }}\n\nТекст\n": "Строка 1: первая строка — тема; она пуста.",
    "\n\nТекст\n": "Строка 1: первая строка — тема; она пуста.",
    "{{ title }}\n\nТекст\n": "Строка 1: первая строка — тема; она длиннее 120 знаков.",
    "Тема\n\n{{ reason }}\n": "Ниже первой строки — темы письма — ничего нет.",
}


@pytest.mark.parametrize("text", SUBJECTS)
def test_a_letter_has_a_short_subject_and_something_to_say(
    competition: Competition, text: str
) -> None:
    (fault,) = faults(competition, text)

    assert fault.startswith(SUBJECTS[text])


def test_what_fails_in_a_rare_situation_is_told_with_the_situation(
    competition: Competition,
) -> None:
    (fault,) = faults(competition, "Тема\n\n{% if not reason %}\n{{ 1 < title }}\n{% endif %}Да\n")

    assert fault.startswith("Строка 4: письмо не получается (TypeError: ")
    assert fault.endswith("(без того, чего может не быть).")


def test_a_text_is_not_longer_than_anybody_reads(competition: Competition) -> None:
    (fault,) = faults(competition, "Тема\n\n" + "а" * LONGEST_TEXT)

    assert "20000" in fault


def test_a_letter_that_does_not_exist_has_no_text(competition: Competition) -> None:
    with pytest.raises(NotFound):
        faults(competition, OWN, "../../etc/passwd")


def test_the_second_of_two_editors_is_told_that_it_changed_meanwhile(
    competition: Competition,
) -> None:
    session, programme = competition.session, competition.programme
    author, now = competition.people["coordinator"], competition.now
    change(competition)

    with pytest.raises(Stale, match=r"changed meanwhile by Coordinator \(version 1\)"):
        edit(session, programme, NAME, "ru", OWN + "Б", author=author, now=now, expected=0)
    with pytest.raises(Stale):
        reset(session, programme, NAME, "ru", author=author, now=now, expected=0)

    assert in_force(competition) == OWN
    edit(session, programme, NAME, "ru", OWN + "Б", author=author, now=now, expected=1)
    assert in_force(competition) == OWN + "Б\n"


def test_of_two_editors_at_once_one_is_told(new_database: Callable[[str], str]) -> None:
    """Both found no version; the database takes the number once. On SQLite one waits for the other
    before it looks."""
    engine = engine_for(new_database("postgresql"))
    with Session(engine) as session, session.begin():
        make.competition(session)

    with Session(engine) as late, late.begin():
        late.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        assert history_of(late, make.competition(late).programme, NAME, "ru") == []
        with Session(engine) as session, session.begin():
            edit_in(session, OWN)
        with pytest.raises(Stale):
            edit_in(late, OWN + "Б")
    with Session(engine) as session:
        assert session.scalars(select(TemplateVersion.text)).all() == [OWN]
    engine.dispose()


def edit_in(session: Session, text: str) -> None:
    """An edit of the packaged text."""
    competition = make.competition(session)
    edit(
        session,
        competition.programme,
        NAME,
        "ru",
        text,
        author=competition.people["coordinator"],
        now=competition.now,
        expected=0,
    )


def test_an_earlier_version_is_restored_as_a_new_one(competition: Competition) -> None:
    session, programme = competition.session, competition.programme
    change(competition)
    change(competition, OWN + "Б")
    given: dict[str, Any] = {"author": competition.people["coordinator"], "now": competition.now}

    assert restore(session, programme, NAME, "ru", 1, **given).number == 3
    assert in_force(competition) == OWN
    with pytest.raises(NotFound):
        restore(session, programme, NAME, "ru", 9, **given)


def test_a_reset_goes_back_to_the_packaged_text_and_keeps_the_own(
    competition: Competition,
) -> None:
    session, programme = competition.session, competition.programme
    change(competition)
    given: dict[str, Any] = {"author": competition.people["coordinator"], "now": competition.now}

    assert reset(session, programme, NAME, "ru", **given).text is None

    assert in_force(competition) == packaged(NAME, "ru")
    assert text_of(session, programme, NAME, "ru", 1) == OWN
    with pytest.raises(Refusal) as refused:
        reset(session, programme, NAME, "ru", **given)
    assert refused.value.codes == ["unchanged"]


def test_what_is_the_same_is_no_new_version(competition: Competition) -> None:
    change(competition)

    with pytest.raises(Refusal) as refused:
        change(competition, OWN.replace("\n", "\r\n") + "\n\n")

    assert refused.value.codes == ["unchanged"]


def test_nobody_rewrites_what_a_letter_said(competition: Competition) -> None:
    version = change(competition)

    with pytest.raises(DBAPIError, match="append-only"), competition.session.begin_nested():
        competition.session.execute(
            update(TemplateVersion).where(TemplateVersion.id == version.id).values(text="x")
        )
