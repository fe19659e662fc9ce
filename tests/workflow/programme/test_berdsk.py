"""The shipped programme, as its source tells it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models import Audience, EventKind
from notifications.templates import catalogue
from tests.make import ROOT
from workflow.programme.document import ProgrammeDocument
from workflow.programme.lint import read_programme

FILE = ROOT / "programmes" / "berdsk-2016.yaml"


@pytest.fixture(scope="module")
def berdsk() -> ProgrammeDocument:
    def open_beside(name: str) -> str:
        return (FILE.parent / Path(name)).read_text(encoding="utf-8")

    text = FILE.read_text(encoding="utf-8")
    return read_programme(text, FILE.name, open_beside, catalogue()).document


def test_its_frame_is_the_sources(berdsk: ProgrammeDocument) -> None:
    assert berdsk.time_zone == "Asia/Novosibirsk"
    assert (berdsk.starts_on.isoformat(), berdsk.ends_on.isoformat()) == (
        "2016-12-01",
        "2017-11-30",
    )
    assert (berdsk.fund_target, berdsk.slots_per_district) == (700_000_00, 5)
    assert {t.indicator: t.planned for t in berdsk.targets}["consultations_given"] == 50
    assert len(berdsk.targets) == 6
    assert len(berdsk.constituencies) == 4


def test_district_15_has_its_eight_problems_word_for_word(berdsk: ProgrammeDocument) -> None:
    district = next(d for d in berdsk.districts if d.code == "15")

    assert [(p.n, p.ru) for p in district.problems] == [
        (1, "недостаточная газификация округа"),
        (2, "недостаточное асфальтовое покрытие"),
        (
            3,
            "низкое внимание администрации к организации безопасности дорожного движения "
            "(знаки, остановки, пешеходные переходы)",
        ),
        (4, "большое количество аварийных деревьев и отсутствие озеленения округа"),
        (5, "отсутствие сплочённости жителей"),
        (6, "отсутствие современной спортивной и детской площадки"),
        (7, "отсутствие поддержки (финансовой) председателей ТОС"),
        (8, "отсутствие клуба по месту жительства"),
    ]


def test_district_15_has_its_six_growth_points_as_numbered(berdsk: ProgrammeDocument) -> None:
    district = next(d for d in berdsk.districts if d.code == "15")

    assert [(p.n, p.ru) for p in district.growth_points] == [
        (1, "активнее развивать человеческий потенциал"),
        (
            3,
            "активнее выстраивать отношения с ресурсо-снабжающими организациями, депутатами "
            "Совета депутатов, исполнительными органами власти",
        ),
        (4, "научиться привлекать ресурсы в округ (участие в грантовых конкурсах)"),
        (5, "создать на территории округа авторитетную команду, ТОС"),
        (6, "организовать доступное информационное пространство"),
        (7, "организовать обмен ресурсами (сельхоз-ярмарки)"),
    ]


def test_invented_people_and_districts_say_so(berdsk: ProgrammeDocument) -> None:
    assert [p.code for p in berdsk.people if not p.sample] == []
    assert [p.code for p in berdsk.people if not p.email.endswith("@example.org")] == []
    assert {d.code for d in berdsk.districts if not d.sample} == {"15"}
    assert berdsk.play is not None
    assert "пример" in berdsk.play.notice.ru.lower() or "выдуман" in berdsk.play.notice.ru.lower()


def test_every_text_of_the_programme_is_there_in_english(berdsk: ProgrammeDocument) -> None:
    texts = [berdsk.title, berdsk.place, berdsk.foundation]
    texts += [stage.title for stage in berdsk.calendar] + [t.title for t in berdsk.targets]
    texts += [district.title for district in berdsk.districts]
    texts += [p.text for d in berdsk.districts for p in (*d.problems, *d.growth_points)]

    assert [text.ru for text in texts if not text.en] == []


def test_every_district_that_entered_has_its_two_day_seminar(berdsk: ProgrammeDocument) -> None:
    """As the source tells, with creative reports in each district and a round table at the end."""
    assert berdsk.play is not None
    events = berdsk.play.events

    def districts(kind: EventKind) -> set[str]:
        return {e.district for e in events if e.kind == kind and e.district and not e.cancelled}

    assert districts(EventKind.SEMINAR) == districts(EventKind.PRESENTATION) == {"15", "7", "3"}
    seminars = [event for event in events if event.kind == EventKind.SEMINAR]
    assert [(event.last_day - event.on).days for event in seminars] == [1, 1, 1]
    (table,) = [event for event in events if event.kind == EventKind.ROUND_TABLE]
    assert {Audience.DEPUTIES, Audience.ADMINISTRATION, Audience.MEDIA} <= table.unnamed.keys()


def test_the_play_gives_at_least_fifty_consultations(berdsk: ProgrammeDocument) -> None:
    assert berdsk.play is not None
    given = [act for script in berdsk.play.initiatives for act in script.consultations]

    assert len(given) >= 50


def test_invented_publications_are_at_addresses_for_examples(berdsk: ProgrammeDocument) -> None:
    assert berdsk.play is not None
    hosts = {str(urlsplit(mention.url).hostname) for mention in berdsk.play.media}

    assert len(berdsk.play.media) >= 3
    assert [host for host in hosts if not host.endswith(".example.org")] == []
    assert [m.outlet for m in berdsk.play.media if "(пример)" not in m.outlet] == []
