"""What the report says of its findings, in either language."""

from dataclasses import replace

import pytest

from models import Text
from models.text import Language
from papers.charts.kinds.dumbbell import Absent, Dumbbell, Point
from papers.charts.kinds.likert import Likert
from papers.charts.table import DataTable
from papers.effectiveness.blocks import Figure, Grid, Paragraph, Points, Section
from papers.effectiveness.drawn import nominal_charts, scale_charts, shares_chart
from papers.effectiveness.estimates import p_in, value_in
from papers.effectiveness.phrases import evidence, frame, questions
from papers.effectiveness.wording import said, wording
from tests.papers.effectiveness import findings, surveys
from workflow.monitoring.analysis.results import (
    Cell,
    Estimate,
    Measure,
    Method,
    Moved,
    Note,
    Turnout,
)
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.evaluation.report import EffectivenessReport


def section(report: EffectivenessReport, anchor: str, language: Language = "ru") -> Section:
    return next(one for one in wording(report, language).sections if one.anchor == anchor)


def tables(part: Section) -> list[DataTable]:
    return [block.table for block in part.blocks if isinstance(block, Grid)]


def lines(part: Section) -> list[str]:
    return [line for block in part.blocks if isinstance(block, Points) for line in block.lines]


def test_every_measure_method_note_and_way_of_evaluation_has_words() -> None:
    assert set(questions.MEASURES) == set(Measure)
    assert set(questions.METHODS) == set(Method)
    assert set(questions.NOTES) >= {str(note) for note in Note}
    assert set(evidence.METHODS) == set(EvaluationMethod)


def test_the_summary_comes_first_and_says_who_rose_stayed_and_fell() -> None:
    words = wording(findings.report(), "ru")

    assert words.sections[0].anchor == "summary"
    assert (
        "Анкета жителя округа. «Готовы ли Вы участвовать в решении проблем округа вместе с "
        "соседями?» Из 59 ответивших "
        "оба раза у 14 ответ стал лучше, у 38 не изменился, у 7 стал хуже."
    ) in lines(words.sections[0])


def test_the_summary_says_what_was_planned_and_what_is_short() -> None:
    told = lines(section(findings.report(), "summary", "en"))

    assert told[0] == "Target indicators with a plan: 5; the plan is met for 3."
    assert told[1] == "Short of the plan: Consultations given (47 of 50)."
    assert told[2].startswith("No figure yet: Participants with a positive experience")


def test_who_answered_is_told_of_both_rounds() -> None:
    told = lines(section(findings.report(), "summary"))

    assert (
        "Анкета жителя округа, исходный раунд: ответили 78 из 120 приглашённых (65\u00a0%)." in told
    )
    assert any("ответили 83 из 120 приглашённых (69\u00a0%)" in line for line in told)


def test_what_is_hidden_is_said_to_be_hidden_and_never_nought() -> None:
    finding = surveys.residents(
        turnout_after=(Turnout(invited=None, answered=None),),
        comparisons=(
            surveys.shares(
                "readiness", 0.5, 0.5, is_primary=True, share_before=None, share_after=None,
                answered_before=None, answered_after=None, estimates=(), test=None,
                moved=Moved(improved=None, same=None, worse=None), notes=(Note.SUPPRESSED,),
            ),
        ),
    )  # fmt: skip
    report = findings.report(findings.round_(finding))
    told = lines(section(report, "summary"))

    assert any(line.endswith("сколько ответило, показать нельзя.") for line in told)
    assert any(line.endswith("Показать нельзя: ответило слишком мало.") for line in told)
    (moved,) = [t for t in tables(section(report, "questions")) if "оба раза" in t.caption]
    assert moved.rows[0][1:] == ("скрыто",) * 4


def test_a_first_round_is_described_and_not_compared() -> None:
    told = lines(section(findings.interim(), "summary"))

    assert frame.NOT_COMPARED.ru in told
    assert not any("стало" in line for line in told)
    chart = shares_chart(surveys.first_round(), "ru")
    assert isinstance(chart, Dumbbell)
    assert {row.before for row in chart.rows} == {Absent.NOT_ASKED}


def test_questions_come_in_the_order_of_the_questionnaire() -> None:
    changes = tables(section(findings.report(), "questions"))[0]
    labels = [row[0] for row in changes.rows]
    asked = [question.label.ru for question in surveys.RESIDENTS.questions.values()]
    places = [next(n for n, ask in enumerate(asked) if label.startswith(ask)) for label in labels]

    assert places == sorted(places)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_effect_interval_and_n_come_first_and_p_in_the_technical_table_only(
    language: Language,
) -> None:
    words = wording(findings.report(), language)
    with_p = [s.anchor for s in words.sections for t in tables(s) if "p" in t.heads]

    assert with_p == ["method"]
    assert tables(section(findings.report(), "method", language))[-1].heads[3] == "p"
    changes = tables(section(findings.report(), "questions", language))[0]
    assert [head.in_(language) for head in questions.CHANGES_HEADS[2:5]] == list(changes.heads[2:5])


