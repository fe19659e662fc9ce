"""`vmeste review`."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cli.forms import block
from cli.review.writing import Form
from models import Review, Text
from models.database import reading, transaction
from tests import make
from tests.cli.conftest import Clock, Prepared, Vmeste, plain
from workflow import initiatives
from workflow.actor import Actor
from workflow.documents import read
from workflow.gate.facts import text_blocker
from workflow.reviews.writing import save_draft

BECAUSE = ("--reason", "Так надо")
SECRET = "Смета не сходится, и это видно с первой страницы"
FORM = """\
review: 1-01.1
criteria:
  benefit:
    score: 8
    why: |-
      Нужна всему двору, и не одному
  feasibility:
    score:
    why:
"""


@pytest.fixture
def experts(prepared: Prepared) -> list[str]:
    """E-mail addresses of those who are asked to review 1-01, in the order of their reviews."""
    with prepared() as competition:
        initiative = competition.at("expert_review", title="Площадка у пруда")
        return [review.expert.email for review in competition.reviews(initiative)]


def stored(code: str = "1-01.1") -> tuple[dict[str, tuple[int | None, str]], str]:
    with reading() as session:
        review = session.scalars(select(Review).where(Review.code == code)).one()
        given = {s.criterion: (s.value, s.justification) for s in review.scores}
        return given, review.conclusion


def write(vmeste: Vmeste, code: str, expert: str, why: str = make.BECAUSE, score: int = 7) -> None:
    """A complete draft."""
    each = [f"--{kind}={criterion}={value}"
            for criterion in ("benefit", "feasibility")
            for kind, value in (("score", score), ("why", why))]  # fmt: skip
    vmeste.said("review", "draft", code, "--as", expert, *each)


def test_the_queue_has_what_is_due_soonest_on_top(
    vmeste: Vmeste, prepared: Prepared, now: Clock
) -> None:
    with prepared() as competition:
        expert = competition.reviews(competition.at("expert_review", "1-02"))[0].expert
        competition.later(days=1)
        for code in ("1-01", "1-03", "1-04"):
            competition.reviews(competition.at("expert_review", code))
        email = expert.email
    now.at += timedelta(days=15)

    lines = vmeste.told("review", "list", "--as", email)

    assert lines[0]["initiative"] == "1-02"
    assert [line["overdue"] for line in lines][:2] == [True, False]
    assert lines[0]["due"] == "2026-03-17 18:00:00+07:00"
    assert "1-02.1 Площадка Assigned 17.03.2026 18:00" in vmeste.said(
        "review", "list", "--as", email
    )
    nobody = vmeste.said("review", "list", "--as", "leader@example.org")
    assert nobody == "No reviews are asked for here."


def test_a_conflicted_member_reads_nothing(vmeste: Vmeste, experts: list[str]) -> None:
    write(vmeste, "1-01.1", experts[0], SECRET)
    outsider = next(
        e
        for e in ("second@example.org", "third@example.org", "expert@example.org")
        if e not in experts
    )
    vmeste.said("council", "declare-conflict", "1-01", "--as", outsider, *BECAUSE)

    for command in ("show", "form"):
        said = vmeste.refused("review", command, "1-01.1", "--as", outsider)
        assert "You have a conflict of interest here (declared by hand)" in said
        assert "пруда" not in said
        assert SECRET not in said


def test_a_blind_review_shows_no_score_until_all_are_in(vmeste: Vmeste, experts: list[str]) -> None:
    write(vmeste, "1-01.1", experts[0], SECRET, score=5)
    vmeste.said("review", "submit", "1-01.1", "--as", experts[0])
    see = ("review", "show", "1-01.2", "--as", experts[1])

    (other,) = vmeste.told(*see)["others"]
    assert "Reviews are blind to each other" in vmeste.said(*see)
    assert SECRET not in vmeste.said(*see)
    assert other["hidden"] is not None
    assert (other["expert"], other["scores"], other["justifications"]) == (None, {}, {})

    write(vmeste, "1-01.2", experts[1])
    vmeste.said("review", "submit", "1-01.2", "--as", experts[1])
    (other,) = vmeste.told(*see)["others"]
    assert other["scores"] == {"benefit": 5, "feasibility": 5}
    assert SECRET in vmeste.said(*see)


def test_a_draft_is_shown_to_its_expert_alone(vmeste: Vmeste, experts: list[str]) -> None:
    write(vmeste, "1-01.1", experts[0], SECRET)

    mine = vmeste.told("review", "show", "1-01.1", "--as", experts[0])
    assert mine["review"]["justifications"]["benefit"] == SECRET
    for reader in (experts[1], "coordinator@example.org", "leader@example.org"):
        assert SECRET not in vmeste.said("review", "show", "1-01.1", "--as", reader)


def test_show_lays_the_proposal_beside_the_rubric(
    vmeste: Vmeste, experts: list[str], russian: None
) -> None:
    shown = vmeste.said("review", "show", "1-01.1", "--as", experts[0])

    assert shown.startswith("1-01 Площадка у пруда Округ 1 Жители вместе")
    assert "Запрошено: 50 000 ₽" in shown
    assert "— Польза ×2 0 — нет 10 — большая" in shown


def test_show_marks_what_changed_since_the_expert_last_worked(
    vmeste: Vmeste, prepared: Prepared, now: Clock
) -> None:
    with prepared() as competition:
        initiative = competition.at("expert_review", title="Площадка у пруда")
        review = competition.reviews(initiative)[0]
        expert = review.expert.email
        competition.draft(review)
        reason = "Уточните"
        competition.act(initiative, "return_for_revision", "chair", reason=reason)
        initiatives.revise(
            competition.session,
            initiative,
            title="Сцена у пруда",
            group=[competition.people["leader"], competition.people["neighbour"]],
            actor=competition.actor("leader"),
            now=competition.now,
        )
    see = ("review", "show", "1-01.1", "--as", expert)

    shown = vmeste.said(*see)

    assert "Changed since the expert last worked on the review: [-was-] {+is+}" in shown
    assert "Title: [-Площадка-]{+Сцена+} у пруда" in shown
    assert "Group: Leader, Neighbour, [-Friend-]" in shown
    changed = {change["field"]: change for change in vmeste.told(*see)["changed"]}
    assert changed["group"]["after"] == ["Leader", "Neighbour"]


def test_a_form_comes_back_as_it_was_printed(
    vmeste: Vmeste, experts: list[str], tmp_path: Path
) -> None:
    """Sign for sign: paragraphs, tabs and :signs: that a console would draw as pictures."""
    long = "Первая строка: «так».\n\n  - пункт\n# не примечание\n:warning: да"
    with transaction() as session:
        review = session.scalars(select(Review).where(Review.code == "1-01.1")).one()
        save_draft(
            session,
            review,
            actor=Actor.person(review.expert_id),
            now=make.NOON,
            scores={"benefit": 0},
            justifications={"benefit": long, "feasibility": " \tс отступом \n"},
            conclusion="Поддержать\u2028и точка",
        )
    before = stored()
    printed = vmeste("review", "form", "1-01.1", "--as", experts[0]).output
    file = tmp_path / "form.yaml"
    file.write_text(printed, encoding="utf-8")

    vmeste.said("review", "draft", "1-01.1", "--as", experts[0], "--file", str(file))

    assert stored() == before
    assert "#  0 — нет" in printed
    assert read(printed, "form", Form)[0].criteria["benefit"].why == long


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r")))
def test_any_text_that_is_kept_can_stand_in_a_form(text: str) -> None:
    if text_blocker(text, Text(ru="Текст")) is None:
        form, _ = read(f"review: a\ncriteria: {{}}\nconclusion: {block(text, 2)}\n", "f", Form)
        assert (form.conclusion or "") == text


def test_what_a_form_leaves_empty_stays_as_it_was(
    vmeste: Vmeste, experts: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(FORM, encoding="utf-8")
    draft = ("review", "draft", "1-01.1", "--as", experts[0])
    vmeste.said(*draft, "--score", "feasibility=4", "--conclusion", "Да")

    said = vmeste.said(*draft, "--file", str(file), "--score", "benefit=9")

    assert stored() == (
        {"benefit": (9, "Нужна всему двору, и не одному"), "feasibility": (4, "")},
        "Да",
    )
    assert "1-01.1: the draft is kept." in said
    assert "justify “Feasibility” in at least 20 characters (now 0)" in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FORM.replace("score: 8", "score: 8,5"), "form.yaml, line 4, criteria.benefit.score:"),
        (FORM.replace("score: 8", "score: true"), "form.yaml, line 4, criteria.benefit.score:"),
        (FORM.replace("why:\n", "wy:\n"), "line 9, criteria.feasibility.wy: is not a field known"),
        (FORM.replace("1-01.1", "1-01.2"), "line 1, review: this is the form of 1-01.2, not of"),
    ],
)
def test_a_mistake_in_a_form_has_its_line(
    vmeste: Vmeste, experts: list[str], tmp_path: Path, text: str, words: str
) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(text, encoding="utf-8")

    result = vmeste("review", "draft", "1-01.1", "--as", experts[0], "--file", str(file))

    assert (result.exit_code, words in plain(result)) == (2, True), plain(result)
    assert stored() == ({}, "")


@pytest.mark.parametrize(
    ("given_", "code", "words"),
    [
        (("--score", "benefit=11"), 1, "“Benefit”: give a whole number from 0 to 10."),
        (("--score", "beauty=7"), 1, "There is no criterion beauty; there are: benefit,"),
        (("--score", "benefit"), 2, "write CRITERION=VALUE"),
        (("--score", "benefit=ten"), 2, "give a whole number"),
    ],
)
def test_a_draft_is_refused_in_words(
    vmeste: Vmeste, experts: list[str], given_: tuple[str, ...], code: int, words: str
) -> None:
    result = vmeste("review", "draft", "1-01.1", "--as", experts[0], *given_)

    assert (result.exit_code, words in plain(result)) == (code, True), plain(result)


def test_only_its_expert_writes_and_submits(vmeste: Vmeste, experts: list[str]) -> None:
    other = ("--as", experts[1])

    assert "Only the expert" in vmeste.refused(
        "review", "draft", "1-01.1", "--score", "benefit=7", *other
    )
    assert "another expert's" in vmeste.refused("review", "form", "1-01.1", *other)
    assert "Only the expert" in vmeste.refused("review", "submit", "1-01.1", *other)


def test_submitting_says_what_lacks_and_where_the_initiative_stands(
    vmeste: Vmeste, experts: list[str]
) -> None:
    lacking = vmeste.refused("review", "submit", "1-01.1", "--as", experts[0])
    assert "score “Benefit”" in lacking
    for code, expert in zip(("1-01.1", "1-01.2"), experts, strict=True):
        write(vmeste, code, expert)

    submit = ("review", "submit", "1-01.1", "--as", experts[0], "--key", "k")
    first, again = vmeste.said(*submit), vmeste.said(*submit)
    last = vmeste.said("review", "submit", "1-01.2", "--as", experts[1])

    assert first == again == "1-01.1: Submitted 1-01 Площадка у пруда: Expert review"
    assert last == "1-01.2: Submitted 1-01 Площадка у пруда: Approval"


def test_a_review_is_reopened_and_released_with_a_reason(
    vmeste: Vmeste, experts: list[str]
) -> None:
    write(vmeste, "1-01.1", experts[0])
    vmeste.said("review", "submit", "1-01.1", "--as", experts[0])
    coordinator = ("--as", "coordinator@example.org", *BECAUSE)

    assert "1-01.1: Assigned" in vmeste.said("review", "reopen", "1-01.1", *coordinator)
    assert "1-01.1: Released" in vmeste.said("review", "release", "1-01.1", *coordinator)
    asked = vmeste.told("history", "show", "review/1-01.3")
    assert [entry["action"] for entry in asked] == ["assign"]


def test_a_review_set_aside_counts_no_more(vmeste: Vmeste, experts: list[str]) -> None:
    for code, expert in zip(("1-01.1", "1-01.2"), experts, strict=True):
        write(vmeste, code, expert)
        vmeste.said("review", "submit", code, "--as", expert)
    theirs = next(n for n, expert in enumerate(experts, 1) if expert != "chair@example.org")
    aside = ("review", "set-aside", f"1-01.{theirs}", *BECAUSE)

    assert "Only the chair" in vmeste.refused(*aside, "--as", "coordinator@example.org")
    said = vmeste.said(*aside, "--as", "chair@example.org")

    assert said == f"1-01.{theirs}: Set aside 1-01 Площадка у пруда: Expert review"
