"""`vmeste report`."""

from pathlib import Path
from typing import Any

import pytest

from cli.report.writing import Form
from models import Initiative
from models.database import transaction
from tests import make
from tests.cli.conftest import Prepared, Vmeste, by
from tests.files import samples
from workflow.actor import Actor
from workflow.documents import read
from workflow.programme.lookup import find_programme, find_subject
from workflow.work.creative_reports import save_report

LEADER, COORDINATOR, TREASURER = by("leader"), by("coordinator"), by("treasurer")
BECAUSE = ("--reason", "Добавьте фотографии")
LONG = "Сделали площадку всем двором. " * 8
FORM = f"""\
report: 1-01
done: |-
  {LONG}
results:
participants: 41
videos:
  - https://example.org/v
publications:
"""


@pytest.fixture
def under_way(prepared: Prepared) -> None:
    """An initiative whose money is all returned."""
    with prepared() as competition:
        competition.accounted(competition.at("implementation", title="Двор"))


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.yaml"
    path.write_text(FORM, encoding="utf-8")
    return path


def draft(vmeste: Vmeste, form: Path) -> str:
    return vmeste.said("report", "draft", "1-01", "--form", str(form), *LEADER)


def complete(vmeste: Vmeste, form: Path) -> None:
    form.write_text(FORM.replace("results:", f'results: "{LONG}"'), encoding="utf-8")
    draft(vmeste, form)


def shown(vmeste: Vmeste) -> Any:
    return vmeste.told("report", "show", "1-01")


def test_a_draft_is_kept_bit_by_bit(vmeste: Vmeste, under_way: None, form: Path) -> None:
    said = draft(vmeste, form)
    assert said == (
        "1-01: the draft is kept. Before it is submitted: "
        "tell what came of it, in at least 200 characters (now 0)."
    )
    form.write_text(f'report: 1-01\nresults: "{LONG}"\n', encoding="utf-8")
    assert "To submit it: vmeste report submit 1-01 --as leader@example.org" in draft(vmeste, form)

    kept = shown(vmeste)
    assert kept["done"].strip() == LONG.strip()
    assert (kept["results"], kept["participants"]) == (LONG, 41)
    assert (kept["videos"], kept["publications"]) == (["https://example.org/v"], [])


def test_a_form_comes_back_as_it_was_printed(
    vmeste: Vmeste, under_way: None, tmp_path: Path
) -> None:
    """Sign for sign: paragraphs, tabs and :signs: that a console would draw as pictures."""
    told: dict[str, Any] = {
        "done": "Первая строка: «так».\n\n  - пункт\n# не примечание\n:warning: да",
        "results": " \tс отступом \n",
        "participants": 7,
        "videos": ["https://example.org/a?b=«в»#г"],
        "publications": ["https://example.org/1", "https://example.org/2"],
    }
    with transaction() as session:
        initiative = find_subject(session, find_programme(session, None), Initiative, "1-01")
        leader = Actor.person(initiative.leader_id)
        save_report(session, initiative, actor=leader, now=make.NOON, **told)
    printed = vmeste("report", "form", "1-01").output
    file = tmp_path / "printed.yaml"
    file.write_text(printed, encoding="utf-8")

    draft(vmeste, file)

    assert {name: shown(vmeste)[name] for name in told} == told
    assert read(printed, "form", Form)[0].done == told["done"]


def test_an_empty_form_is_a_form_in_either_language(
    vmeste: Vmeste, under_way: None, form: Path, russian: None
) -> None:
    printed = vmeste("report", "form", "1-01").output
    assert "# Что изменилось в округе: не меньше 200 знаков." in printed
    form.write_text(printed, encoding="utf-8")

    assert "1-01: черновик сохранён. Перед сдачей: расскажите, что сделано" in draft(vmeste, form)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (FORM.replace("41", "много"), 2, "form.yaml, line 5, participants:"),
        (FORM.replace("41", "-1"), 1, "Say how many took part: zero or more."),
        (FORM.replace("results:", "result:"), 2, "line 4, result: is not a field known here"),
        (FORM.replace("1-01", "1-02"), 2, "line 1, report: this is the form of 1-02, not of 1-01"),
        (FORM.replace("https://", ""), 1, "give a link that begins with https://"),
    ],
)
def test_a_mistake_in_a_form_is_told_and_nothing_is_kept(
    vmeste: Vmeste, under_way: None, form: Path, text: str, code: int, words: str
) -> None:
    form.write_text(text, encoding="utf-8")

    assert words in vmeste.failed(code, "report", "draft", "1-01", "--form", str(form), *LEADER)
    assert shown(vmeste)["done"] == ""


