"""`vmeste monitoring questionnaire`."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Prepared, Vmeste
from tests.make import ROOT

COMMAND = ("monitoring", "questionnaire")
RESIDENTS = str(ROOT / "programmes" / "questionnaires" / "residents.yaml")
SMALL = """\
questionnaire: guests
title: {ru: Анкета гостей, en: Guests}
items:
  - {name: times, type: integer, months: 6, label: {ru: Сколько раз?}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "guests.yaml"
    made.write_text(SMALL, encoding="utf-8")
    return made


def stored(vmeste: Vmeste, file: Path) -> str:
    preview = vmeste.said(*COMMAND, "import", str(file))
    name = preview.rpartition("--plan ")[2]
    return vmeste.said(*COMMAND, "import", str(file), "--plan", name)


def test_a_questionnaire_in_order_is_told_so(vmeste: Vmeste, file: Path) -> None:
    said = vmeste.said(*COMMAND, "check", str(file))

    assert "is in order: guests, “Guests”, 1 questions." in said
    assert vmeste.told(*COMMAND, "check", RESIDENTS)["questionnaire"] == "residents"


def test_a_mistake_is_told_with_its_line(vmeste: Vmeste, file: Path) -> None:
    file.write_text(SMALL.replace("months: 6", 'relevant: "${ghost} = 1"'), encoding="utf-8")

    said = vmeste.failed(2, *COMMAND, "check", str(file))

    assert "line 4" in said
    assert "ghost" in said


def test_an_import_is_a_preview_first(vmeste: Vmeste, prepared: Prepared, file: Path) -> None:
    with prepared():
        pass

    said = vmeste.said(*COMMAND, "import", str(file))

    assert "It would be version 1. Rounds that would ask it from now on: —." in said
    assert "This is a preview; nothing has changed." in said
    assert "guests" not in vmeste.said(*COMMAND, "list")


def test_what_was_previewed_is_stored_once(vmeste: Vmeste, prepared: Prepared, file: Path) -> None:
    with prepared():
        pass

    assert stored(vmeste, file) == "guests: version 1 is stored. Rounds that now ask it: —."

    assert "It is stored already, as version 1." in vmeste.said(*COMMAND, "import", str(file))
    (guests,) = [
        (line["code"], line["version"])
        for line in vmeste.told(*COMMAND, "list")
        if line["code"] == "guests"
    ]
    assert guests == ("guests", 1)


def test_a_change_is_another_version(vmeste: Vmeste, prepared: Prepared, file: Path) -> None:
    with prepared():
        pass
    stored(vmeste, file)
    file.write_text(SMALL.replace("months: 6", "months: 12"), encoding="utf-8")

    assert stored(vmeste, file) == "guests: version 2 is stored. Rounds that now ask it: —."


def test_a_file_other_than_previewed_is_refused(
    vmeste: Vmeste, prepared: Prepared, file: Path
) -> None:
    with prepared():
        pass

    said = vmeste.refused(*COMMAND, "import", str(file), "--plan", "0" * 12)

    assert "look at its preview again" in said


def test_a_stored_questionnaire_is_written_as_an_xlsform_and_read_again(
    vmeste: Vmeste, prepared: Prepared, file: Path, tmp_path: Path
) -> None:
    with prepared():
        pass
    stored(vmeste, file)
    workbook = tmp_path / "guests.xlsx"

    vmeste.said(*COMMAND, "export", "guests", str(workbook))

    assert "survey" in load_workbook(workbook).sheetnames
    assert "It is stored already" in vmeste.said(*COMMAND, "import", str(workbook))


def test_an_unknown_questionnaire_is_told_with_those_there_are(
    vmeste: Vmeste, prepared: Prepared, file: Path, tmp_path: Path
) -> None:
    with prepared():
        pass
    stored(vmeste, file)

    said = vmeste.refused(*COMMAND, "export", "ghosts", str(tmp_path / "g.xlsx"))

    assert "guests 1" in said


def test_a_round_that_has_not_opened_asks_the_new_version(
    vmeste: Vmeste, prepared: Prepared, file: Path
) -> None:
    with prepared():
        pass
    file.write_text(SMALL.replace("questionnaire: guests", "questionnaire: residents"), "utf-8")

    said = stored(vmeste, file)

    assert said == "residents: version 2 is stored. Rounds that now ask it: baseline."
    assert "It is stored already" in vmeste.said(*COMMAND, "import", str(file))
