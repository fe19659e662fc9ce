"""A creative report: written by the group while it works, submitted, returned, rated, presented."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import CreativeReport, HistoryEntry, Initiative, OutboxMessage
from tests.make import NAMES, SUMMARY, Competition, day
from tests.workflow.money.books import refusal
from workflow.actor import Actor
from workflow.gate.effects.work import report_content
from workflow.history.commitments import commitment
from workflow.work.creative_reports import MOST_LINKS, MOST_PARTICIPANTS, report_of, save_report

RATING = {"rating": "satisfactory"}


def save(competition: Competition, initiative: Initiative, **told: Any) -> CreativeReport:
    given: dict[str, Any] = {"actor": competition.actor("leader"), "now": competition.now}
    return save_report(competition.session, initiative, **given | told)


def facts(competition: Competition, initiative: Initiative, action: str) -> dict[str, Any]:
    told = competition.session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == initiative.id, HistoryEntry.action == action)
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    found: dict[str, Any] = json.loads(told or "null")
    return found


def test_a_report_that_nobody_began_is_empty_and_not_stored(competition: Competition) -> None:
    initiative = competition.at("implementation")

    report = report_of(competition.session, initiative)

    assert (report.done, report.results, report.participants) == ("", "", 0)
    assert (report.videos, report.publications, report.rating) == ([], [], None)
    competition.session.flush()
    assert competition.session.scalars(select(CreativeReport)).all() == []


def test_what_is_not_given_stays_as_it_was(competition: Competition) -> None:
    initiative = competition.at("implementation")
    save(competition, initiative, done="Сделали", participants=12, videos=["https://example.org/v"])

    save(competition, initiative, results="Двор стал другим")
    save(competition, initiative, videos=[])

    competition.session.expire_all()
    report = report_of(competition.session, initiative)
    assert (report.done, report.results, report.participants, report.videos) == (
        "Сделали",
        "Двор стал другим",
        12,
        [],
    )


def test_a_draft_is_in_no_history(competition: Competition) -> None:
    initiative = competition.at("implementation")
    version = initiative.version

    save(competition, initiative, done="Сделали")

    assert initiative.version == version


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({"done": "с" * 4001}, ["text_too_long"]),
        ({"results": "\x00"}, ["text_unreadable"]),
        ({"participants": -1}, ["participants_unfit"]),
        ({"participants": MOST_PARTICIPANTS + 1}, ["participants_unfit"]),
        ({"participants": 2**31}, ["participants_unfit"]),
        ({"videos": ["пришлём потом"]}, ["link_unfit"]),
        ({"publications": ["javascript:alert(1)", "https://ok.example"]}, ["link_unfit"]),
        ({"videos": ["http://["]}, ["link_unfit"]),
        ({"videos": ["https://example.org"] * (MOST_LINKS + 1)}, ["too_many_links"]),
        ({"participants": -1, "videos": ["x"]}, ["participants_unfit", "link_unfit"]),
    ],
)
def test_an_unfit_draft_is_refused_in_words(
    competition: Competition, told: dict[str, Any], codes: list[str]
) -> None:
    assert refusal(save, competition, competition.at("implementation"), **told) == codes


def test_the_fullest_draft_is_kept(competition: Competition) -> None:
    initiative = competition.at("implementation")

    report = save(
        competition,
        initiative,
        done="с" * 4000,
        results="р" * 4000,
        participants=MOST_PARTICIPANTS,
        videos=["https://example.org/" + "в" * 1000] * 15,
        publications=["https://example.org/" + "п" * 1000] * 15,
    )

    assert report.participants == MOST_PARTICIPANTS


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"leader"}))
def test_only_the_leader_writes_it(competition: Competition, name: str) -> None:
    initiative = competition.at("implementation")

    codes = refusal(save, competition, initiative, actor=competition.actor(name), done="Сделали")

    assert codes == ["not_permitted"]


def test_a_coordinator_types_in_what_came_on_paper(competition: Competition) -> None:
    initiative = competition.at("implementation")
    people = competition.people
    proxy = Actor.person(people["coordinator"].id, on_behalf_of=people["leader"].id)

    assert save(competition, initiative, actor=proxy, done="Сделали").done == "Сделали"


@pytest.mark.parametrize("state", ["proposal", "funding", "creative_report", "completed"])
def test_it_is_a_draft_while_the_work_goes_on(competition: Competition, state: str) -> None:
    initiative = competition.at(state)

    assert refusal(save, competition, initiative, done="Сделали") == ["not_a_draft"]


def test_a_suspended_group_writes_on(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.act(initiative, "suspend", "coordinator", reason="Проверка")

    save(competition, initiative, done="Сделали")


def test_an_incomplete_report_is_not_submitted(competition: Competition) -> None:
    initiative = competition.at("implementation")

    assert refusal(competition.act, initiative, "submit_report", "leader") == ["report_is_complete"]
    assert initiative.state == "implementation"


def test_the_history_is_committed_to_what_was_submitted(competition: Competition) -> None:
    initiative = competition.at("creative_report")
    report = report_of(competition.session, initiative)

    assert report.salt is not None
    assert facts(competition, initiative, "submit_report") == {
        "content": commitment(report.salt, report_content(report))
    }


def test_a_returned_report_is_a_draft_again_and_sealed_anew(competition: Competition) -> None:
    initiative = competition.at("creative_report")
    before = facts(competition, initiative, "submit_report")
    assert refusal(competition.act, initiative, "return_report", "coordinator") == [
        "reason_missing"
    ]
    competition.act(initiative, "return_report", "coordinator", reason="Нет фотографий")

    save(competition, initiative, done=SUMMARY * 3)
    competition.act(initiative, "submit_report", "leader")

    assert initiative.state == "creative_report"
    assert facts(competition, initiative, "submit_report") != before


def test_a_report_is_rated_when_it_is_accepted(competition: Competition) -> None:
    initiative = competition.at("creative_report")
    competition.accounted(initiative)
    for told, code in (({}, "fact_missing"), ({"rating": "excellent"}, "rating_is_known")):
        assert refusal(competition.act, initiative, "accept_report", "coordinator", facts=told) == [
            code
        ]

    competition.act(initiative, "accept_report", "coordinator", facts=RATING)

    assert initiative.state == "presentation"
    assert report_of(competition.session, initiative).rating == "satisfactory"
    letters = select(OutboxMessage.recipient_id).where(OutboxMessage.template == "report_accepted")
    assert competition.session.scalars(letters).all() == [competition.people["leader"].id]


def test_a_presentation_ends_it_and_is_not_of_the_future(competition: Competition) -> None:
    initiative = competition.at("presentation")
    tomorrow = (day(competition.now) + timedelta(days=1)).isoformat()
    link = {"link": "https://example.org/photos"}

    assert refusal(
        competition.act,
        initiative,
        "present",
        "coordinator",
        facts=link | {"presented_on": tomorrow},
    ) == ["day_is_past"]
    competition.act(
        initiative, "present", "coordinator", facts=link | {"presented_on": "2026-03-01"}
    )

    assert initiative.state == "completed"
    assert report_of(competition.session, initiative).presented_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("deed", "may"),
    [
        ("submit_report", {"leader"}),
        ("return_report", {"coordinator"}),
        ("present", {"coordinator"}),
    ],
)
def test_who_reports_does_not_accept(competition: Competition, deed: str, may: set[str]) -> None:
    state = {"submit_report": "implementation", "return_report": "creative_report"}
    initiative = competition.at(state.get(deed, "presentation"))
    told = (
        {"presented_on": "2026-03-01", "link": "https://example.org"} if deed == "present" else {}
    )
    save_report_if_draft(competition, initiative)

    for name in NAMES:
        with competition.session.begin_nested() as undone:
            given: dict[str, Any] = {"reason": "Так надо", "facts": told}
            if name in may:
                competition.act(initiative, deed, name, **given)
            else:
                assert refusal(competition.act, initiative, deed, name, **given) == [
                    "not_permitted"
                ]
            undone.rollback()


def save_report_if_draft(competition: Competition, initiative: Initiative) -> None:
    if initiative.state == "implementation":
        full: dict[str, Any] = {"done": SUMMARY * 2, "results": SUMMARY * 2, "participants": 40}
        save(competition, initiative, **full)
