"""What tells who a person is does not get into open data."""

import pytest

from workflow.open_data.personal import without_personal_data

OLGA = "Ольга Николаевна Кравцова"


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Пишите на olga.k+dvor@mail.example.ru сегодня", OLGA, "Пишите на […] сегодня"),
        ("Тел. +7 (913) 123-45-67.", OLGA, "Тел. […]."),
        ("Звоните 89131234567", OLGA, "Звоните […]"),
        ("Вопросы к Ольге Кравцовой", OLGA, "Вопросы к […]"),
        ("Кравцовой Ольге Николаевне спасибо", OLGA, "[…] спасибо"),
        ("ведёт О. Н. Кравцова", OLGA, "ведёт […]"),
        ("Кравцова О.Н. ведёт", OLGA, "[…] ведёт"),
        ("бригада Кравцовой", OLGA, "бригада […]"),
        ("бригада Громова", "Громов Илья Николаевич", "бригада […]"),
        ("с Артемом Ефремовым", "Артём Ефремов", "с […]"),
        ("with Leader himself", "Leader", "with […] himself"),
    ],
)
def test_personal_data_is_left_out(text: str, name: str, left: str) -> None:
    assert without_personal_data(text, [name]) == left


@pytest.mark.parametrize(
    "text",
    [
        "Площадь Ольги",  # a given name alone may be a place's
        "Сквер «Надежда» и Белое озеро",
        "Кравченко поддержал",
        "1 200 000 000 рублей, 8 скамеек, 80 саженцев",
        "ОГРН 1027700132195",
        "",
    ],
)
def test_what_tells_nobody_stays(text: str) -> None:
    assert without_personal_data(text, [OLGA, "Надежда Жукова", "Белова Анна Петровна"]) == text


def test_signs_in_a_name_are_no_pattern() -> None:
    assert without_personal_data("a.b (c", ["( [", "*", ""]) == "a.b (c"
