"""What may be shown of a change. A figure that is computed from a hidden count gives it away only
if no other count leads to the same figure. So another course of events is looked for that would
have been published in the very same words, digit for digit, and in which the count is another one:
as long as it exists, nobody can tell. Where there is none, less is shown."""

from dataclasses import replace

from workflow.monitoring.analysis.results import Comparison
from workflow.monitoring.analysis.suppression.choice import Choice, Step, comparison
from workflow.monitoring.analysis.suppression.courses import courses
from workflow.monitoring.analysis.suppression.few import few

MOST_TRIED = 150
"""Other courses of events that are looked at for one question: it would be shown less than it might
be, not more, if the right one were beyond them."""


def shown(choice: Choice) -> Comparison:
    """The comparison, as much of it as gives nobody away."""
    hidden = frozenset(name for name, count in choice.behind.items() if few(count))
    if not hidden:
        return comparison(choice, Step.EXACT)
    if choice.design is None:
        return comparison(choice, Step.DESCRIBED)
    without = replace(choice, hides_moved=True)
    for one in (choice, without) if choice.shows_moved else (without,):
        if (found := _most(one, hidden)) is not None:
            return found
    return comparison(without, Step.DESCRIBED)


def _most(choice: Choice, hidden: frozenset[str]) -> Comparison | None:
    """As much as leaves every hidden count in doubt."""
    others = _others(choice, hidden)
    for step in (Step.ROUNDED, Step.WITHOUT_P, Step.VALUES, Step.DESCRIBED):
        found = comparison(choice, step)
        alike = [names for other, names in others if comparison(other, step) == found]
        if hidden == frozenset().union(*alike):
            return found
    return None


def _others(choice: Choice, hidden: frozenset[str]) -> list[tuple[Choice, frozenset[str]]]:
    """Courses of events that look alike round by round, with the hidden counts that would be others
    in each; so that each count has its part of those that are looked at."""
    found: list[tuple[Choice, frozenset[str]]] = []
    left = dict.fromkeys(hidden, MOST_TRIED // len(hidden) + 1)
    for other in courses(choice):
        changed = frozenset(
            name for name in hidden if other.behind.get(name) != choice.behind[name]
        )
        if any(left[name] for name in changed) and _alike(choice, other):
            found.append((other, changed))
            left |= {name: max(left[name] - 1, 0) for name in changed}
        if not any(left.values()):
            break
    return found


def _alike(choice: Choice, other: Choice) -> bool:
    return comparison(choice, Step.DESCRIBED) == comparison(other, Step.DESCRIBED)
