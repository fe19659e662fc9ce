"""Who is asked: previewed, carried out as previewed, and what was assigned before is kept."""

import pytest
from sqlalchemy import func, select

from models import HistoryEntry, Initiative, OutboxMessage, Review
from tests.make import COUNCIL, Competition
from tests.workflow.statements import statements
from workflow.actor import Actor
from workflow.council.assignment import CannotAssign
from workflow.errors import Refusal, Stale
from workflow.programme.lookup import find_council
from workflow.reviews.planning import Preview, assign_experts, preview
from workflow.reviews.settling import declare_conflict


def planned(competition: Competition) -> Preview:
    return preview(competition.session, competition.programme, now=competition.now)


def carried_out(
    competition: Competition, previewed: str | None = None, name: str = "coordinator"
) -> Preview:
    return assign_experts(
        competition.session,
        competition.programme,
        actor=competition.actor(name),
        now=competition.now,
        previewed=previewed,
    )


def pairs(found: Preview) -> list[tuple[str, int]]:
    return [(asked.initiative.code, asked.expert.id) for asked in found.asked]


def reviews(competition: Competition) -> list[tuple[str, int]]:
    rows = competition.session.scalars(select(Review).order_by(Review.code))
    return sorted((review.initiative.code, review.expert_id) for review in rows)


def conflicted(competition: Competition, initiative: Initiative, *names: str) -> None:
    for name in names:
        declare_conflict(
            competition.session,
            initiative,
            "declare_conflict",
            actor=competition.actor(name),
            now=competition.now,
            reason="Работали вместе",
        )


def test_a_preview_changes_nothing(competition: Competition) -> None:
    competition.at("expert_review")
    before = competition.session.scalar(select(func.count()).select_from(HistoryEntry))

    found = planned(competition)

    assert len(found.asked) == 2
    assert reviews(competition) == []
    after = competition.session.scalar(select(func.count()).select_from(HistoryEntry))
    assert after == before


def test_what_is_carried_out_is_what_was_previewed(competition: Competition) -> None:
    for number in range(3):
        competition.at("expert_review", f"1-0{number}")
    seen = planned(competition)

    done = carried_out(competition, seen.fingerprint)

    assert pairs(done) == pairs(seen) == reviews(competition)


@pytest.mark.parametrize("meanwhile", ["another proposal", "a conflict", "a dismissal"])
def test_a_plan_that_changed_since_the_preview_is_not_carried_out(
    competition: Competition, meanwhile: str
) -> None:
    initiative = competition.at("expert_review")
    seen = planned(competition)
    named = {person.id: name for name, person in competition.people.items()}
    theirs = named[seen.asked[0].expert.id]
    if meanwhile == "another proposal":
        competition.at("expert_review", "1-02")
    elif meanwhile == "a conflict":
        conflicted(competition, initiative, theirs)
    else:
        council = find_council(competition.session, competition.programme)
        facts = {"member": competition.people[theirs].id}
        competition.act(council, "dismiss", "coordinator", reason="Уехал", facts=facts)
    before = reviews(competition)

    with pytest.raises(Stale) as refused:
        carried_out(competition, seen.fingerprint)

    assert refused.value.codes == ["plan_changed"]
    assert reviews(competition) == before


def test_what_was_assigned_before_is_kept(competition: Competition) -> None:
    competition.at("expert_review", "1-01")
    carried_out(competition)
    before = reviews(competition)
    competition.at("expert_review", "1-02")

    carried_out(competition)

    assert [pair for pair in reviews(competition) if pair[0] == "1-01"] == before
    assert len(reviews(competition)) == 4


def test_assigning_again_asks_nobody_twice(competition: Competition) -> None:
    competition.at("expert_review")
    carried_out(competition)
    before = reviews(competition)

    assert pairs(carried_out(competition)) == []
    assert reviews(competition) == before


def test_who_has_a_conflict_is_not_asked(competition: Competition) -> None:
    initiative = competition.initiative(group=[competition.people[n] for n in ("friend", "third")])
    competition.act(initiative, "submit", "leader")
    conflicted(competition, initiative, "expert")

    carried_out(competition)

    allowed = {competition.people[name].id for name in ("chair", "second")}
    assert {expert for _, expert in reviews(competition)} == allowed


@pytest.mark.parametrize("how", ["release", "set_aside", "recuse"])
def test_who_was_taken_off_a_proposal_is_not_asked_for_it_again(
    competition: Competition, how: str
) -> None:
    initiative = competition.at("expert_review")
    first = next(
        review
        for review in competition.reviews(initiative)
        if review.expert_id != competition.people["chair"].id
    )
    if how == "release":
        competition.act(first, "release", "coordinator", reason="Болеет")
    elif how == "set_aside":
        competition.submit(first)
        competition.act(first, "set_aside", "chair", reason="Не по методике")
    else:
        named = {person.id: name for name, person in competition.people.items()}
        conflicted(competition, initiative, named[first.expert_id])

    carried_out(competition)

    experts = [expert for _, expert in reviews(competition)]
    assert len(experts) == len(set(experts)) == 3


