"""What each view is said to show."""

from dataclasses import replace

import pytest

from models.text import Language
from papers.process import findings as f
from papers.process.lapses import lasted, no_longer_than
from tests.papers.process.made import (
    APPROVAL,
    DAY,
    NOTHING,
    REVIEW,
    SOME,
    overdue,
    stage,
    took,
    version,
)
from workflow.process.conformance import Departure, Replayed

pytestmark = pytest.mark.long

PLAIN = str.maketrans("\u00a0", " ")
SAID = [
    (
        f.stages_said(SOME.stages, "ru"),
        "Дольше всего длится этап «Экспертиза»: в половине случаев не дольше 9 дней, в девяти из "
        "десяти — не дольше 21 дня. Дольше всего ждут на этапе «Утверждение»: в половине случаев "
        "до первого действия проходит не больше 3 дней; о девяти из десяти говорить рано. Сейчас "
        "в пути — 7 инициатив; дольше всех на одном месте — на этапе «Утверждение», 40 дней.",
    ),
    (
        f.stages_said(SOME.stages[:1], "en"),
        "“Expert review” lasts longest: in half of the cases no longer than 9 days, in nine of ten "
        "no longer than 21 days. The longest waiting is in “Expert review”: in half of the cases "
        "somebody acts within 2 days, in nine of ten within 4 days.",
    ),
    (
        f.overdue_said(SOME.overdue, "ru"),
        "Просроченных сроков — 4, больше всего на этапе «Инициатива: Экспертиза»: 3. Дольше всего "
        "просрочен срок на этапе «Инициатива: Экспертиза»: 40 дней.",
    ),
    (
        f.overdue_said([overdue(REVIEW, 21)], "ru"),
        "Просроченных сроков — 1, все на этапе «Инициатива: Экспертиза»; дольше всего — 21 день.",
    ),
    (f.overdue_said([], "en"), "Nothing is overdue."),
    (
        f.returns_said(SOME.returns, "ru"),
        "На доработку возвращали 3 из 13 инициатив, чаще всего с этапа «Экспертиза». Что с ними "
        "стало: «Завершена» — 2, «Отклонена» — 1.",
    ),
    (
        f.returns_said(replace(SOME.returns, times=SOME.returns.times[:1], by_stage=()), "ru"),
        "На доработку не возвращали ни одной из 10 инициатив.",
    ),
    (f.returns_said(NOTHING.returns, "ru"), "Возвращать на доработку пока нечего."),
    (
        f.funnel_said(SOME.funnel, "ru"),
        "Начали путь — 21 инициатива: прошли до конца — 9, сошли — 4, в пути — 8. Чаще всего путь "
        "обрывается после этапа «Экспертиза»: 4.",
    ),
    (
        f.bypassed_said(SOME.bypassed, "ru"),
        "Всего — 3 хода: календарь опоздал — 2, отменено чужое решение или правило — 1. Чаще "
        "всего — «Снять»: 2.",
    ),
    (
        f.variants_said(SOME.variants, "ru"),
        "Разных путей по этапам — 4; самый частый прошли 12 из 21 инициативы (57 %).",
    ),
    (
        f.conformance_said(SOME.conformance, "ru"),
        "Все истории (21) соответствуют той версии жизненного цикла, за которой закреплены. "
        "Новейшей версии соответствуют 19 из 21.",
    ),
    (
        f.conformance_said(SOME.conformance[:1], "en"),
        "All histories (15) conform to the version of the lifecycle that they are pinned to.",
    ),
    (
        f.conformance_said(
            [version(True, departed := Replayed(3, (Departure(REVIEW, REVIEW, REVIEW, 1, "x"),)),
                     departed)],
            "ru",
        ),
        "Своей версии жизненного цикла не соответствуют 1 из 3 историй: проверьте базу командой "
        "«vmeste history verify».",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), SAID)
def test_the_finding_is_said_in_a_sentence(said: str, expected: str) -> None:
    assert said.translate(PLAIN) == expected


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_yet_is_said_to_be_so(language: Language) -> None:
    said = {
        f.stages_said((), language),
        f.funnel_said(NOTHING.funnel, language),
        f.variants_said(NOTHING.variants, language),
        f.conformance_said((), language),
    }
    assert len(said) == 1
    assert "0" not in said.pop()


def test_a_stage_with_few_cases_is_told_of_first_only_where_no_other_has_more() -> None:
    rare = stage(APPROVAL, took(90 * DAY, 90 * DAY, ended=1), took(DAY, DAY))

    assert "«Экспертиза»: в половине" in f.stages_said((SOME.stages[0], rare), "ru")
    assert "«Утверждение»: в половине" in f.stages_said((rare,), "ru")


def test_where_most_still_goes_on_only_that_is_said() -> None:
    going_on = stage(REVIEW, took(None, None, 0, 3), took(None, None, 0, 3))

    assert f.stages_said((going_on,), "en") == (
        "On the way: 3 initiatives; the longest in one place is in “Expert review”, for 40 days."
    )


@pytest.mark.parametrize(
    ("seconds", "nominative", "genitive"),
    [
        (0, "0 минут", "0 минут"),
        (59, "1 минута", "1 минуты"),
        (61, "2 минуты", "2 минут"),
        (2 * 3600, "2 часа", "2 часов"),
        (47 * 3600 + 1, "48 часов", "48 часов"),
        (2 * DAY, "2 дня", "2 дней"),
        (20 * DAY + 1, "21 день", "21 дня"),
        (1_000_000 * DAY, "1 000 000 дней", "1 000 000 дней"),
    ],
)
def test_a_time_is_rounded_up_and_declined(seconds: int, nominative: str, genitive: str) -> None:
    assert lasted(seconds, "ru").translate(PLAIN) == nominative
    assert no_longer_than(seconds, "ru").translate(PLAIN) == genitive