def test_a_scale_that_begins_with_its_best_answer_is_turned_around() -> None:
    _, heard = scale_charts(surveys.residents(), "ru")

    assert isinstance(heard, Likert)
    assert heard.options == ("Никогда", "Редко", "Часто", "Всегда")
    assert (heard.unfavourable, heard.favourable) == (2, 2)
    assert heard.rows[0].after is not None
    assert heard.rows[0].after.counts == (6, 14, 17, 29)


def test_a_question_without_an_order_is_described_by_its_options() -> None:
    (chart,) = nominal_charts(surveys.residents(), "en")

    assert [row.label for row in chart.rows] == ["From neighbours", "From a newspaper", "Elsewhere"]
    assert chart.rows[2].before is Absent.HIDDEN
    assert chart.rows[0].after == Point(45 / 81)


def test_the_same_evidence_is_told_once() -> None:
    plan = section(findings.report(), "plan")
    captions = [table.caption for table in tables(plan)]

    assert captions.count(evidence.SUPPORT_CAPTION.ru) == 1
    assert "Те же данные, что выше: «Цель — план и факт»." in list(
        said(wording(findings.report(), "ru"))
    )


def test_every_cell_of_the_plan_has_each_of_its_methods() -> None:
    report = findings.report()
    told = [b.text for b in section(report, "plan").blocks if hasattr(b, "text")]

    for cell in report.cells:
        of = evidence.OBJECTS[cell.object].ru
        for piece in cell.evidence:
            method = evidence.METHODS[piece.method].ru
            assert f"{of} — {method[0].lower()}{method[1:]}" in told


@pytest.mark.parametrize(
    ("measure", "value", "ru", "en"),
    [
        (Measure.SHARE_CHANGE, -0.125, "−12,5\u00a0п.\u00a0п.", "−12.5\u00a0pp"),
        (Measure.NET_CHANGE, 0.24, "+24,0\u00a0п.\u00a0п.", "+24.0\u00a0pp"),
        (Measure.SHARE_CHANGE, 0.0, "0,0\u00a0п.\u00a0п.", "0.0\u00a0pp"),
        (Measure.SUPERIORITY, 0.58, "58\u00a0%", "58%"),
        (Measure.CLIFFS_DELTA, 0.16, "+0,16", "+0.16"),
        (Measure.MEAN_CHANGE, -1.5, "−1,50", "−1.50"),
        (Measure.RATE_RATIO, 1.35, "×\u00a01,35", "×\u00a01.35"),
        (Measure.ODDS_RATIO, 2.0, "×\u00a02,00", "×\u00a02.00"),
    ],
)
def test_an_estimate_is_written_as_the_language_does(
    measure: Measure, value: float, ru: str, en: str
) -> None:
    estimate = Estimate(measure=measure, value=value)

    assert (value_in(estimate, "ru"), value_in(estimate, "en")) == (ru, en)


@pytest.mark.parametrize(
    ("p", "shown"), [(None, "—"), (0.0, "<\u00a00,001"), (0.0213, "0,021"), (1.0, "1,000")]
)
def test_a_p_value_has_three_digits_and_is_never_nought(p: float | None, shown: str) -> None:
    assert p_in(p, "ru") == shown


def test_a_district_that_the_report_does_not_list_goes_by_its_code() -> None:
    report = replace(findings.report(), coverage=())
    answers = tables(section(report, "districts"))[0]

    assert [row[1] for row in answers.rows] == ["15"]


def test_a_scale_that_is_hidden_whole_is_named_and_not_drawn() -> None:
    cells = tuple(Cell(option=code) for code in surveys.LINK_CODES)
    hidden = surveys.scale("link_quality", surveys.LINK_CODES, cells=cells)
    finding = surveys.residents(comparisons=(hidden,))

    blocks = section(findings.report(findings.round_(finding)), "questions").blocks

    drawn = [block.chart for block in blocks if isinstance(block, Figure)]
    words = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert not any(isinstance(chart, Likert) for chart in drawn)
    assert any("Вопросы: «Как Вы оцениваете связь жителей" in text for text in words)


def test_headings_of_the_charts_and_tables_are_not_doubled() -> None:
    captions = [
        block.chart.title
        for part in wording(findings.report(), "ru").sections
        for block in part.blocks
        if isinstance(block, Figure)
    ]
    headings = [part.heading for part in wording(findings.report(), "ru").sections]

    assert set(captions) & set(headings) == set()


def test_a_programmes_title_without_english_is_told_in_russian() -> None:
    report = findings.report()
    header = replace(report.header, title=Text(ru="Программа"))

    assert wording(replace(report, header=header), "en").title == "Программа"
