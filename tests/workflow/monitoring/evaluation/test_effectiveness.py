"""A report has what was known on its day, names nobody, and says what it cannot say."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from models import EventKind, MediaKind, Text
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from tests.make import Competition, enrol
from tests.workflow.monitoring.evaluation.asked import closed_round, said
from tests.workflow.monitoring.evaluation.planned import (
    FINAL_DAY,
    INTERIM_DAY,
    PLAN,
    at_noon,
    planned,
    report,
)
from workflow.errors import NotFound, Refusal
from workflow.life.media import Publication, record_mention
from workflow.monitoring.analysis.results import AgainstOthers, Estimate, Measure, Results
from workflow.monitoring.evaluation.assessments import write_assessment
from workflow.monitoring.evaluation.effectiveness import effectiveness
from workflow.monitoring.evaluation.limits import limits
from workflow.monitoring.evaluation.report import EffectivenessReport, Evidence

INTERIM, FINAL = EvaluationStage.INTERIM, EvaluationStage.FINAL


def facts(found: EffectivenessReport) -> dict[str, int | None]:
    return {line.indicator: line.fact for line in found.indicators}


def codes(found: EffectivenessReport) -> list[str]:
    return [limit.code for limit in found.limits]


def words(value: Any) -> list[str]:
    """Everything that a report says, in every language."""
    if isinstance(value, Text):
        return [value.ru, value.in_("en")]
    if isinstance(value, str):
        return [value]
    if is_dataclass(value) and not isinstance(value, type):
        return [w for field in fields(value) for w in words(getattr(value, field.name))]
    if isinstance(value, tuple | list):
        return [w for item in value for w in words(item)]
    return []


@pytest.mark.parametrize(("stage", "day"), [(INTERIM, INTERIM_DAY), (FINAL, FINAL_DAY)])
def test_no_report_is_drawn_up_before_its_day(
    competition: Competition, stage: EvaluationStage, day: date
) -> None:
    with pytest.raises(Refusal) as refused:
        report(
            competition, stage, day.replace(day=day.day - 1) if day.day > 1 else date(2026, 8, 31)
        )

    assert refused.value.codes == ["evaluation_not_yet"]
    assert report(competition, stage, day).header.as_of == day


def test_without_a_plan_there_is_no_report(competition: Competition) -> None:
    with pytest.raises(NotFound, match="has no evaluation plan"):
        effectiveness(competition.session, competition.programme, FINAL, on=FINAL_DAY)


def test_the_interim_report_is_the_same_whenever_it_is_drawn_up(competition: Competition) -> None:
    competition.initiative("1-01")
    closed_round(competition, "first", {"a": (said(30, 10),)}, closes=date(2026, 4, 10))
    first = report(competition, INTERIM, INTERIM_DAY)
    competition.now = at_noon(date(2026, 5, 20))
    competition.event("later", starts_on=date(2026, 5, 19))
    baseline = closed_round(competition, "second", {"a": (said(20, 20),)}, closes=date(2026, 5, 5))
    closed_round(
        competition, "third", {"a": (said(25, 15),)}, baseline=baseline, closes=date(2026, 5, 6)
    )

    assert report(competition, INTERIM, date(2026, 12, 1)) == first


def test_the_final_report_knows_what_is_known_when_it_is_drawn_up(
    competition: Competition,
) -> None:
    competition.now = at_noon(date(2026, 10, 1))
    competition.event("autumn", starts_on=date(2026, 9, 20))

    days = [date(2026, 9, 19), date(2026, 9, 20), date(2026, 12, 31)]
    told = [report(competition, FINAL, on) for on in days]

    assert [found.header.as_of for found in told] == [*days[:2], date(2026, 11, 30)]
    visited = [found.parameters[1].values[0].after for found in told]
    assert visited == [0, 1, 1]


def test_every_cell_of_the_stage_has_a_piece_of_evidence_for_each_method(
    competition: Competition,
) -> None:
    for stage in EvaluationStage:
        found = report(competition, stage, FINAL_DAY)
        rows = [(c.stage, c.object, tuple(e.method for e in c.evidence)) for c in found.cells]
        assert rows == [(c.stage, c.object, c.methods) for c in PLAN.cells(stage)]


def test_a_cell_says_what_is_evaluated(competition: Competition) -> None:
    goal, task, result = report(competition).cells

    assert (goal.texts, task.texts, result.texts) == ((PLAN.goal,), PLAN.tasks, PLAN.results)


def test_where_nothing_was_found_it_is_said_why(competition: Competition) -> None:
    pieces = [
        piece
        for stage in EvaluationStage
        for cell in report(competition, stage).cells
        for piece in cell.evidence
    ]

    def missing(piece: Evidence) -> bool:
        return getattr(piece, "missing", None) is not None

    silent = {piece.method for piece in pieces if not missing(piece)}
    assert silent == {"indicators", "plan_and_fact"}, "figures, of which nought is one"


def test_the_report_says_that_a_change_cannot_be_attributed(competition: Competition) -> None:
    before = closed_round(competition, "first", {"a": (said(20, 20),)})
    assert codes(report(competition))[:2] == ["no_comparison_group", "asked_once"]
    closed_round(
        competition, "second", {"a": (said(30, 10),)}, baseline=before, closes=date(2026, 8, 1)
    )

    found = report(competition)

    assert codes(found)[0] == "no_comparison_group"
    assert "asked_once" not in codes(found)
    assert not found.has_comparison_group


def test_districts_that_were_asked_without_taking_part_are_a_comparison_group(
    competition: Competition,
) -> None:
    closed_round(competition, "first", {"a": (said(20, 20),)})
    (round_,) = report(competition).rounds
    (finding,) = round_.questionnaires
    others = AgainstOthers(
        question="positive_experience",
        districts=3,
        others=3,
        estimate=Estimate(measure=Measure.SHARE_CHANGE, value=0.2),
    )
    against = type(finding)(
        finding.document,
        Results.model_validate(finding.results.model_dump() | {"against_others": (others,)}),
    )
    compared = type(round_)(**vars(round_) | {"questionnaires": (against,)})

    assert "no_comparison_group" not in [limit.code for limit in limits([compared])]


def test_without_a_round_the_report_says_that_nobody_was_asked(competition: Competition) -> None:
    closed_round(competition, "first", {"a": ()}, analysed=False)

    found = report(competition)

    assert codes(found)[:2] == ["no_comparison_group", "not_asked"]
    assert found.rounds == ()


def test_nothing_in_the_report_names_anybody(competition: Competition) -> None:
    session, coordinator = competition.session, competition.actor("coordinator")
    author = competition.resident("Морозова Анна Петровна")
    planned(competition)
    competition.at("completed", "1-01", group=[author, competition.people["friend"]])
    competition.event("meeting", title="Встреча с Анной Морозовой", kind=EventKind.MEETING)
    competition.now = at_noon(FINAL_DAY)
    record_mention(
        session,
        competition.programme,
        Publication(
            MediaKind.SITE,
            "Портал",
            "А. П. Морозова: двор ждал",
            "https://e.org/1",
            date(2026, 8, 1),
        ),
        actor=coordinator,
        now=competition.now,
    )
    write_assessment(
        session,
        competition.programme,
        FINAL,
        EvaluationObject.RESULT,
        "Морозова Анна Петровна рассказала, как группа строила площадку. Писать ей: m@example.org. "
        "Площадка стоит, и ею пользуются: это видно по записям и по самому двору.",
        actor=competition.actor("evaluator"),
        now=competition.now,
    )

    told = " ".join(words(report(competition)))

    assert "Площадка стоит" in told
    assert [
        name for name in ("Мороз", "m@example.org", "Evaluator", "Leader") if name in told
    ] == []


def test_only_districts_that_entered_by_then_are_covered(competition: Competition) -> None:
    competition.now = at_noon(date(2026, 9, 20))
    enrol(competition, competition.other_district, "other_deputy")

    told = {
        on: [line.district for line in report(competition, FINAL, on).coverage]
        for on in (date(2026, 9, 19), date(2026, 9, 20))
    }

    assert list(told.values()) == [["1"], ["1", "2"]]


def test_problems_are_covered_by_supported_initiatives(competition: Competition) -> None:
    competition.at("funding", "1-01")
    competition.initiative("1-02")

    (district,) = report(competition).coverage

    lines = [(p.kind, p.ordinal, p.supported) for p in district.problems]
    assert lines == [("problem", 1, 1), ("problem", 2, 0), ("growth_point", 1, 0)]
    assert (district.addressed, district.listed) == (1, 2)


def test_the_funnel_counts_how_far_initiatives_ever_came(competition: Competition) -> None:
    competition.at("completed", "1-01")
    competition.at("rejected", "1-02")
    declined = competition.at("funding", "1-03")
    competition.act(declined, "withdraw", "leader", reason="Передумали")
    competition.initiative("1-04")

    found = report(competition).funnel

    reached = [step.reached for step in found.steps]
    assert reached == sorted(reached, reverse=True) == [4, 3, 3, 2, 1, 1, 1]
    assert [(off.state, off.number) for off in found.exits] == [("rejected", 1), ("withdrawn", 1)]


def test_a_parameter_is_set_before_against_after(competition: Competition) -> None:
    competition.now = at_noon(date(2026, 8, 2))
    competition.event("spring", starts_on=date(2026, 4, 10))
    competition.event("summer", starts_on=date(2026, 8, 1))
    district = said(9, 1, 0.4, district="1")
    before = closed_round(competition, "first", {"a": (said(20, 20),)}, closes=date(2026, 4, 10))
    only = report(competition, INTERIM, INTERIM_DAY)
    again = {"a": (said(30, 10, 0.5), district)}
    closed_round(competition, "second", again, baseline=before, closes=date(2026, 8, 1))

    experience, events = report(competition).parameters

    assert [(v.district, v.before, v.after) for v in experience.values] == [
        (None, 0.5, 0.75),
        ("1", 0.4, 0.9),
    ]
    assert (experience.before_on, experience.after_on) == (date(2026, 4, 10), date(2026, 8, 1))
    assert [(v.district, v.before, v.after) for v in events.values] == [(None, 1, 2), ("1", 1, 2)]
    first, _ = only.parameters
    assert [(v.before, v.after) for v in first.values] == [(0.5, None), (None, None)]


def test_indicators_are_set_against_the_plan(competition: Competition) -> None:
    competition.at("funding", "1-01")

    found = {line.indicator: (line.fact, line.percent) for line in report(competition).indicators}

    assert found["initiatives_supported"] == (1, 20)
    assert found["deputies_interested"] == (1, 50)
    assert found["residents_taking_part"] == (3, None), "the programme set no figure"
    assert found["positive_experience"] == (None, None)


def test_what_is_invented_is_said_to_be(competition: Competition) -> None:
    assert not report(competition).header.is_sample
    competition.initiative("1-01", is_sample=True)

    assert report(competition).header.is_sample
