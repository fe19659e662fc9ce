"""What a proposal plans: the lines of its budget, and what will be done by which day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models import BudgetLine, Milestone, Text
from models.money import LARGEST
from workflow.errors import Blocker
from workflow.gate.facts import text_blocker

MOST_LINES = 50


@dataclass(frozen=True)
class Plan:
    """Budget and milestones as somebody writes them; whether they suffice is looked at when the
    proposal is submitted."""

    budget: Sequence[tuple[str, int]] = ()
    """Title and amount of each line, in the currency's smallest unit."""
    milestones: Sequence[tuple[str, date]] = ()
    """What will be done, and by which day."""

    def lines(self) -> list[BudgetLine]:
        return [
            BudgetLine(ordinal=n, title=" ".join(title.split()), planned=amount)
            for n, (title, amount) in enumerate(self.budget, start=1)
        ]

    def points(self) -> list[Milestone]:
        return [
            Milestone(ordinal=n, title=" ".join(title.split()), planned_on=day)
            for n, (title, day) in enumerate(self.milestones, start=1)
        ]

    def told(self) -> list[list[list[object]]]:
        """Plain lists, for a fingerprint."""
        budget: list[list[object]] = [[title, amount] for title, amount in self.budget]
        milestones: list[list[object]] = [[t, day.isoformat()] for t, day in self.milestones]
        return [budget, milestones]

    def blockers(self) -> Iterator[Blocker]:
        """Why it cannot be stored."""
        if max(len(self.budget), len(self.milestones)) > MOST_LINES:
            yield Blocker(
                "plan_too_long",
                Text(
                    en=f"A budget has at most {MOST_LINES} lines, and a plan as many milestones.",
                    ru=f"В смете не больше {MOST_LINES} строк, в плане не больше {MOST_LINES} "
                    "контрольных точек.",
                ),
            )
        yield from dict.fromkeys(self._title_blockers())
        if any(not 0 < amount <= LARGEST for _, amount in self.budget):
            yield _NOTHING

    def _title_blockers(self) -> Iterator[Blocker]:
        for title in [title for title, _ in self.budget] + [title for title, _ in self.milestones]:
            if not 0 < len(title.strip()) <= 200:
                yield _UNTITLED
            elif blocker := text_blocker(title, Text(en="The title", ru="Название")):
                yield blocker


NO_PLAN = Plan()
_UNTITLED = Blocker(
    "line_untitled",
    Text(
        en="Every line of the budget and every milestone has a title of at most 200 characters.",
        ru="У каждой строки сметы и контрольной точки есть название, до 200 знаков.",
    ),
)
_NOTHING = Blocker(
    "line_empty",
    Text(
        en="Every line of the budget has an amount above zero.",
        ru="У каждой строки сметы сумма больше нуля.",
    ),
)
