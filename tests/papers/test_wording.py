"""What the minutes say, in either language."""

import pytest

from models import Motion
from models.text import Language
from papers.minutes.wording import MOTIONS, wording
from tests.papers import samples
from workflow.meetings.record import ItemRecord


def said(paper_language: Language, *items: ItemRecord) -> list[tuple[str, str]]:
    sections = wording(samples.minutes(*items), paper_language).sections
    return [pair for section in sections for pair in section.paragraphs]


def test_every_motion_has_a_title_in_both_languages() -> None:
    assert set(MOTIONS) == set(Motion)
    assert all(title.en and title.ru for title in MOTIONS.values())


def test_an_item_tells_request_votes_decision_and_what_is_left() -> None:
    pairs = said("ru", samples.item())

    assert pairs[0] == (
        "Слушали",
        "заявку на 120\u00a0000\u00a0₽; Округ №\u00a015; место в рейтинге — 1.",
    )
    assert ("Решили", "Инициативу 15-01 поддержать.") in pairs
    assert (
        "Итог",
        "Поддержано в округе: 1 из 5. Остаток средств: 580\u00a0000\u00a0₽.",
    ) in pairs


def test_members_without_a_vote_are_not_counted_among_those_present() -> None:
    facts = wording(samples.minutes(), "en").facts

    assert ("Without a vote", "Зайцева\u00a0Елена\u00a0Юрьевна") in facts
    assert not any(text.startswith("Зайцева Елена Юрьевна —") for _, text in facts)


def test_a_casting_vote_is_told() -> None:
    pairs = said("en", samples.item(ballots=(samples.ballot(casting=True),)))

    assert ("", "The votes were equal, and the chair’s vote decided. Carried.") in pairs


def test_where_all_are_recused_there_is_no_quorum_no_vote_and_no_balance() -> None:
    pairs = said("ru", samples.undecided())

    assert ("Кворум", "Вправе голосовать — 0: кворума быть не может.") in pairs
    assert ("Голосовали", "Голосование не проводилось.") in pairs
    assert ("Решили", "Решение не принято.") in pairs
    assert "Итог" not in dict(pairs)


def test_an_empty_agenda_is_said_in_words() -> None:
    assert said("en") == [("", "Nothing was put before the council.")]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("text", samples.HOSTILE)
def test_what_people_wrote_stays_what_they_wrote(text: str, language: Language) -> None:
    reason = dict(said(language, samples.item(reason=text)))[
        "Основание" if language == "ru" else "Reason"
    ]

    assert reason.replace("\ufffd", "") == "".join(
        c for c in text if c not in "\x00\x0b\ud800\u202e"
    )
    assert reason.count("\ufffd") == sum(text.count(c) for c in "\x00\x0b\ud800\u202e")
