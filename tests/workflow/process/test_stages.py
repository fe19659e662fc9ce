from datetime import date, timedelta

import pytest

from tests.make import Competition, day
from tests.workflow.process.histories import LATER, asked, begun, stays, wander, went_on
from workflow.deadlines.timetable import timetable_of
from workflow.process.spread import spread
from workflow.process.stages import StageTime, stage_times
from workflow.process.until import Until

pytestmark = pytest.mark.long

DAY = 86_400


def until(competition: Competition, on: date | None = None) -> Until:
    session, programme = competition.session, competition.programme
    return Until.end_of(session, programme.id, on, competition.now + LATER)


def told(competition: Competition, on: date | None = None) -> dict[str, StageTime]:
    found = stage_times(competition.session, competition.programme, until(competition, on))
    return {stage.state: stage for stage in found}


@pytest.mark.parametrize("seed", range(3))
def test_times_are_those_of_every_stay_looked_at_one_by_one(
    competition: Competition, seed: int
) -> None:
    wander(competition, seed)

    for on in (None, day(competition.now) + timedelta(days=60), day(competition.now)):
        then = until(competition, on)
        timetable = timetable_of(competition.session, competition.programme.id)
        found = told(competition, on)
        final = {"completed", "rejected", "withdrawn", "terminated"}
        naive = [stay for stay in stays(competition, then) if stay.state not in final]
        assert found.keys() == {stay.state for stay in naive}
        for state, stage in found.items():
            times: tuple[list[int], list[int]] = ([], [])
            days: tuple[list[int], list[int]] = ([], [])
            waits: tuple[list[int], list[int]] = ([], [])
            untouched = 0
            for stay in naive:
                if stay.state != state:
                    continue
                end = stay.left or then.moment
                going_on = stay.left is None
                times[going_on].append(int((end - stay.entered).total_seconds()))
                first, last = timetable.local_day(stay.entered), timetable.local_day(end)
                between = range(1, (last - first).days + 1)
                days[going_on].append(
                    sum(timetable.is_working(first + timedelta(days=n)) for n in between)
                )
                worked = stay.worked or end
                waiting = int((worked - stay.entered).total_seconds())
                waits[going_on and stay.worked is None].append(waiting)
                untouched += stay.worked is None and not going_on
            assert stage.time == spread(*times)
            assert stage.working_days == spread(*days)
            assert stage.waiting == spread(*waits)
            assert stage.untouched == untouched


def test_nothing_is_told_before_anything_has_begun(competition: Competition) -> None:
    assert told(competition) == {}


def test_a_stay_that_goes_on_is_counted_apart(competition: Competition) -> None:
    begun(competition, "1-01")

    (stage,) = told(competition).values()

    assert (stage.state, stage.visits) == ("proposal", 1)
    assert stage.time == spread([], [LATER.days * DAY])
    assert stage.time.median is None


def test_who_comes_back_makes_another_visit(competition: Competition) -> None:
    initiative = begun(competition, "1-01")
    went_on(competition, initiative, "submit", "expert_review", by="leader")
    went_on(competition, initiative, "return_for_revision", "returned", by="chair")
    went_on(competition, initiative, "submit", "expert_review", by="leader")
    went_on(competition, initiative, "conclude_review", "approval", after=timedelta(days=3))

    assert told(competition)["expert_review"].time == spread([DAY, 3 * DAY], [])


def test_waiting_ends_with_the_first_act_of_a_person_and_not_of_the_clock(
    competition: Competition,
) -> None:
    initiative = begun(competition, "1-01")
    went_on(competition, initiative, "submit", "expert_review", by="leader")
    went_on(competition, initiative, "note_overdue", "expert_review", after=timedelta(days=2))
    went_on(competition, initiative, "declare_conflict", "expert_review", by="expert")
    went_on(competition, initiative, "conclude_review", "approval")

    stage = told(competition)["expert_review"]

    assert stage.waiting == spread([3 * DAY], [])
    assert stage.time == spread([4 * DAY], [])
    assert stage.untouched == 0


def test_work_on_what_belongs_to_it_ends_the_waiting_too(competition: Competition) -> None:
    initiative = begun(competition, "1-01")
    went_on(competition, initiative, "submit", "expert_review", by="leader")
    part = asked(competition, initiative, "1-01.1")
    part.changed_at = initiative.changed_at
    went_on(competition, part, "request", "requested", by="leader", after=timedelta(hours=5))
    went_on(competition, initiative, "conclude_review", "approval", after=timedelta(days=3))

    assert told(competition)["expert_review"].waiting == spread([5 * 3600], [])


def test_what_comes_with_the_move_itself_is_no_work_in_the_new_state(
    competition: Competition,
) -> None:
    initiative = begun(competition, "1-01")
    went_on(competition, initiative, "submit", "expert_review", by="leader")
    part = asked(competition, initiative, "1-01.1")
    part.changed_at = initiative.changed_at
    went_on(competition, part, "request", "requested", by="leader", after=timedelta())
    went_on(competition, initiative, "conclude_review", "approval", after=timedelta(days=3))

    stage = told(competition)["expert_review"]

    assert stage.waiting == spread([3 * DAY], [])
    assert stage.untouched == 1


def test_real_reviews_are_work_on_the_initiative(competition: Competition) -> None:
    initiative = competition.at("expert_review", "1-01")
    competition.later(days=2)
    competition.reviews(initiative)

    assert told(competition)["expert_review"].waiting == spread([2 * DAY], [])


def test_an_end_is_no_stage_to_wait_in(competition: Competition) -> None:
    initiative = begun(competition, "1-01")
    went_on(competition, initiative, "withdraw", "withdrawn", by="leader")

    assert told(competition).keys() == {"proposal"}


def test_weekends_and_holidays_are_no_working_days(competition: Competition) -> None:
    initiative = begun(competition, "1-01")  # on Monday, 2 March; 9 March is a day off, too
    went_on(
        competition, initiative, "submit", "expert_review", by="leader", after=timedelta(days=8)
    )

    assert told(competition)["proposal"].working_days == spread([5], [])


def test_at_the_end_of_a_day_what_came_after_is_not_known(competition: Competition) -> None:
    first = day(competition.now)
    initiative = begun(competition, "1-01")
    went_on(
        competition, initiative, "submit", "expert_review", by="leader", after=timedelta(days=5)
    )

    assert told(competition, first - timedelta(days=1)) == {}
    (stage,) = told(competition, first + timedelta(days=2)).values()
    assert (stage.state, stage.time.ended, stage.time.going_on) == ("proposal", 0, 1)
    assert stage.time.longest_going_on == 2 * DAY + 5 * 3600  # noon UTC is 19:00 there
