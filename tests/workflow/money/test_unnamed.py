"""Donors who asked not to be named, in what others wrote."""

import pytest

from models import Donor, DonorKind
from tests.make import Competition
from workflow.money.unnamed import unnamed_donors, without_donors

FIRM = Donor(kind=DonorKind.ORGANISATION, name="ООО «Тихий берег»")
PERSON = Donor(kind=DonorKind.PERSON, name="Орлова Вера Павловна")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Спасибо ООО «Тихий берег».", "Спасибо […]."),
        ("Спасибо ооо  «тихий\nберег».", "Спасибо […]."),
        ("Магазин «Тихий берег» помог.", "Магазин […] помог."),
        ('Магазин "Тихий берег" помог.', "Магазин […] помог."),
        ("Мы вышли на тихий берег.", "Мы вышли на тихий берег."),
        ("ООО «Шумный берег»", "ООО «Шумный берег»"),
        ("Помогла Вера Орлова.", "Помогла […]."),
        ("Помогла В. П. Орлова.", "Помогла […]."),
        ("Вера в победу", "Вера в победу"),
        ("", ""),
    ],
)
def test_their_names_are_left_out_and_nothing_else(text: str, left: str) -> None:
    assert without_donors(text, [FIRM, PERSON]) == left


@pytest.mark.parametrize("name", ["(", "a|b", "[x]", "$", "\\d", "«»"])
def test_a_name_is_no_pattern(name: str) -> None:
    donor = Donor(kind=DonorKind.ORGANISATION, name=name)

    assert without_donors(f"Дал {name} денег", [donor]) == "Дал […] денег"
    assert without_donors("Дал 5 б денег", [donor]) == "Дал 5 б денег"


def test_only_who_asked_for_it_is_unnamed(competition: Competition) -> None:
    competition.donation(1, "2", donor="Открытый")
    competition.donation(1, "3", donor="Тайный", anonymous=True)

    found = unnamed_donors(competition.session, competition.programme.id)

    assert [donor.name for donor in found] == ["Тайный"]
