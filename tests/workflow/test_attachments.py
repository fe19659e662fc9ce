"""Files attached to a subject."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Attachment, Initiative, Subject
from tests import make
from tests.make import NOON, Competition
from workflow.actor import Actor
from workflow.attachments import LONGEST_CAPTION, attach
from workflow.errors import Refusal


@dataclass(frozen=True)
class File:
    name: str = "двор.jpg"
    media_type: str = "image/jpeg"
    sha256: str = "a" * 64
    size: int = 1000


def attached(
    competition: Competition, subject: Subject, file: File | None = None, **given: Any
) -> Attachment:
    return attach(
        competition.session,
        subject,
        file or File(),
        purpose=given.pop("purpose", "photo"),
        actor=given.pop("actor", competition.actor("leader")),
        now=given.pop("now", competition.now),
        **given,
    )


def count(session: Session) -> int:
    return session.scalars(select(func.count(Attachment.id))).one()


def test_an_attachment_says_what_it_is_for_and_who_added_it_when(competition: Competition) -> None:
    initiative = competition.initiative()

    kept = attached(competition, initiative, caption="  Двор\nпосле  ")

    competition.session.refresh(kept)
    assert (kept.subject_id, kept.programme_id) == (initiative.id, competition.programme.id)
    assert (kept.name, kept.media_type, kept.size) == ("двор.jpg", "image/jpeg", 1000)
    assert (kept.sha256, kept.purpose, kept.caption) == ("a" * 64, "photo", "Двор после")
    assert (kept.added_by_id, kept.added_at) == (competition.people["leader"].id, NOON)


def test_the_same_content_for_the_same_purpose_is_attached_once(competition: Competition) -> None:
    initiative = competition.initiative()
    first = attached(competition, initiative, caption="Двор")

    again = attached(
        competition,
        initiative,
        File(name="копия.jpg"),
        caption="Другая подпись",
        actor=competition.actor("coordinator"),
        now=competition.later(days=1),
    )

    assert again is first
    assert (first.name, first.caption, first.added_at) == ("двор.jpg", "Двор", NOON)
    assert count(competition.session) == 1


def test_another_purpose_subject_or_content_is_another_attachment(competition: Competition) -> None:
    initiative, other = competition.initiative(), competition.initiative("1-02")

    attached(competition, initiative)
    attached(competition, initiative, purpose="receipt")
    attached(competition, other)
    attached(competition, initiative, File(sha256="b" * 64))

    assert count(competition.session) == 4


def test_what_a_flow_attached_nobody_added(competition: Competition) -> None:
    kept = attached(competition, competition.initiative(), actor=Actor.clock("imports"))

    assert kept.added_by_id is None


@pytest.mark.parametrize(
    ("caption", "code"),
    [("д" * (LONGEST_CAPTION + 1), "caption_too_long"), ("дв\0ор", "text_unreadable")],
)
def test_an_unfit_caption_is_refused(competition: Competition, caption: str, code: str) -> None:
    initiative = competition.initiative()

    with pytest.raises(Refusal) as refused:
        attached(competition, initiative, caption=caption)

    assert refused.value.codes == [code]
    assert count(competition.session) == 0


def test_the_longest_caption_is_kept(competition: Competition) -> None:
    kept = attached(competition, competition.initiative(), caption="д" * LONGEST_CAPTION)

    competition.session.refresh(kept)
    assert kept.caption == "д" * LONGEST_CAPTION


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [({"size": 0}, "size_positive"), ({"sha256": "a" * 63}, "sha256_is_a_hash")],
)
def test_the_database_checks_attachments(
    competition: Competition, wrong: dict[str, Any], constraint: str
) -> None:
    initiative = competition.initiative()

    with pytest.raises(IntegrityError, match=constraint):
        attached(competition, initiative, File(**wrong))


def test_the_database_refuses_the_same_twice(competition: Competition) -> None:
    kept = attached(competition, competition.initiative())
    row = {
        column.name: getattr(kept, column.name)
        for column in Attachment.__table__.columns
        if column.name != "id"
    }

    competition.session.add(Attachment(**row))
    with pytest.raises(IntegrityError, match=r"attachment.*subject_id.*sha256.*purpose"):
        competition.session.flush()


def test_two_who_attach_the_same_at_once_attach_it_once(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        subject_id = make.competition(session).initiative().id

    def run(_n: int) -> int:
        with Session(engine) as session, session.begin():
            initiative = session.get_one(Initiative, subject_id)
            actor = Actor.clock("test")
            return attach(session, initiative, File(), purpose="photo", actor=actor, now=NOON).id

    with ThreadPoolExecutor(6) as people:
        given = set(people.map(run, range(12)))

    with Session(engine) as session:
        assert count(session) == len(given) == 1
