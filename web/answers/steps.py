"""The pages of a form: one for each group at the top of a questionnaire."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from workflow.monitoring.questionnaires.document import Group, Question, QuestionnaireDocument
from workflow.monitoring.questionnaires.expressions import parse

Item = Group | Question


@dataclass(frozen=True)
class Step:
    """A page of the form."""

    number: int
    """1, 2, 3 … of all that the questionnaire has, whoever they are shown to."""
    group: Group | None
    """None where questions stand in no group."""
    items: tuple[Item, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {item.name: item for item, _ in within(self.items) if isinstance(item, Question)}

    @cached_property
    def followed_up(self) -> frozenset[str]:
        """Questions that are asked or not by what is answered on the same page."""
        return frozenset(_followed_up(self.items, self.questions.keys()))


def steps_of(document: QuestionnaireDocument) -> list[Step]:
    """Questions beside groups make a page of their own with those next to them."""
    pages: list[tuple[Group | None, tuple[Item, ...]]] = []
    for is_group, items in groupby(document.items, lambda item: isinstance(item, Group)):
        if is_group:
            pages += [(item, item.items) for item in items if isinstance(item, Group)]
        else:
            pages.append((None, tuple(items)))
    return [Step(number, group, items) for number, (group, items) in enumerate(pages, 1)]


def asked_steps(document: QuestionnaireDocument, shown: Collection[str]) -> list[Step]:
    """Those that have something on them, where only what is named in `shown` is asked."""
    return [step for step in steps_of(document) if step.questions.keys() & shown]


def within(items: tuple[Item, ...], depth: int = 0) -> Iterator[tuple[Item, int]]:
    """All that stands on a page in its order, and in how many groups it stands there."""
    for item in items:
        yield item, depth
        if isinstance(item, Group):
            yield from within(item.items, depth + 1)


def _followed_up(
    items: tuple[Item, ...], names: Collection[str], *, is_within: bool = False
) -> Iterator[str]:
    for item in items:
        follows = is_within or bool(item.relevant and set(parse(item.relevant).names) & set(names))
        if isinstance(item, Group):
            yield from _followed_up(item.items, names, is_within=follows)
        elif follows:
            yield item.name
