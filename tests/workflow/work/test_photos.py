"""Photos of the work, and news with them."""

from typing import Any

import pytest

from models import Attachment, Initiative
from tests.make import RECEIPT, Competition, Taken
from tests.workflow.at_once import actions
from workflow.errors import Refusal
from workflow.work.photos import PHOTO, attach_photo, tell_progress

PHOTOGRAPH = Taken("двор.jpg", "image/jpeg", "b" * 64, 5000)
LINK = "https://example.org/news"


def attach(
    competition: Competition,
    initiative: Initiative,
    photo: Taken = PHOTOGRAPH,
    name: str = "leader",
) -> Attachment:
    return attach_photo(
        competition.session,
        initiative,
        photo,
        caption="Двор до начала",
        actor=competition.actor(name),
        now=competition.now,
    )


def tell(competition: Competition, initiative: Initiative, **given: Any) -> None:
    told: dict[str, Any] = {"news": "Площадка стоит", "link": LINK}
    tell_progress(
        competition.session,
        initiative,
        actor=competition.actor(given.pop("name", "leader")),
        now=competition.now,
        **told | given,
    )


def photos(competition: Competition) -> list[tuple[str, str]]:
    found = competition.session.query(Attachment).filter_by(purpose=PHOTO)
    return [(photo.name, photo.caption) for photo in found.order_by(Attachment.id)]


def test_a_photo_is_attached_once(competition: Competition) -> None:
    initiative = competition.at("implementation")

    assert attach(competition, initiative) is attach(competition, initiative)
    assert photos(competition) == [("двор.jpg", "Двор до начала")]


@pytest.mark.parametrize(
    ("state", "photo", "name", "code"),
    [
        ("implementation", PHOTOGRAPH, "neighbour", "not_permitted"),
        ("implementation", PHOTOGRAPH, "coordinator", "not_permitted"),
        ("implementation", RECEIPT, "leader", "no_picture"),
        ("funding", PHOTOGRAPH, "leader", "photos_closed"),
        ("creative_report", PHOTOGRAPH, "leader", "photos_closed"),
    ],
)
def test_a_photo_is_refused(
    competition: Competition, state: str, photo: Taken, name: str, code: str
) -> None:
    initiative = competition.at(state)

    with pytest.raises(Refusal) as refused:
        attach(competition, initiative, photo, name)

    assert refused.value.codes == [code]
    assert photos(competition) == []


def test_news_go_with_their_photo_into_the_records(competition: Competition) -> None:
    initiative = competition.at("implementation")

    for _ in range(2):
        tell(competition, initiative, photo=PHOTOGRAPH, caption="Готово", key="k")
    tell(competition, initiative)

    assert photos(competition) == [("двор.jpg", "Готово")]
    assert actions(competition.session, "note_progress") == 2


def test_news_are_refused_with_a_photo_that_is_none(competition: Competition) -> None:
    initiative = competition.at("implementation")

    with pytest.raises(Refusal) as refused, competition.session.begin_nested():
        tell(competition, initiative, photo=RECEIPT)

    assert refused.value.codes == ["no_picture"]
    assert actions(competition.session, "note_progress") == 0
