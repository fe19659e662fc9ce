"""An indicator as of a day says what it would have said on that day's evening."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from models import Audience, Initiative
from tests.make import Competition, day, enrol
from workflow import initiatives
from workflow.actor import Actor
from workflow.life.consultations import Advice, record_consultation
from workflow.life.events import cancel_event
from workflow.life.feedback import Form, keep_feedback
from workflow.life.turnout import record_turnout
from workflow.programme.indicators import INDICATORS, aside, count, records

NEVER_LESS = ("deputies_interested", "consultations_given", "events_held")
"""Nothing that happens later takes anything away from these."""


def figures(competition: Competition, on: date | None = None) -> dict[str, int | None]:
    return {
        name: count(competition.session, competition.programme.id, name, on) for name in INDICATORS
    }


def days(competition: Competition) -> Iterator[date]:
    """From the eve of the programme until today."""
    first, last = competition.programme.starts_on - timedelta(days=1), day(competition.now)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def advise(competition: Competition, topic: str, held_on: date) -> None:
    advice = Advice(competition.people["leader"], held_on, topic, 30)
    programme, actor = competition.programme, competition.actor("coordinator")
    record_consultation(competition.session, programme, advice, actor=actor, now=competition.now)


def gather(competition: Competition, code: str, *people: str) -> None:
    """An event of today, with these people and three residents more."""
    record_turnout(
        competition.session,
        competition.event(code, starts_on=day(competition.now)),
        people=[competition.people[name] for name in people],
        unnamed={Audience.RESIDENTS: 3},
        actor=competition.actor("coordinator"),
        now=competition.now,
    )


def regroup(competition: Competition, initiative: Initiative, *people: str) -> None:
    initiatives.revise(
        competition.session,
        initiative,
        group=[competition.people[name] for name in people],
        actor=Actor.person(initiative.leader_id),
        now=competition.now,
    )


class Life:
    """Random acts, each allowed by the rules, some days apart."""

    def __init__(self, competition: Competition, seed: int) -> None:
        self.competition, self.random = competition, Random(seed)
        self.seen: dict[date, dict[str, int | None]] = {}
        self.proposals: list[Initiative] = []
        self.awards: list[Initiative] = []

    def live(self, acts: int) -> None:
        """What each evening's figures were is kept."""
        for n in range(acts):
            self.random.choice([self.propose, self.regroup, self.meet, self.award, self.decline])(n)
            self.seen[day(self.competition.now)] = figures(self.competition)
            self.competition.later(days=self.random.choice([0, 1, 2]))

    def propose(self, n: int) -> None:
        names = self.random.sample(["neighbour", "friend", "resident"], 2)
        group = [self.competition.people[name] for name in names]
        self.proposals.append(self.competition.initiative(f"1-{n}", group=group))

    def regroup(self, n: int) -> None:
        names = self.random.sample(["neighbour", "friend", "resident", "third"], 2)
        others = {self.competition.people[name] for name in names}
        for initiative in self.random.sample(self.proposals, min(1, len(self.proposals))):
            if not others <= set(initiative.group):
                regroup(self.competition, initiative, *names)

    def meet(self, n: int) -> None:
        gather(
            self.competition, f"e-{n}", self.random.choice(["deputy", "other_deputy", "resident"])
        )
        advise(self.competition, f"Тема {n}", day(self.competition.now))

    def award(self, n: int) -> None:
        if len(self.awards) < 2:
            self.awards.append(self.competition.at("funding", f"2-{n}"))

    def decline(self, n: int) -> None:
        if self.awards and self.awards[0].state == "funding":
            self.competition.act(self.awards[0], "withdraw", "leader", reason="Передумали")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_past_is_told_as_it_was_seen(competition: Competition, seed: int) -> None:
    life = Life(competition, seed)
    life.live(10)

    assert {on: figures(competition, on) for on in life.seen} == life.seen
    assert figures(competition, day(competition.now)) == figures(competition)


def test_on_every_day_the_records_are_as_many_as_the_figure(competition: Competition) -> None:
    Life(competition, seed=3).live(8)
    programme = competition.programme.id

    for on in days(competition):
        behind = {name: records(competition.session, programme, name, on) for name in INDICATORS}
        assert {name: len(found) or None for name, found in behind.items()} == {
            name: number or None for name, number in figures(competition, on).items()
        }


