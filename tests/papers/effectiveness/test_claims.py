"""Without a comparison group the report says nothing of what a change comes from."""

from dataclasses import replace
from types import ModuleType

import pytest

from models import Text
from models.text import Language
from papers.charts import phrases as charts
from papers.charts.chart import drawing_of, table_of
from papers.effectiveness.blocks import Figure
from papers.effectiveness.claims import claims_in
from papers.effectiveness.page import effectiveness_html
from papers.effectiveness.phrases import evidence, frame, questions
from papers.effectiveness.wording import said, wording
from papers.typography import Plural
from tests.papers.effectiveness import findings, surveys
from tests.papers.effectiveness.reading import docx_words, made, pdf_words
from tests.papers.report.page import Page
from workflow.monitoring.evaluation import limits as all_limits
from workflow.monitoring.evaluation.report import RECORDS, EffectivenessReport

LANGUAGES: tuple[Language, ...] = ("ru", "en")
WITHOUT_GROUP = pytest.mark.parametrize(
    "report",
    [findings.report(), findings.interim(), findings.empty()],
    ids=["final", "interim", "empty"],
)


@pytest.mark.parametrize(
    "claim",
    [
        "Программа повлияла на доверие",
        "Влияние программы заметно",
        "Это привело к росту",
        "что приводит к росту",
        "Благодаря программе",
        "Рост вызван программой",
        "Это вызвало рост",
        "за счёт программы",
        "за счет программы",
        "Эффект есть",
        "эффектом стало",
        "Программа способствовала росту",
        "в результате программы",
        "вследствие программы",
        "Воздействие на жителей",
        "The effect is large",
        "Side effects",
        "Its impact",
        "It led to more trust",
        "which leads to trust",
        "Thanks to the programme",
        "caused by the programme",
        "because of it",
        "due to the programme",
        "It resulted in trust",
        "as a result of it",
        "it influenced people",
        "it affected people",
        "This contributed to trust",
        "The programme improved trust",
    ],
)
def test_a_claim_is_found(claim: str) -> None:
    assert claims_in(claim) != []
    assert claims_in(claim.upper()) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "Итоговый отчёт об эффективности",
        "Оценка эффективности программы",
        "Final report on effectiveness",
        "effective from today",
        "Ожидаемые результаты",
        "Expected results",
        "Изменение нельзя отнести на счёт программы",
        "The change cannot be attributed to the programme",
        "привет к празднику",
        "because they answered",
        "the pluralist leading role",
        "Жители, принявшие участие",
    ],
)
def test_what_is_no_claim_is_left_alone(sentence: str) -> None:
    assert claims_in(sentence) == []


@pytest.mark.parametrize("module", [charts, frame, questions, evidence, all_limits])
def test_no_phrase_of_ours_claims_anything_in_either_language(module: ModuleType) -> None:
    phrases = [*every_text(vars(module))]

    assert len(phrases) >= 10
    assert [one for one in phrases if claims_in(one)] == []


def test_every_phrase_is_in_both_languages() -> None:
    texts = [t for m in (charts, frame, questions, evidence) for t in texts_in(vars(m))]

    assert len(texts) > 200
    assert [text.ru for text in texts if not text.en] == []


def test_sources_are_named_without_a_claim() -> None:
    assert [t for text in RECORDS.values() for t in (text.ru, text.en or "") if claims_in(t)] == []


def texts_in(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, dict):
        return [
            text for key, part in value.items() if key != "__builtins__" for text in texts_in(part)
        ]
    if isinstance(value, tuple) and not isinstance(value, str):
        return [text for part in value for text in texts_in(part)]
    return [value.text] if hasattr(value, "text") and isinstance(value.text, Text) else []


def every_text(value: dict[str, object]) -> list[str]:
    plural = [
        form for part in value.values() if isinstance(part, Plural) for form in part.ru + part.en
    ]
    return [*plural, *(t for text in texts_in(value) for t in (text.ru, text.en or ""))]


@WITHOUT_GROUP
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_a_report_says_itself_is_a_claim(
    report: EffectivenessReport, language: Language
) -> None:
    words = wording(report, language)

    assert [sentence for sentence in said(words) if claims_in(sentence)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_neither_page_nor_pdf_nor_docx_has_a_claim(language: Language) -> None:
    files = made(language)

    page = Page(files["html"].decode())
    assert [text for text in page.texts if claims_in(text)] == []
    assert claims_in(pdf_words(files["pdf"])) == []
    assert claims_in(docx_words(files["docx"])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_wrote_is_quoted_as_theirs_whatever_they_claim(language: Language) -> None:
    claim = "Программа повлияла на всех, эффект огромный."
    comments = surveys.COMMENTS.model_copy(update={"after": (claim,)})
    report = findings.report(findings.round_(surveys.residents(comments=(comments,))))

    assert [sentence for sentence in said(wording(report, language)) if claims_in(sentence)] == []
    html = effectiveness_html(report, language)
    start, end = html.index(claim), html.index("</blockquote>", html.index(claim))
    assert html.rindex("<blockquote", 0, start) > html.rindex("</blockquote>", 0, start) < end
    assert html.count(claim) == 1


@WITHOUT_GROUP
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_comparison_group_it_says_that_a_change_cannot_be_attributed(
    report: EffectivenessReport, language: Language
) -> None:
    sentences = list(said(wording(report, language)))

    assert frame.NO_ATTRIBUTION.in_(language) in sentences
    assert frame.CAREFULLY.in_(language) not in sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_comparison_group_it_tells_the_difference_and_is_careful(language: Language) -> None:
    sentences = list(said(wording(findings.compared(), language)))

    assert frame.CAREFULLY.in_(language) in sentences
    assert frame.NO_ATTRIBUTION.in_(language) not in sentences
    told, *again = [one for one in sentences if "+12" in one and "(5)" in one]
    assert set(again) == {told}
    assert told.endswith(
        "Разница изменений — +12,0\u00a0п.\u00a0п. (95-процентный интервал: от\u00a0−3,0 "
        "до\u00a0+27,0\u00a0п.\u00a0п.): округа программы (5) и остальные (4)."
        if language == "ru"
        else "Difference of changes: +12.0\u00a0pp (95% interval: −3.0 to\u00a0+27.0\u00a0pp), "
        "the programme's districts (5) and others (4)."
    )
    assert [one for one in sentences if claims_in(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chart_claims_anything(language: Language) -> None:
    figures = [
        block.chart
        for section in wording(findings.report(), language).sections
        for block in section.blocks
        if isinstance(block, Figure)
    ]

    assert len(figures) >= 7
    for chart in figures:
        assert claims_in(drawing_of(chart, language).description) == []
        assert claims_in(" ".join(table_of(chart, language).heads)) == []


def test_who_did_not_take_part_is_asked_of_every_round() -> None:
    outside = surveys.residents(against_others=(surveys.AGAINST,))
    report = replace(findings.report(), rounds=(findings.round_(outside), findings.baseline()))

    assert frame.CAREFULLY.ru in list(said(wording(report, "ru")))
