"""What the play's people do beside the competition."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from models import Audience, EventKind, MediaKind
from workflow.documents import Document
from workflow.life.consultations import LONGEST_MINUTES
from workflow.life.sheet import FormEntry
from workflow.programme.written import Code, Day, Line, Number

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]


class Cancellation(Document):
    on: Day
    reason: Sentence


class EventAct(Document):
    code: Code
    kind: EventKind
    title: Line
    district: Code | None = None
    """The whole programme's if not given."""
    on: Day
    until: Day | None = None
    """Its last day; the first if not given."""
    place: Line
    participants: tuple[Code, ...] = ()
    unnamed: dict[Audience, Number] = {}
    feedback: tuple[FormEntry, ...] = ()
    cancelled: Cancellation | None = None

    @property
    def last_day(self) -> date:
        return self.until or self.on

    @property
    def people(self) -> int:
        return len(self.participants) + sum(self.unnamed.values())


class ConsultationAct(Document):
    on: Day
    topic: Sentence
    minutes: Annotated[int, Field(ge=1, le=LONGEST_MINUTES, strict=True)]
    by: Code
    """Who advised."""


class MentionAct(Document):
    """A publication, about an initiative or an event if one is named."""

    on: Day
    kind: MediaKind
    outlet: Line
    title: Sentence
    url: Annotated[str, StringConstraints(pattern="^https://")]
    initiative: Code | None = None
    event: Code | None = None