def test_photos_are_added_once_by_the_leader(
    vmeste: Vmeste, under_way: None, tmp_path: Path
) -> None:
    file = tmp_path / "двор.jpg"
    file.write_bytes(samples.telling_jpeg())
    photo = ("report", "photo", "1-01", str(file), "--caption", "Двор в сентябре")

    assert "Only the leader" in vmeste.refused(*photo, *COORDINATOR)
    for _ in range(2):
        assert vmeste.said(*photo, *LEADER) == "1-01: двор.jpg is added, 1 KB."

    assert [found["caption"] for found in shown(vmeste)["photos"]] == ["Двор в сентябре"]
    assert "Photos 1. Двор в сентябре двор.jpg" in vmeste.said("report", "show", "1-01")


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("чек.pdf", samples.jpeg(), 2, "inside is a JPEG picture"),
        ("чек.txt", b"text", 1, "This is no picture"),
        ("двор.jpg", samples.jpeg()[:-30], 2, "The file is damaged"),
    ],
)
def test_what_is_no_photo_is_not_added(
    vmeste: Vmeste,
    under_way: None,
    tmp_path: Path,
    name: str,
    content: bytes,
    code: int,
    words: str,
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    photo = ("report", "photo", "1-01", str(file), "--caption", "Двор", *LEADER)

    assert words in vmeste.failed(code, *photo)
    assert shown(vmeste)["photos"] == []


def test_a_report_goes_from_draft_to_presentation(
    vmeste: Vmeste, under_way: None, form: Path
) -> None:
    def do(action: str, *given: str) -> str:
        return vmeste.said("report", action, "1-01", *given)

    lacking = vmeste.refused("report", "submit", "1-01", *LEADER)
    assert "tell what was done, in at least 200 characters" in lacking
    complete(vmeste, form)
    assert do("submit", *LEADER) == "1-01: Creative report"
    assert "The report is no draft now" in vmeste.refused(
        "report", "draft", "1-01", "--form", str(form), *LEADER
    )
    assert do("return", *COORDINATOR, *BECAUSE) == "1-01: Implementation"
    do("submit", *LEADER)
    accept = ("--rating", "successful", *COORDINATOR, "--key", "k")
    assert do("accept", *accept) == do("accept", *accept) == "1-01: Presentation"
    link = ("--on", "2026-03-02", "--link", "https://example.org/p")
    assert do("present", *link, *COORDINATOR) == "1-01: Completed"

    report = shown(vmeste)
    assert (report["state"], report["rating"], report["presented_on"]) == (
        "completed",
        "successful",
        "2026-03-02",
    )
    assert "Took part: 41 Rating: successful Presented: 02.03.2026 Video:" in do("show")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("accept", "1-01", "--rating", "great", *COORDINATOR), 2, "Invalid value for '--rating'"),
        (("accept", "1-01", *COORDINATOR), 2, "Missing option '--rating'"),
        (("accept", "1-01", "--rating", "successful", *LEADER), 1, "Only the coordinator"),
        (("return", "1-01", *COORDINATOR), 2, "Missing option '--reason'"),
        (
            ("present", "1-01", "--on", "2026-03-02", "--link", "https://a.ru/", *COORDINATOR),
            1,
            "“present” is not possible while this is “Creative report”",
        ),
    ],
)
def test_a_submitted_report_is_not_taken_otherwise(
    vmeste: Vmeste,
    under_way: None,
    form: Path,
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    complete(vmeste, form)
    vmeste.said("report", "submit", "1-01", *LEADER)

    assert words in vmeste.failed(code, "report", *arguments)
    assert shown(vmeste)["state"] == "creative_report"


def test_a_report_is_not_accepted_while_money_is_out(
    vmeste: Vmeste, prepared: Prepared, form: Path
) -> None:
    with prepared() as competition:
        competition.at("creative_report")

    said = vmeste.refused("report", "accept", "1-01", "--rating", "successful", *COORDINATOR)

    assert said == "30,000 RUB is neither accounted for nor returned."


def test_a_report_that_nobody_began_is_shown_empty(
    vmeste: Vmeste, under_way: None, russian: None
) -> None:
    said = vmeste.said("report", "show", "1-01")

    assert "Что сделано — Что получилось — Участвовало: 0 Оценка: — Представлено: —" in said
    assert said.endswith("Фотографии Пока нет.")


def test_the_history_tells_the_rating_in_words(
    vmeste: Vmeste, prepared: Prepared, russian: None
) -> None:
    with prepared() as competition:
        competition.at("completed")

    said = vmeste.said("history", "show", "1-01")

    assert "оценка: успешно · освободилось: 20 000 ₽" in said
    assert "ссылка: https://example.org/r · представлено: 01.03.2026" in said
