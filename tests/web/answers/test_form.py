"""`/answer`: the pages of the form. Each saves what is on it, and nothing typed is lost."""

import pytest
from fastapi.testclient import TestClient

from tests.make import Competition
from tests.web.answers.respondents import Respondent, path_of
from tests.web.answers.surveys import QUESTIONS, Survey, survey


@pytest.fixture
def somebody(asked: Survey, browser: TestClient) -> Respondent:
    return Respondent(browser, asked.link()).look()


def test_what_it_is_stands_before_the_first_question(somebody: Respondent) -> None:
    words = somebody.page.words

    assert (somebody.status, somebody.page.action) == (200, "")
    assert "Город хочет знать. Опрос проводит Фонд в программе «Малая программа»" in words
    assert "6 вопросов, примерно 4 минуты" in words.replace("\xa0", " ")
    assert "Ответы принимаются до 8 марта 2026 г., 19:00 (время: Город)." in words
    assert [path_of(link) for link in somebody.page.links[1:]] == [f"{somebody.link}/1"]


def test_a_page_has_its_groups_questions_and_the_next_the_next_ones(somebody: Respondent) -> None:
    somebody.look(1)
    assert somebody.page.offered["-shown"] == ["trust", "ways"]
    assert "Страница 1 из 3 Связь с городом" in somebody.page.words

    somebody.press(trust="2", ways=["phone", "letter"])

    assert (somebody.at, somebody.page.offered["-shown"]) == ("2", ["took_part", "share", "since"])
    assert "Вспомните полгода." in somebody.page.words


def test_every_page_saves_whatever_the_button(asked: Survey, somebody: Respondent) -> None:
    somebody.look(1).press(trust="2")
    assert asked.drafts() == [{"trust": "2"}]

    somebody.press("back", share="много")
    assert (somebody.at, asked.drafts()) == ("1", [{"trust": "2", "share": "много"}])

    somebody.press("later", ways=["phone"])
    kept = {"trust": "2", "share": "много", "ways": ["phone"]}
    assert (somebody.at, asked.drafts()) == ("saved", [kept])

    somebody.look(1).press("back")
    assert (somebody.at, asked.drafts()) == ("", [kept])
    assert asked.answers() == []


def test_what_is_unticked_or_emptied_is_gone(asked: Survey, somebody: Respondent) -> None:
    somebody.look(1).press(trust="2", ways=["phone"])

    somebody.look(1).press("back", ways=[])

    assert asked.drafts() == [{"trust": "2"}]


def test_the_same_link_goes_on_where_somebody_stopped(somebody: Respondent) -> None:
    somebody.look(1).press(trust="2")

    somebody.look()

    assert "заполнено 1 из 6" in somebody.page.words
    assert path_of(somebody.page.links[-1]) == f"{somebody.link}/2"
    assert somebody.look(1).page.fields["trust"] == ["2"]


def test_what_is_wrong_stands_at_the_top_and_beside_its_question(somebody: Respondent) -> None:
    somebody.look(1).press(ways=["letter"])

    assert (somebody.status, somebody.at) == (422, "1")
    assert somebody.title.startswith("Ошибка: Связь с городом (Страница 1 из 3)")
    assert somebody.page.links == ["#q-trust"]
    assert 'id="q-trust"' in somebody.response.text
    assert 'aria-describedby="error-trust"' in somebody.response.text
    assert somebody.page.words.count("На этот вопрос нужно ответить.") == 2
    assert somebody.page.fields["ways"] == ["letter"]


def test_a_wrong_answer_is_shown_as_it_was_typed(somebody: Respondent) -> None:
    somebody.look(2).press(took_part="no", share='<b>"полтора"</b>', since="31.02.2026")

    assert somebody.status == 422
    assert somebody.page.links == ["#q-share", "#q-since"]
    assert somebody.page.fields["share"] == ['<b>"полтора"</b>']
    assert somebody.page.fields["since"] == ["31.02.2026"]


