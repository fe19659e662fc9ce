"""Which awards the public sees, and what of them."""

from dataclasses import astuple
from datetime import date

from models import Money
from tests.make import SUMMARY, Competition, day
from tests.workflow.statements import statements
from workflow.open_data.award import PublishedAward, published_awards


def published(competition: Competition) -> list[PublishedAward]:
    return published_awards(competition.session, competition.programme)


def test_awards_are_published_from_funding_on_by_code(competition: Competition) -> None:
    for state, code in (
        ("completed", "1-04"),
        ("funding", "1-03"),
        ("implementation", "1-02"),
        ("creative_report", "1-01"),
    ):
        competition.at(state, code)

    assert [award.code for award in published(competition)] == ["1-01", "1-02", "1-03", "1-04"]


def test_what_was_not_awarded_is_not_published(competition: Competition) -> None:
    competition.initiative("1-01")
    for state, code in (("approval", "1-02"), ("reserve", "1-03"), ("rejected", "1-04")):
        competition.at(state, code)

    assert published(competition) == []


def test_a_declined_award_is_not_published(competition: Competition) -> None:
    declined = competition.at("funding")
    competition.act(declined, "withdraw", "leader", reason="Не сможем")

    assert published(competition) == []


def test_a_terminated_award_is_published(competition: Competition) -> None:
    stopped = competition.at("implementation")
    competition.act(stopped, "terminate", "coordinator", reason="Не по назначению")

    (award,) = published(competition)
    assert (award.awarded, award.disbursed) == (Money(50_000_00), Money(30_000_00))


def test_the_award_date_is_the_day_of_the_decision_there(competition: Competition) -> None:
    """Also where something was noted later, and where it was yet the day before in London."""
    competition.now = competition.now.replace(hour=20)
    initiative = competition.at("funding")
    decided = day(competition.now)
    competition.later(days=3)
    competition.paid(initiative)

    (award,) = published(competition)
    assert award.awarded_on == decided == date(2026, 3, 3)
    assert award.modified_at == initiative.changed_at == competition.now


def test_an_award_is_to_be_carried_out_by_its_last_milestone(competition: Competition) -> None:
    competition.at("funding")

    assert [award.planned_until for award in published(competition)] == [date(2026, 9, 15)]


def test_what_was_returned_is_not_disbursed(competition: Competition) -> None:
    initiative = competition.at("funding")
    assert [award.disbursed for award in published(competition)] == [Money(0)]

    competition.paid(initiative)
    assert [award.disbursed for award in published(competition)] == [Money(30_000_00)]

    competition.accounted(initiative)
    assert [award.disbursed for award in published(competition)] == [Money(0)]


def test_nothing_tells_who_the_group_is(competition: Competition) -> None:
    told = "Ведёт Leader, помогает Neighbour: leader@example.org, +7 913 123-45-67. "
    competition.at("funding", summary=told + SUMMARY)

    (award,) = published(competition)
    text = str(astuple(award))
    for person in competition.people.values():
        assert person.name not in text
        assert person.email not in text
    assert "123-45-67" not in text
    assert award.withheld


def test_what_tells_nobody_is_published_as_written(competition: Competition) -> None:
    initiative = competition.at("funding", is_sample=True)

    (award,) = published(competition)
    assert (award.title, award.summary) == (initiative.title, initiative.summary)
    assert (award.withheld, award.is_sample) == (False, True)


def test_however_many_awards_there_are_the_statements_are_the_same(
    competition: Competition,
) -> None:
    counts = []
    for codes in (("1-01",), ("1-02", "1-03")):
        for code in codes:
            competition.at("funding", code)
        competition.session.flush()
        competition.session.expire_all()
        with statements(competition.session) as asked:
            published(competition)
        counts.append(len(asked))

    assert counts[0] == counts[1]
