"""How people are named in Russian, and what is none of their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.people.erasure.naming import STRUCK, Naming, Parts, parts_of

OLGA = Naming("Кравцова Ольга Николаевна", "kravtsova@example.org", "tgram://KEY/17")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Кравцова Ольга Николаевна", Parts("Кравцова", "Ольга", "Николаевна")),
        ("Ольга Николаевна Кравцова", Parts("Кравцова", "Ольга", "Николаевна")),
        ("Толстой Илья Ильич", Parts("Толстой", "Илья", "Ильич")),
        ("Шевченко Анна Ильинична", Parts("Шевченко", "Анна", "Ильинична")),
        ("Марина Иванова", Parts("Иванова", "Марина")),
        ("Иванова Марина", Parts("Иванова", "Марина")),
        ("Заяц Лев", Parts("Заяц", "Лев")),
        ("Петров Юстиниан", Parts("Петров", "Юстиниан")),
        ("John Smith", Parts("Smith", "John")),
        ("Leader", Parts("Leader")),
        ("№ 17", None),
        ("", None),
    ],
)
def test_parts_of_a_name_are_told_apart_in_either_order(name: str, parts: Parts | None) -> None:
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Кравцова",
        "Кравцовой",
        "КРАВЦОВОЙ",
        "Кравцову Ольгу Николаевну",
        "Ольгой Николаевной Кравцовой",
        "Ольге Николаевне",
        "О. Н. Кравцовой",
        "О.Н.Кравцова",
        "Кравцовой О. Н.",
        "Кравцовой О.Н.",
        "кравцова ольга",
        "Кравцова, Ольга",
        "KRAVTSOVA@example.org",
        "tgram://KEY/17",
    ],
)
def test_every_form_of_the_name_is_struck(text: str) -> None:
    assert OLGA.strike(f"вот {text}, да") == f"вот {STRUCK}, да"


@pytest.mark.parametrize(
    "text",
    [
        "Ольга пришла",
        "кравцова о том",
        "Ольга Белова и Николаевна",
        "кравцова",
        "Скравцова и Кравцовград",
        "xkravtsova@example.org и kravtsova@example.orgs",
        "",
    ],
)
def test_what_may_mean_others_is_left(text: str) -> None:
    assert OLGA.strike(text) == text


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Пётр Соловей", "Соловью и Петру Соловью, с Соловьём", f"{STRUCK} и {STRUCK}, с {STRUCK}"),
        ("Осип Кравец", "Кравцу и О. Кравца", f"{STRUCK} и {STRUCK}"),
        ("Павел Климов", "Павлу Климову и П. А. Климову. Да", f"{STRUCK} и {STRUCK}. Да"),
        ("Анна Римская-Корсакова", "Римской-Корсаковой", STRUCK),
        ("Семён Королёв", "Королеву и Семену Королёву", f"{STRUCK} и {STRUCK}"),
        ("Юрий Достоевский", "Достоевского, Достоевским", f"{STRUCK}, {STRUCK}"),
        ("Мария Саркисян", "Саркисян и Марии Саркисян", f"{STRUCK} и {STRUCK}"),
        ("Тарас Шевченко", "Шевченко Тарасу", STRUCK),
        ("Юрий Глинка", "Глинке, Глинкой", f"{STRUCK}, {STRUCK}"),
        ("Иван Гоголь", "Гоголя Ивана и Гоголю", f"{STRUCK} и {STRUCK}"),
    ],
)
def test_surnames_are_known_in_their_cases(name: str, text: str, left: str) -> None:
    assert Naming(name).strike(text) == left


def test_a_surname_that_another_has_too_is_struck_beside_the_given_name_only() -> None:
    shared = Naming("Павел Климов", surname_is_shared=True)

    assert shared.strike("Климову; Климов П.; Павлу Климову") == f"Климову; {STRUCK}; {STRUCK}"
    assert [h.start for h in shared.maybe("Климову")] == [0]


def test_a_lone_given_name_may_mean_them() -> None:
    text = "Ольге и Николаевне"
    assert [text[h.start : h.end] for h in OLGA.maybe(text)] == ["Ольге", "Николаевне"]


ENDINGS = st.sampled_from(("ов", "ев", "ин", "ский", "ко", "ян", "ук", "а"))
STEMS = st.text("бвгджзклмнпрст", min_size=3, max_size=8)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


@given(STEMS, ENDINGS, WORDS, WORDS)
def test_a_struck_name_is_gone_and_strikes_nothing_more(
    stem: str, ending: str, before: str, after: str
) -> None:
    surname = (stem + ending).capitalize()
    naming = Naming(f"{surname} Ольга Николаевна")
    text = f"{before} {surname} {after}"

    struck = naming.strike(text)

    assert naming.hits(struck) == []
    assert naming.strike(struck) == struck
    assert STRUCK in struck


@given(WORDS)
def test_a_text_without_a_name_stays_to_the_byte(text: str) -> None:
    if not OLGA.hits(text):
        assert OLGA.strike(text) == text


@given(STEMS, ENDINGS)
def test_what_is_struck_is_found_by_the_database_too(stem: str, ending: str) -> None:
    """The patterns of SQL leave nothing out that capitals are written in as usual."""
    surname = stem + ending
    naming = Naming(f"{surname.capitalize()} Ольга")
    for written in (surname.capitalize(), surname.upper()):
        assert any(_like(pattern, written) for pattern in naming.likes)


def _like(pattern: str, text: str) -> bool:
    needle = pattern.strip("%")
    return any(
        all(sign in ("_", text[start + n]) for n, sign in enumerate(needle))
        for start in range(len(text) - len(needle) + 1)
    )