def test_too_few_experts_are_told_with_who_is_barred_and_why(competition: Competition) -> None:
    group = [competition.people[name] for name in ("expert", "second", "third")]
    initiative = competition.initiative(group=group)
    competition.act(initiative, "submit", "leader")

    with pytest.raises(CannotAssign, match="1-01 lacks experts: 1 of 2") as refused:
        carried_out(competition)

    assert "Expert, Second, Third" in str(refused.value)
    assert reviews(competition) == []


@pytest.mark.parametrize("state", ["set_aside", "recused", "released"])
def test_why_somebody_is_barred_is_told_in_words(competition: Competition, state: str) -> None:
    group = [competition.people[name] for name in ("friend", "third")]
    initiative = competition.initiative(group=group)
    competition.act(initiative, "submit", "leader")
    mine = next(
        review
        for review in competition.reviews(initiative)
        if review.expert_id != competition.people["chair"].id
    )
    named = {person.id: name for name, person in competition.people.items()}
    left = next(
        n
        for n in COUNCIL
        if competition.people[n].id not in _asked(competition) | _group(initiative)
    )
    if state == "recused":
        conflicted(competition, initiative, named[mine.expert_id])
    elif state == "released":
        competition.act(mine, "release", "coordinator", reason="Болеет")
    else:
        competition.submit(mine)
        competition.act(mine, "set_aside", "chair", reason="Не по методике")
    conflicted(competition, initiative, left)

    with pytest.raises(CannotAssign) as refused:
        planned(competition)

    assert f"{state} —" not in refused.value.blockers[0].text.ru
    assert state not in refused.value.blockers[0].text.ru


def _asked(competition: Competition) -> set[int]:
    return {expert for _, expert in reviews(competition)}


def _group(initiative: Initiative) -> set[int]:
    return {person.id for person in initiative.group}


def test_one_proposal_that_lacks_experts_holds_up_all_and_nothing_is_half_done(
    competition: Competition,
) -> None:
    competition.at("expert_review", "1-01")
    group = [competition.people[name] for name in ("expert", "second", "third")]
    lacking = competition.initiative("1-02", group=group)
    competition.act(lacking, "submit", "leader")

    with pytest.raises(CannotAssign):
        carried_out(competition)

    assert reviews(competition) == []


def test_an_empty_council_reviews_nothing_and_says_so(competition: Competition) -> None:
    competition.at("expert_review")
    council = find_council(competition.session, competition.programme)
    for name in COUNCIL:
        facts = {"member": competition.people[name].id}
        competition.act(council, "dismiss", "coordinator", reason="Роспуск", facts=facts)

    with pytest.raises(CannotAssign, match="members of the council: 0"):
        carried_out(competition)


@pytest.mark.parametrize("name", ["chair", "secretary", "expert", "leader", "treasurer"])
def test_only_the_coordinator_assigns(competition: Competition, name: str) -> None:
    competition.at("expert_review")

    with pytest.raises(Refusal) as refused:
        carried_out(competition, name=name)

    assert refused.value.codes == ["not_permitted"]


def test_whoever_is_asked_gets_a_letter_and_nobody_else(competition: Competition) -> None:
    competition.at("expert_review")

    found = carried_out(competition)

    letters = competition.session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.template == "review_requested")
    ).all()
    assert sorted(letters) == sorted(asked.expert.id for asked in found.asked)


def test_the_history_says_why_this_expert(competition: Competition) -> None:
    competition.at("expert_review")

    found = carried_out(competition)

    entries = competition.session.scalars(
        select(HistoryEntry.reason).where(HistoryEntry.action == "assign")
    ).all()
    assert sorted(str(reason) for reason in entries) == sorted(a.why.ru for a in found.asked)


def test_a_review_of_another_proposals_step_is_not_assigned(competition: Competition) -> None:
    """Proposals that are not under review are in no plan."""
    competition.initiative("1-01")
    competition.at("approval", "1-02")
    before = reviews(competition)

    assert pairs(carried_out(competition)) == []
    assert reviews(competition) == before


def test_whoever_is_recused_is_replaced_before_the_next_plan(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    carried_out(competition)
    named = {person.id: name for name, person in competition.people.items()}
    (_, first), (_, second) = reviews(competition)
    conflicted(competition, initiative, named[first])

    assert pairs(carried_out(competition)) == []
    experts = {expert for _, expert in reviews(competition)}
    assert len(experts - {first, second}) == 1


def test_however_many_proposals_a_preview_takes_the_same_statements(
    competition: Competition,
) -> None:
    def count() -> int:
        competition.session.expire_all()
        planned(competition)
        competition.session.expire_all()
        with statements(competition.session) as asked:
            planned(competition)
        return len(asked)

    competition.at("expert_review", "1-00")
    one = count()
    for number in range(1, 30):
        competition.at("expert_review", f"1-{number:02}")
    thirty = count()

    assert len(planned(competition).asked) == 60
    assert one == thirty


def test_nobody_is_asked_by_somebody_elses_name(competition: Competition) -> None:
    competition.at("expert_review")
    leader, coordinator = competition.people["leader"], competition.people["coordinator"]

    with pytest.raises(Refusal) as refused:
        assign_experts(
            competition.session,
            competition.programme,
            actor=Actor.person(leader.id, on_behalf_of=coordinator.id),
            now=competition.now,
        )

    assert refused.value.codes == ["not_a_coordinator"]