def test_what_has_happened_is_not_undone_by_time(competition: Competition) -> None:
    Life(competition, seed=4).live(8)

    told = [figures(competition, on) for on in days(competition)]

    for name in NEVER_LESS:
        course = [figure[name] or 0 for figure in told]
        assert course == sorted(course)
    assert [told[0][name] for name in NEVER_LESS] == [0, 0, 0]


def test_an_award_counts_from_its_day_until_it_is_declined(competition: Competition) -> None:
    supported = competition.at("funding", "1-01")
    awarded_on = day(competition.now)
    competition.later(days=3)
    competition.act(supported, "withdraw", "leader", reason="Передумали")

    told = [
        figures(competition, awarded_on + timedelta(days=n))["initiatives_supported"]
        for n in (-1, 0, 2, 3)
    ]

    assert told == [0, 1, 1, 0]


def test_an_initiative_whose_funding_was_stopped_stays_supported(competition: Competition) -> None:
    initiative = competition.at("implementation", "1-01")
    competition.later(days=1)
    competition.act(initiative, "terminate", "coordinator", reason="Нет отчётов")

    assert figures(competition)["initiatives_supported"] == 1
    assert initiative.awarded is not None


def test_a_group_counts_as_it_was_on_the_day(competition: Competition) -> None:
    initiative = competition.initiative("1-01", group=[competition.people["neighbour"]])
    first = day(competition.now)
    competition.later(days=1)
    regroup(competition, initiative, "friend")
    programme = competition.programme.id

    def names(on: date | None) -> list[str]:
        people = records(competition.session, programme, "residents_taking_part", on)
        return sorted(person.name for person in people)  # type: ignore[union-attr]

    assert names(first - timedelta(days=1)) == []
    assert names(first) == ["Leader", "Neighbour"]
    assert names(day(competition.now)) == names(None) == ["Friend", "Leader"]


def test_a_deputy_counts_from_the_application(competition: Competition) -> None:
    first = day(competition.now)
    competition.later(days=5)
    enrol(competition, competition.other_district, "other_deputy")

    told = [
        figures(competition, first + timedelta(days=n))["deputies_interested"]
        for n in (-1, 0, 4, 5)
    ]

    assert told == [0, 1, 1, 2]


def test_an_event_counts_from_its_last_day(competition: Competition) -> None:
    competition.later(days=4)
    competition.event("long", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 4))

    told = [figures(competition, date(2026, 3, n))["events_held"] for n in (3, 4, 5)]

    assert told == [0, 1, 1]


def test_a_consultation_counts_from_its_day_and_not_from_when_it_was_written_down(
    competition: Competition,
) -> None:
    competition.later(days=10)
    advise(competition, "Смета", date(2026, 3, 5))

    told = [figures(competition, date(2026, 3, n))["consultations_given"] for n in (4, 5)]

    assert told == [0, 1]


def test_an_event_taken_back_later_counts_on_no_day(competition: Competition) -> None:
    """It has no history: what did not happen did not happen on the day either."""
    event = competition.event("mistake")
    competition.later(days=3)
    assert figures(competition, day(competition.now))["events_held"] == 1
    actor = competition.actor("coordinator")
    cancel_event(competition.session, event, reason="Ошибка", actor=actor, now=competition.now)

    assert {figures(competition, on)["events_held"] for on in days(competition)} == {0}


def test_people_without_names_stand_beside_the_figure_from_the_events_day(
    competition: Competition,
) -> None:
    competition.later(days=2)
    gather(competition, "feast", "resident")

    def beside(on: date) -> int | None:
        programme = competition.programme.id
        found = aside(competition.session, programme, "residents_taking_part", on)
        return found.number if found else None

    assert [beside(date(2026, 3, n)) for n in (3, 4, 5)] == [None, 3, 3]


def test_forms_count_with_their_event_so_that_no_two_days_give_one_away(
    competition: Competition,
) -> None:
    """A sixth form that comes in later cannot be found as the difference of two days."""
    actor = competition.actor("coordinator")
    event = competition.event("feast")
    heads = {Audience.RESIDENTS: 6}
    record_turnout(competition.session, event, unnamed=heads, actor=actor, now=competition.now)
    for forms in ([Form(5, True, True)] * 5, [Form(1, False, False)]):
        keep_feedback(competition.session, event, forms, actor=actor, now=competition.now)
        competition.later(days=1)

    told = [
        aside(competition.session, competition.programme.id, "positive_experience", on)
        for on in days(competition)
    ]

    assert {found.text.in_("en") for found in told if found} == {
        "besides, 5 of 6 feedback forms from events say so"
    }
