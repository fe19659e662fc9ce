"""By what names people, moments and amounts go in one dossier, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from models import Money, Text
from models.text import Language
from papers.dossier.phrases import course, frame
from papers.history.facts import DAY, MOMENT, Naming
from papers.history.phrases import ON_BEHALF
from papers.typography import NBSP, counted, in_line, quoted, say, sum_in
from workflow.dossier.chronicle import Entry
from workflow.dossier.dossier import Dossier
from workflow.gate.permissions import ROLE_TITLES


@dataclass(frozen=True)
class Voice:
    dossier: Dossier
    language: Language

    def say(self, text: Text, **given: object) -> str:
        return say(text, self.language, **given)

    def title(self, text: Text) -> str:
        """A title out of a document, which may have braces of its own."""
        return in_line(text.in_(self.language))

    def quoted(self, text: Text) -> str:
        return quoted(text.in_(self.language), self.language)

    def person(self, person_id: int | None) -> str:
        """By name or, where nobody is named, by what they are."""
        known = self.dossier.people.get(person_id or 0)
        if known is None:
            return self.say(frame.SYSTEM)
        if known.name:
            return in_line(known.name)
        return self.say(frame.KNOWN_AS[known.known_as], n=known.number)

    def people(self, ids: Iterable[int]) -> str:
        return ", ".join(self.person(who).replace(" ", NBSP) for who in ids)

    def roles(self, roles: Iterable[str], ids: Iterable[int]) -> str:
        """Roles with who has them, as in “leader of the group (Olga Anisimova)”."""
        titles = " / ".join(self.title(ROLE_TITLES[role]) for role in roles)
        names = self.people(ids)
        return f"{titles} ({names})" if names else titles

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.dossier.head.time_zone)

    def moment(self, at: datetime) -> str:
        return at.astimezone(self.zone).strftime(MOMENT).replace(" ", NBSP)

    def day_of(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def day(self, day: date) -> str:
        return f"{day:{DAY}}"

    def money(self, amount: int) -> str:
        return sum_in(Money(amount, self.dossier.money.currency), self.language)

    def late(self, days: int) -> str:
        """How late something is, in working days."""
        return counted(days, frame.LATE, self.language) if days else self.say(frame.LATE_TODAY)

    @cached_property
    def _kinds(self) -> Mapping[str, Text]:
        kinds = {entry.kind: entry.kind_title for entry in self.dossier.entries}
        return {"meeting": course.MEETING} | kinds

    def subject(self, kind: str, code: str) -> str:
        """What people call it, as in “Review 15-01.1”."""
        title = self._kinds.get(kind)
        return f"{self.title(title)}{NBSP}{code}" if title else f"{kind}/{code}"

    def who(self, entry: Entry) -> str:
        if entry.actor_id is None:
            return self._clock(entry.flow or "")
        actor = self.person(entry.actor_id)
        if entry.on_behalf_of_id is None:
            return actor
        behalf = self.person(entry.on_behalf_of_id)
        return self.naming.say(ON_BEHALF, actor=actor, behalf=behalf)

    def _clock(self, flow: str) -> str:
        kind, slash, code = flow.partition("/")
        if slash:
            return self.say(course.FOLLOWS, what=self.subject(kind, code))
        title = course.FLOWS.get(flow)
        return self.say(course.CLOCK, flow=self.say(title) if title else flow)

    @cached_property
    def naming(self) -> Naming:
        """For facts of entries."""
        return Naming(
            self.language,
            self.dossier.money.currency,
            self.zone,
            self.person,
            self.dossier.constituencies.get,
        )
