"""The daily checkpoint, as Prefect takes it."""

from datetime import timedelta

from sqlalchemy import select

from flows.checkpoints import checkpoint_histories
from models import Checkpoint, OutboxMessage
from models.database import reading
from tests.make import NOON, Competition


def test_a_day_has_one_checkpoint_and_its_letters_once(kept: Competition) -> None:
    days = (NOON, NOON + timedelta(hours=3), NOON + timedelta(days=1))

    assert [checkpoint_histories(as_of=day) for day in days] == [1, 0, 2]

    with reading() as session:
        letters = select(OutboxMessage).where(OutboxMessage.template == "checkpoint_taken")
        told = [letter.told or {} for letter in session.scalars(letters.order_by(OutboxMessage.id))]
        roots = session.scalars(select(Checkpoint.root).order_by(Checkpoint.number)).all()
    assert [(each["number"], each["root"]) for each in told] == [("1", roots[0]), ("2", roots[1])]
    assert {each["page"] for each in told} == {"http://127.0.0.1:8000/checkpoints"}
