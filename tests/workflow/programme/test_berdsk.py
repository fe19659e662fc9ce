"""The shipped programme, as its source tells it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models import Audience, DonorKind, EventKind, Rating
from notifications.templates import catalogue
from tests.make import ROOT
from workflow.gate.guards.work import LEAST_WORDS
from workflow.money.tranches import shares_of
from workflow.programme.document import InitiativeAct, Play, ProgrammeDocument
from workflow.programme.lint import read_programme
from workflow.programme.play.work import ReportAct, WorkAct

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


def test_its_evaluation_plan_is_the_sources_table(berdsk: ProgrammeDocument) -> None:
    plan = berdsk.evaluation
    assert plan is not None

    assert [(row.stage, row.object, set(row.methods)) for row in plan.plan] == [
        ("interim", "goal", {"questionnaires"}),
        ("interim", "task", {"indicators", "questionnaires", "experts"}),
        ("interim", "result", {"feedback", "questionnaires", "experts"}),
        ("final", "goal", {"plan_and_fact", "experts"}),
        ("final", "task", {"plan_and_fact", "experts"}),
        ("final", "result", {"feedback", "questionnaires", "media", "experts"}),
    ]
    assert len(plan.tasks) == 5


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


@pytest.fixture(scope="module")
def play(berdsk: ProgrammeDocument) -> Play:
    assert berdsk.play is not None
    return berdsk.play


def works(play: Play) -> list[tuple[InitiativeAct, WorkAct]]:
    return [(script, script.work) for script in play.initiatives if script.work is not None]


def reports(play: Play) -> list[ReportAct]:
    return [work.report for _, work in works(play) if work.report is not None]


def test_donations_reach_the_least_sum_of_the_fund(berdsk: ProgrammeDocument, play: Play) -> None:
    """“At least 700 thousand roubles from various sources”, as the source says."""
    received = sum(amount for d in play.donations for _, amount in d.received)

    assert received == 905_000_00 >= berdsk.fund_target
    assert len({donation.donor for donation in play.donations}) == 8


def test_donors_and_sellers_are_invented_and_say_so(play: Play) -> None:
    named = [donation.donor for donation in play.donations]
    named += [expense.payee for _, work in works(play) for expense in work.expenses]

    assert [name for name in named if not name.endswith("(пример)")] == []
    assert "жертвователи" in play.notice.ru
    assert "donors" in str(play.notice.en)


def test_a_private_person_may_give_and_stay_unnamed(play: Play) -> None:
    persons = [d.anonymous for d in play.donations if d.kind == DonorKind.PERSON]

    assert persons == [False, True]


def test_what_is_given_for_one_district_is_for_one_that_takes_part(play: Play) -> None:
    bound = {d.code: (d.district, d.problem) for d in play.donations if d.district}

    assert bound == {"d2": ("15", None), "d4": ("15", 5)}


def test_every_budget_adds_up_to_what_is_asked_for(play: Play) -> None:
    differ = {
        script.code: sum(line.amount for line in script.budget) - script.requested
        for script in play.initiatives
    }

    assert {code: by for code, by in differ.items() if by} == {}
    assert [i.code for i in play.initiatives if not 2 <= len(i.budget) <= 5] == []


def test_every_plan_has_its_milestones_from_april_to_september(play: Play) -> None:
    months = {m.by.month for script in play.initiatives for m in script.milestones}

    assert months <= set(range(4, 10))
    assert [i.code for i in play.initiatives if not 2 <= len(i.milestones) <= 4] == []


def test_every_tranche_is_accounted_for_before_the_next_and_at_the_end(
    berdsk: ProgrammeDocument, play: Play
) -> None:
    for script, work in works(play):
        shares = shares_of(script.requested, berdsk.tranche_shares)
        paid = 0
        for n, (tranche, share) in enumerate(zip(work.tranches, shares, strict=False), start=1):
            paid += share
            last = work.tranches[n].released if n < len(work.tranches) else berdsk.ends_on
            accounted = sum(e.amount for e in work.expenses if e.accepted and e.accepted <= last)
            accounted += sum(r.amount for r in work.returned if r.on <= last)
            assert accounted == paid, f"{script.code}, tranche {n} of {tranche.paid}"


def test_reports_are_as_long_as_the_rules_ask_for(play: Play) -> None:
    for report in reports(play):
        for text in (report.done, report.results, report.results_at_first or report.results):
            assert len(" ".join(text.split())) >= LEAST_WORDS


def test_most_results_are_successful_and_one_is_only_satisfactory(play: Play) -> None:
    ratings = [report.rating for report in reports(play)]

    assert sorted(ratings) == [Rating.SATISFACTORY] + [Rating.SUCCESSFUL] * 8


def test_results_are_presented_at_the_events_of_the_play(play: Play) -> None:
    """At the district's own, or at the round table."""
    for script, work in works(play):
        days = {e.on for e in play.events if e.district in (None, script.district)}
        assert work.report is None or work.report.presented in days, script.code


def test_links_of_the_plays_work_are_addresses_for_examples(play: Play) -> None:
    links = [news.link for _, work in works(play) for news in work.news]
    links += [link for r in reports(play) for link in (*r.videos, *r.publications, r.link)]
    hosts = {str(urlsplit(link).hostname) for link in links}

    assert [host for host in hosts if not f".{host}".endswith(".example.org")] == []


def test_the_play_shows_what_may_go_wrong(play: Play) -> None:
    """An expense refused, a plan changed and not changed, a milestone late, a report returned."""
    worked = [work for _, work in works(play)]
    late = {
        script.code
        for script, work in works(play)
        for n, point in enumerate(script.milestones, start=1)
        if point.reached
        and point.reached > max([point.by] + [c.milestones.get(n, point.by) for c in work.changes])
    }

    assert late == {"15-04"}
    assert sum(1 for work in worked for expense in work.expenses if expense.refused) == 1
    assert sum(1 for work in worked for change in work.changes if change.accepted) == 2
    assert sum(1 for work in worked for change in work.changes if change.declined) == 1
    assert sum(1 for report in reports(play) if report.returned) == 1