def test_an_answer_may_lead_to_a_question_on_the_same_page(
    asked: Survey, somebody: Respondent
) -> None:
    somebody.look(2).press(took_part="yes", share="0,5")

    assert (somebody.status, somebody.at) == (200, "2")
    assert somebody.page.links == ["#q-times"]
    assert "Новый вопрос. Уточнение к вашему ответу выше" in somebody.page.words
    assert "На этот вопрос нужно ответить" not in somebody.page.words
    assert somebody.page.offered["-shown"] == ["took_part", "times", "share", "since"]
    assert asked.drafts() == [{"took_part": "yes", "share": "0,5"}]

    assert (somebody.press().status, somebody.page.links) == (422, ["#q-times"])
    assert (somebody.press(times="3").status, somebody.at) == (200, "4")


def test_what_is_new_is_named_even_where_something_is_wrong(somebody: Respondent) -> None:
    somebody.look(2).press(took_part="yes", share="много")

    assert (somebody.status, somebody.page.links) == (422, ["#q-share", "#q-times"])


def test_an_answer_may_lead_to_a_page_or_past_it(somebody: Respondent) -> None:
    somebody.look(2).press(took_part="no")
    assert (somebody.at, "Страница 3 из 4" in somebody.page.words) == ("3", True)

    somebody.press("back")
    assert somebody.at == "2"

    somebody.press(took_part="yes").press(times="1")
    assert (somebody.at, "Страница 3 из 3 В завершение" in somebody.page.words) == ("4", True)
    assert somebody.look(3).at == ""


def test_answers_to_what_is_no_longer_asked_wait_for_a_change_of_mind(
    asked: Survey, somebody: Respondent
) -> None:
    somebody.look(2).press(took_part="yes").press(times="3")

    somebody.look(2).press("back", took_part="no")
    assert "times" not in somebody.look(2).page.offered["-shown"]

    somebody.press("back", took_part="yes")
    assert somebody.look(2).page.fields["times"] == ["3"]


def test_a_scale_is_a_row_with_hard_to_say_beside_it(somebody: Respondent) -> None:
    html = somebody.look(1).response.text
    scale, beside = html.split('class="choices scale"')[1].split('<div class="choices">')[:2]

    assert [f'value="{code}"' in scale for code in "129"] == [True, True, False]
    assert 'value="9"' in beside


def test_numbers_and_days_bring_up_their_keys(somebody: Respondent) -> None:
    html = somebody.look(2).press(took_part="yes").response.text

    assert 'id="q-times" name="times" aria-describedby="follows-times hint-times"' in html
    assert ('inputmode="numeric"' in html, 'inputmode="decimal"' in html) == (True, True)
    assert 'name="since" type="date"' in html


def test_choices_stand_in_a_fieldset_and_others_have_a_label(somebody: Respondent) -> None:
    html = somebody.look(2).response.text

    assert html.count("<fieldset") == html.count("<legend>") == 1
    assert [f'<label for="q-{name}">' in html for name in ("share", "since")] == [True, True]


def test_without_groups_all_is_on_one_page(of_programme: Competition, browser: TestClient) -> None:
    head, _, comment = QUESTIONS.partition("items:\n")
    flat = head + "items:\n" + comment[comment.index("  - name: comment") :]
    somebody = Respondent(browser, survey(of_programme, flat).link()).look(1)

    assert "Страница" not in somebody.page.words
    assert (somebody.press(comment="Ничего").at, somebody.status) == ("review", 200)


def test_the_page_is_in_the_persons_language_until_they_choose(somebody: Respondent) -> None:
    assert '<html lang="ru">' in somebody.look(1).response.text

    somebody.press("language", ways=["phone"])

    assert '<html lang="en">' in somebody.response.text
    assert "Page 1 of 3 The link with the city Do you trust the city?" in somebody.page.words
    assert (somebody.at, somebody.page.fields["ways"]) == ("1", ["phone"])
    assert '<html lang="en">' in somebody.press(trust="1").response.text


def test_a_slips_page_is_in_the_browsers_language(asked: Survey, browser: TestClient) -> None:
    link = asked.link(None, slip="A-17")

    page = browser.get(link, headers={"Accept-Language": "de, en-GB;q=0.8, ru;q=0.5"})

    assert '<html lang="en">' in page.text


def test_words_without_a_translation_say_which_language_they_are_in(somebody: Respondent) -> None:
    somebody.look(4, lang="en")

    assert '<span class="written" lang="ru">Что ещё сказать?</span>' in somebody.response.text
