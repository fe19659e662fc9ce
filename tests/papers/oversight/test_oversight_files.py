"""The oversight report as people read it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models import Category, Checkpoint, Remark, Text
from models.text import Language
from papers.effectiveness.wording import said
from papers.oversight.files import oversight_files, oversight_html, oversight_pdf
from papers.oversight.wording import wording
from papers.typography import LANGUAGES
from tests.make import ZONE
from tests.papers.reading import bare, pdf_text
from workflow.oversight.changes import Changed, Changes, RoleChange
from workflow.oversight.deeds import Deed, Outage
from workflow.oversight.missed import Deadlines, Missed
from workflow.oversight.month import Month
from workflow.oversight.people import NOBODY, Who
from workflow.oversight.privacy import Privacy, Waiting
from workflow.oversight.proof import Proof, Verified
from workflow.oversight.reading import Read, Reading, Unusual
from workflow.oversight.report import OversightReport

pytestmark = pytest.mark.long

AT = datetime(2017, 5, 12, 11, 30, tzinfo=ZONE)
COORDINATOR = Who(Text(en="coordinator", ru="руководитель программы"), "Ольга Кравцова")
SOUND = Verified(True, Text(en="Verified: 10 entries.", ru="Проверено: записей — 10."))
QUIET = OversightReport(
    month=Month(2017, 5),
    programme=Text(en="We Are Together!", ru="Мы вместе!"),
    place=Text(en="Berdsk", ru="Бердск"),
    foundation=Text(en="The Foundation", ru="Фонд"),
    is_sample=False,
    made_at=datetime(2017, 6, 1, 9, tzinfo=ZONE),
    is_over=True,
    names=True,
    standing_out=[],
    behalf=[],
    outages=[],
    deadlines=Deadlines(0, 0, []),
    reading=Reading(0, 0, [], []),
    privacy=Privacy(0, 0, []),
    dead_letters={},
    proof=Proof(SOUND, 0, False, None),
    changes=Changes([], [], []),
)
EXTENDED = Deed(
    AT,
    "review/15-01.1",
    Text(ru="Экспертиза 15-01.1 · Двор", en="Review 15-01.1 · Двор"),
    Text(ru="Продлить срок", en="Extend a deadline"),
    Remark.OVERRIDDEN,
    COORDINATOR,
    None,
    "Эксперт <b>болен</b>",
    AT,
    AT + timedelta(days=7),
)
LENT = replace(
    EXTENDED,
    remark=None,
    behalf=Who(Text(en="leader of the group", ru="лидер инициативной группы")),
    reason=None,
    was_due=None,
    due=None,
)
BUSY = replace(
    QUIET,
    is_sample=True,
    standing_out=[EXTENDED, replace(EXTENDED, remark=Remark.BY_HAND)],
    behalf=[LENT],
    outages=[Outage(AT, AT + timedelta(hours=30), 4)],
    deadlines=Deadlines(12, 3, [Missed(Text(ru="эксперт", en="expert"), 3, 9)]),
    reading=Reading(
        3,
        1,
        [
            Read(COORDINATOR, Text(ru="письма", en="letters"), 2),
            Read(NOBODY, Text(ru="история", en="history"), 1),
        ],
        [Unusual(COORDINATOR, Text(ru="ночью: 1", en="at night: 1"))],
    ),
    privacy=Privacy(2, 1, [Waiting("consent/17", AT, True), Waiting("consent/18", None, False)]),
    dead_letters={Category.OBLIGATION: 2},
    proof=Proof(SOUND, 31, False, Checkpoint(number=151, taken_at=AT, size=9, root="ab" * 32)),
    changes=Changes(
        [Changed(AT, Text(ru="Инициатива", en="Initiative"), "cd" * 32)],
        [Changed(AT, Text(ru="правила совета", en="rules of the council"), "ef" * 32)],
        [RoleChange(COORDINATOR, Text(ru="эксперт", en="expert"), AT.date(), True)],
    ),
)


def all_said(found: OversightReport, language: Language) -> str:
    return "\n".join(said(wording(found, language)))


def headings(found: OversightReport) -> Iterator[str]:
    return (section.heading for section in wording(found, "ru").sections)


def test_what_to_look_at_comes_first() -> None:
    assert next(headings(BUSY)) == "На что обратить внимание"


def test_quiet_month_is_calm_and_says_what_was_looked_into() -> None:
    words = all_said(QUIET, "ru")

    assert "Ничего, что требовало бы внимания" in words
    assert "Данные о людях никто не смотрел." in words
    assert "Сроки не продлевали" in words
    assert "Правила, жизненные циклы и роли не менялись." in words
    assert list(headings(QUIET)) == list(headings(BUSY))


def test_busy_month_says_it_all() -> None:
    words = all_said(BUSY, "ru")

    for told in (
        "Отступлений от решённого: 1.",
        "срок был 12.05.2017 11:30, стал 19.05.2017 11:30",
        "Ольга Кравцова, руководитель программы; от имени: лидер инициативной группы",
        "не указано",
        "из них нарушено — 3",
        "за консолью, не назвавшись",
        "consent/17",
        "срок прошёл",
        "№ 151 от 12.05.2017 11:30",
        "ab" * 32,
        "cd" * 6,
        "Не доставлено обязательных",
        "Образец",
    ):
        assert told in words or told in wording(BUSY, "ru").sample, told


@pytest.mark.parametrize("found", [QUIET, BUSY], ids=["quiet", "busy"])
def test_english_report_has_no_russian_of_its_own(found: OversightReport) -> None:
    words = all_said(found, "en")
    for name in ("Ольга Кравцова", "Двор", "Эксперт <b>болен</b>"):
        words = words.replace(name, "")

    assert not any("а" <= letter.lower() <= "я" for letter in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_what_people_wrote_as_text(language: Language) -> None:
    page = oversight_html(BUSY, language)

    assert "<b>болен</b>" not in page
    assert "&lt;b&gt;болен&lt;/b&gt;" in page
    assert "http" not in page.replace("http://www.w3.org", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_says_what_the_page_says(language: Language) -> None:
    made = oversight_pdf(BUSY, language)
    read = pdf_text(made)

    for section in wording(BUSY, language).sections:
        assert bare(section.heading) in read
    assert bare("Эксперт <b>болен</b>") in read
    assert oversight_pdf(BUSY, language) == made


def test_nobody_is_named_where_names_are_not_wanted() -> None:
    unnamed = replace(COORDINATOR, name=None)
    changes = replace(BUSY.changes, roles=[replace(BUSY.changes.roles[0], who=unnamed)] * 3)

    words = all_said(replace(BUSY, names=False, changes=changes), "ru")

    assert "× 3" in words
    assert "указаны только роли" in words


def test_month_that_goes_on_says_so() -> None:
    assert wording(replace(QUIET, is_over=False), "ru").period.startswith("Месяц ещё идёт")
    assert wording(QUIET, "ru").period == "Месяц целиком"


def test_files_say_month_and_language() -> None:
    assert oversight_files(QUIET, "ru").keys() == {
        "oversight.2017-05.ru.html",
        "oversight.2017-05.ru.pdf",
    }
