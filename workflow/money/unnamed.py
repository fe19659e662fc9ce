"""Donors who asked not to be named, left out of what others wrote."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Donor, DonorKind
from workflow.open_data.personal import LEFT_OUT, without_personal_data

_OPENING, _CLOSING = "[«„“‘\"']", "[»“”’\"']"
_QUOTED = re.compile(f'{_OPENING}([^«»„“”"]+){_CLOSING}')


def unnamed_donors(session: Session, programme_id: int) -> Sequence[Donor]:
    """The programme's donors who asked not to be named in anything that is published."""
    return session.scalars(
        select(Donor).where(Donor.programme_id == programme_id, Donor.anonymous).order_by(Donor.id)
    ).all()


def without_donors(text: str, donors: Iterable[Donor]) -> str:
    """The text without the names of these donors: of a person in any order and case form, of an
    organisation as it is recorded, or its name in quotation marks alone."""
    for donor in donors:
        if donor.kind == DonorKind.PERSON:
            text = without_personal_data(text, [donor.name])
        for pattern in _patterns(donor.name):
            text = re.sub(pattern, LEFT_OUT, text, flags=re.IGNORECASE)
    return text


def _patterns(name: str) -> Iterator[str]:
    yield r"\s+".join(map(re.escape, name.split()))
    for inside in _QUOTED.findall(name):
        words = r"\s+".join(map(re.escape, inside.split()))
        yield f"{_OPENING}{words}{_CLOSING}"
