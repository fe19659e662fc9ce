"""`vmeste text`, as a coordinator types it."""

from pathlib import Path

import pytest
from sqlalchemy import select

from models import OutboxMessage
from models.database import reading
from notifications.templates import catalogue, packaged
from tests.cli.conftest import Prepared, Vmeste, by

COORDINATOR = by("coordinator")
NAME = "initiative_returned"
OWN = "{{ code }}: посмотрите ещё раз\n\n{{ name }}, доброго дня!\n"


@pytest.fixture
def small(prepared: Prepared) -> None:
    with prepared() as competition:
        initiative = competition.at("expert_review", title="Двор & сад")
        competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "letter.txt"
    made.write_text(OWN, encoding="utf-8")
    return made


def edit(vmeste: Vmeste, file: Path, *options: str) -> str:
    return vmeste.said(
        "text", "edit", NAME, "--file", str(file), "-l", "ru", *COORDINATOR, *options
    )


def test_the_list_says_when_each_letter_is_sent_and_which_has_its_own_text(
    vmeste: Vmeste, small: None, file: Path
) -> None:
    edit(vmeste, file)

    letters = {letter["name"]: letter for letter in vmeste.told("text", "list")}

    assert letters.keys() == catalogue()
    assert letters[NAME]["own"] == {"ru": 1}
    assert letters["award_decided"]["own"] == {}
    assert [each["en"] for each in letters["award_decided"]["sent"]] == [
        "Initiative: Approve",
        "Initiative: Support from the reserve",
    ]


def test_a_text_that_is_shown_can_be_edited_and_stored(
    vmeste: Vmeste, small: None, tmp_path: Path
) -> None:
    shown = vmeste("text", "show", NAME, "-l", "ru")
    assert shown.stdout == packaged(NAME, "ru")
    draft = tmp_path / "draft.txt"
    draft.write_text(shown.stdout + "\nДо встречи!\n", encoding="utf-8")

    assert edit(vmeste, draft) == f"{NAME}, ru: version 1 holds from now on."

    assert vmeste("text", "show", NAME, "-l", "ru").stdout.endswith("\nДо встречи!\n")
    original = vmeste("text", "show", NAME, "-l", "ru", "--original")
    assert original.stdout == packaged(NAME, "ru")
    assert vmeste.told("text", "show", NAME, "-l", "ru", "--number", "1")["number"] == 1


def test_the_names_are_explained_with_an_example(vmeste: Vmeste, small: None) -> None:
    assert "{% if amount is defined %}" in vmeste.said("text", "names", "reminder")

    names = {each["name"]: each for each in vmeste.told("text", "names", "reminder", "-l", "ru")}
    assert names["name"]["meaning"] == {"ru": "кому письмо", "en": "whom the letter is to"}
    assert [names[name]["always"] for name in ("name", "amount")] == [True, False]
    assert names["due"]["example"] == "28 марта 2030 г., 18:00"


def test_a_preview_stores_nothing(vmeste: Vmeste, small: None, file: Path, tmp_path: Path) -> None:
    page = tmp_path / "letter.html"
    said = vmeste.said(
        "text", "preview", NAME, "--file", str(file), "-l", "ru", "--html", str(page)
    )

    assert said == (
        "Situation 1 of 6: Initiative: Return for revision (as usual) 7-03: посмотрите ещё раз "
        "Анна Примерова (пример), доброго дня!"
    )
    assert "<h1" in page.read_text(encoding="utf-8")
    assert vmeste.told("text", "history", NAME, "-l", "ru") == []
    assert "has 6 situations" in vmeste.failed(2, "text", "preview", NAME, "--situation", "7")


def test_a_preview_of_a_real_letter_is_the_letter(vmeste: Vmeste, small: None, file: Path) -> None:
    with reading() as session:
        asked = select(OutboxMessage.id).where(OutboxMessage.template == NAME)
        number = str(session.scalars(asked).one())

    letter = vmeste.told("text", "preview", NAME, "--message", number)
    assert letter["subject"] == "Инициатива 1-01: заявку нужно доработать"
    assert "«Двор & сад»" in letter["text"]
    assert "«Двор &amp; сад»" in letter["html"]

    said = vmeste.said("text", "preview", NAME, "--message", number, "--file", str(file))
    assert said == "1-01: посмотрите ещё раз Leader, доброго дня!"
    refused = vmeste.refused("text", "preview", "reminder", "--message", number)
    assert refused == f"There is no message {number} of the letter reminder."


def test_a_text_that_will_not_do_is_not_stored(
    vmeste: Vmeste, small: None, file: Path, russian: None
) -> None:
    file.write_text("Тема\n\n{{ name * 9 }}\n{% set a = 1 %}\n", encoding="utf-8")

    for command in ("edit", "preview"):
        as_ = COORDINATOR if command == "edit" else ()
        said = vmeste.refused("text", command, NAME, "--file", str(file), *as_)
        assert said == (
            "Строка 3: «*» в письме нельзя: только имена, {% if … %} и {% for … %}. "
            "Строка 4: «{% set %}» в письме нельзя: только имена, {% if … %} и {% for … %}."
        )
    assert vmeste.told("text", "history", NAME) == []


def test_only_a_coordinator_edits(vmeste: Vmeste, small: None, file: Path) -> None:
    said = vmeste.refused("text", "edit", NAME, "--file", str(file), *by("secretary"))

    assert said == "Only the coordinator may do this."


def test_who_started_from_an_older_version_is_told(vmeste: Vmeste, small: None, file: Path) -> None:
    edit(vmeste, file, "--since", "0")
    file.write_text(OWN + "И вам.\n", encoding="utf-8")

    said = vmeste.refused(
        *("text", "edit", NAME, "--file", str(file), "-l", "ru", *COORDINATOR, "--since", "0")
    )

    assert said.startswith("The text was changed meanwhile by Coordinator (version 1).")


def test_versions_are_listed_compared_restored_and_given_up(
    vmeste: Vmeste, small: None, file: Path
) -> None:
    def said(command: str, *more: str) -> str:
        return vmeste.said("text", command, NAME, "-l", "ru", *more)

    assert said("diff") == "They are the same."
    edit(vmeste, file)
    file.write_text(OWN + "И вам.\n", encoding="utf-8")
    edit(vmeste, file)

    assert said("diff", "--from", "1", "--to", "2").endswith(" доброго дня! +И вам.")
    assert said("restore", "1", *COORDINATOR) == f"{NAME}, ru: version 3 holds from now on."
    assert said("reset", *COORDINATOR) == (
        f"{NAME}, ru: version 4 holds from now on (it comes with the program)."
    )
    kept = vmeste.told("text", "history", NAME, "-l", "ru")
    assert [(v["number"], v["text"]) for v in kept] == [
        (4, None),
        (3, OWN),
        (2, OWN + "И вам.\n"),
        (1, OWN),
    ]
    assert said("history").startswith(
        "Version 4: 02.03.2026 21:00, Coordinator — comes with the program Version 3: "
    )
