"""The one line at the top of a dossier, in words."""

import pytest

from models import Initiative, Motion
from models.text import Language
from papers.dossier.line import one_line_of
from papers.dossier.naming import Voice
from tests.make import Competition
from workflow.dossier import dossier
from workflow.history.as_of import AsOf

pytestmark = pytest.mark.long

WAYS = {
    "proposal": (
        "Заявка: следующий шаг — «Подать заявку»: лидер инициативной группы (Leader); "
        "срок этапа — 30.04.2026 18:00",
        "Proposal: next step — “Submit the proposal”: leader of the group (Leader); "
        "due 30.04.2026 18:00",
    ),
    "expert_review": (
        "Экспертиза: эксперты не назначены; назначает руководитель программы (Coordinator); "
        "срок этапа — 24.03.2026 18:00",
        "Expert review: no expert is asked yet; asks: coordinator (Coordinator); "
        "due 24.03.2026 18:00",
    ),
    "rejected": (
        "Отклонена: 02.03.2026, «Отклонить» — вслед за: Вопрос повестки 2026-03-02.1; "
        "причина: Так решили; весь путь — 0 дней",
        "Rejected: 02.03.2026, “Reject” — follows from: Item of the agenda 2026-03-02.1; "
        "reason: Так решили; the whole way took 0 days",
    ),
    "creative_report": (
        "Творческий отчёт: следующий шаг — «Вернуть отчёт» или «Принять отчёт»: руководитель "
        "программы (Coordinator); срок этапа — 10.03.2026 18:00",
        "Creative report: next step — “Return the report” or “Accept the report”: coordinator "
        "(Coordinator); due 10.03.2026 18:00",
    ),
}


def line(competition: Competition, initiative: Initiative, language: Language) -> str:
    found = dossier(competition.session, initiative, AsOf(), now=competition.now)
    return one_line_of(Voice(found, language)).replace("\u00a0", " ")


@pytest.mark.parametrize("state", WAYS)
def test_the_line_says_where_it_stands_and_whose_move_it_is(
    competition: Competition, state: str
) -> None:
    initiative = competition.at(state)

    said = (line(competition, initiative, "ru"), line(competition, initiative, "en"))
    assert said == WAYS[state]


def test_a_late_review_is_named_with_its_expert(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    competition.later(days=18)

    expert = competition.name_of(second.expert_id).title()
    assert line(competition, initiative, "ru") == (
        f"Экспертиза: ждёт отзыва эксперта: {expert} (просрочено на 3 рабочих дня); "
        "срок этапа — 24.03.2026 18:00"
    )
    assert line(competition, initiative, "en") == (
        f"Expert review: waits for the expert’s review: {expert} (3 working days late); "
        "due 24.03.2026 18:00"
    )


def test_reviews_of_several_experts_are_awaited_by_name(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    reviews = competition.reviews(initiative)

    names = [competition.name_of(review.expert_id).title() for review in reviews]
    said = line(competition, initiative, "ru")
    assert "ждёт отзывов экспертов: " in said
    assert all(f"{name} (до 17.03.2026 18:00)" in said for name in names)


def test_what_stands_in_the_way_is_said(competition: Competition) -> None:
    initiative = competition.initiative(summary="Коротко")

    said = line(competition, initiative, "ru")

    assert "; мешает: " in said
    assert said.endswith("; срок этапа — 30.04.2026 18:00")


def test_the_councils_way_is_said_step_by_step(competition: Competition) -> None:
    initiative = competition.at("approval")
    said = [line(competition, initiative, "ru")]
    meeting = competition.convened(initiative)
    said.append(line(competition, initiative, "ru"))
    (item,) = meeting.items
    competition.vote(item, Motion.REJECT)
    said.append(line(competition, initiative, "ru"))
    competition.close_vote(item)
    said.append(line(competition, initiative, "ru"))

    heads = (
        "Утверждение: ещё не в повестке заседания; включает секретарь совета",
        "Утверждение: ждёт заседания совета 02.03.2026 20:00; ведёт председатель совета",
        "Утверждение: совет голосует: «отклонить»; ведёт председатель совета",
        "Утверждение: совет решил «отклонить», решение ещё не объявлено; протокол — председатель",
    )
    assert [each.startswith(head) for each, head in zip(said, heads, strict=True)] == [True] * 4


def test_the_first_payment_is_awaited_step_by_step(competition: Competition) -> None:
    initiative = competition.at("funding")
    said = [line(competition, initiative, "ru")]
    first, *_ = competition.signed(initiative)
    said.append(line(competition, initiative, "ru"))
    competition.on_part(first, "release", "coordinator")
    said.append(line(competition, initiative, "ru"))

    steps = (
        "«Составить договор»: руководитель программы (Coordinator)",
        "«Разрешить выплату» (Транш 1-01.1): руководитель программы (Coordinator)",
        "«Перечислить» (Транш 1-01.1): бухгалтер фонда (Treasurer) (до 10.03.2026 18:00)",
    )
    assert [step in each for each, step in zip(said, steps, strict=True)] == [True] * 3


def test_what_is_late_beside_is_said(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.expense(initiative, 1_000_00)
    competition.later(days=15)

    said = line(competition, initiative, "ru")

    assert said.endswith("; кроме того, просрочено: Расход 1-01.e1 (просрочено на 5 рабочих дней)")
