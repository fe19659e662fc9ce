"""Whoever asks what is held about them is told all of it, and nothing of others."""

import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models import Person
from models.base import Base
from papers.person.files import held_files, held_json
from tests.workflow.people.erasure.traces import leave_traces
from workflow.people.held import LINKS, held


def test_every_column_that_leads_to_a_person_is_told() -> None:
    leading = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is Person.__table__
    }
    assert leading == LINKS.keys()


@pytest.fixture
def exported(session: Session, tmp_path: Path) -> tuple[str, dict[str, bytes]]:
    traces = leave_traces(session, tmp_path)
    found = held(session, traces.person)
    return held_json(found), dict(held_files(found, lambda _name: b"content"))


def test_all_that_leads_to_somebody_is_told(exported: tuple[str, dict[str, bytes]]) -> None:
    told = json.loads(exported[0])
    sections = {section["of"]: section["rows"] for section in told["sections"]}

    assert told["person"]["email"] == "kravtsova@krav.example"
    assert sections["initiative.leader_id"][0]["reference"] == "initiative/1-01"
    assert "КРАВЦОВА и Пётр" in json.dumps(sections["history_entry.actor_id"], ensure_ascii=False)
    assert sections["preference.person_id"][0]["messenger"] == "tgram://KRAVKEY/17"
    assert any(each["reference"].startswith("review/") for each in told["mentions"])
    assert {"held.json", "held.ru.html", "held.en.html"} < exported[1].keys()


def test_nobody_else_is_told_of(exported: tuple[str, dict[str, bytes]]) -> None:
    told = json.loads(exported[0])
    (invitation,) = next(s["rows"] for s in told["sections"] if s["of"] == "invitation.person_id")

    assert "coordinator@example.org" not in exported[0]
    assert not {"id", "slip"} & invitation.keys()


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Что хранится о вас"), ("en", "What is held about you")]
)
def test_the_page_says_it_in_both_languages(
    exported: tuple[str, dict[str, bytes]], language: str, words: str
) -> None:
    page = exported[1][f"held.{language}.html"].decode()
    assert words in page
    assert "kravtsova@krav.example" in page
