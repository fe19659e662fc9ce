"""A log's words for what happened → the lifecycle's actions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflow.documents import Document, read
from workflow.errors import BadDocument
from workflow.gate.permissions import ROLE_TITLES
from workflow.lifecycles.document import ROLES, Lifecycle
from workflow.replay.reading.spellings import folded
from workflow.yaml_text import Place

ANY = "*"
IGNORED = "ignored"
"""What the log tells of is no action: it moves nothing."""


class WordsDocument(Document):
    """What a log's words mean; each is also understood by the lifecycle's own names and titles."""

    activities: dict[str, str] = {}
    """The log's word → an action of the lifecycle, or `ignored`; `review.*` stands for all words
    that begin so and are not given themselves."""
    roles: dict[str, str] = {}
    """The log's word → a role of the lifecycle."""


@dataclass(frozen=True)
class Words:
    activities: Mapping[str, str]
    roles: Mapping[str, str]
    beginnings: Mapping[str, str] = field(default_factory=dict)

    def meaning(self, activity: str) -> str | None:
        """The action, or IGNORED; None where it means nothing here. Of several beginnings the
        longest counts."""
        word = folded(activity)
        if word in self.activities:
            return self.activities[word]
        fit = [each for each in self.beginnings if word.startswith(each)]
        return self.beginnings[max(fit, key=len)] if fit else None

    def role(self, written: str | None) -> str | None:
        return None if written is None else self.roles.get(folded(written))


def words_of(lifecycle: Lifecycle) -> Words:
    """The lifecycle's own: names of actions and roles, and their titles in both languages."""
    return Words(_actions(lifecycle), _roles())


def read_words(text: str, name: str, lifecycle: Lifecycle) -> Words:
    """The lifecycle's own words and those of a document. Raises BadDocument with every mistake."""
    document, source = read(text, name, WordsDocument)
    mistakes = [source.mistake(place, words) for place, words in _lint(document, lifecycle)]
    if mistakes:
        raise BadDocument(name, mistakes)
    own, given = words_of(lifecycle), document.activities
    whole = {folded(word): do for word, do in given.items() if not word.endswith(ANY)}
    return Words(
        {**own.activities, **whole},
        {**own.roles, **{folded(word): role for word, role in document.roles.items()}},
        {folded(word[:-1]): do for word, do in given.items() if word.endswith(ANY)},
    )


def _lint(document: WordsDocument, lifecycle: Lifecycle) -> Iterator[tuple[Place, str]]:
    actions = list(dict.fromkeys(t.trigger for t in lifecycle.transitions))
    known = {"activities": [*actions, IGNORED], "roles": sorted(ROLES)}
    for part, meanings in known.items():
        seen: dict[str, str] = {}
        for word, meaning in getattr(document, part).items():
            if meaning not in meanings:
                words = f"there is no {meaning[:40]}; known: {', '.join(meanings)}"
                yield (part, word), words
            earlier = seen.setdefault(folded(word), word)
            if earlier != word:
                yield (part, word), f"is the same word as “{earlier[:40]}”; keep one"


def _actions(lifecycle: Lifecycle) -> dict[str, str]:
    """Names, and titles that are those of one action only."""
    named: dict[str, set[str]] = defaultdict(set)
    for transition in lifecycle.transitions:
        for title in (transition.title.ru, transition.title.en):
            if title:
                named[folded(title)].add(transition.trigger)
    titles = {title: next(iter(found)) for title, found in named.items() if len(found) == 1}
    return titles | {folded(t.trigger): t.trigger for t in lifecycle.transitions}


def _roles() -> dict[str, str]:
    titles = {
        folded(title): role
        for role in ROLES
        for title in (ROLE_TITLES[role].ru, ROLE_TITLES[role].en)
        if title
    }
    return titles | {folded(role): role for role in ROLES}
