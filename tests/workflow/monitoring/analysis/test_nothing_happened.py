"""Where nothing happened, a p-value below 0.05 comes about in one of twenty surveys, whatever was
asked and of whomever. Simulated answers."""

from collections.abc import Callable

import numpy as np
import pytest

from workflow.monitoring.analysis.comparing.choices import compare_choice
from workflow.monitoring.analysis.comparing.numbers import compare_numbers
from workflow.monitoring.analysis.comparing.tables import Numbers, everywhere, tabulate
from workflow.monitoring.analysis.frame import Pairing
from workflow.monitoring.analysis.methods import design
from workflow.monitoring.analysis.results import Design
from workflow.monitoring.questionnaires.document import Scale

SURVEYS = 1000
PEOPLE = 60
LONE = 30
Random = np.random.Generator


def people(random: Random, which: Design) -> tuple[int, int]:
    """How many are in both rounds, and how many more in each of them."""
    return {Design.LINKED: (PEOPLE, 0), Design.PARTLY: (LONE, LONE), Design.UNLINKED: (0, PEOPLE)}[
        which
    ]


def choice_p(random: Random, scale: Scale, which: Design) -> float | None:
    """Answers of the same person are alike in both rounds."""
    options = 5 if scale == Scale.ORDINAL else 2
    both, lone = people(random, which)
    cuts = np.linspace(-1, 1, options - 1) if options > 2 else np.array([0.2])
    leaning = random.normal(size=both)
    before, after = (
        np.searchsorted(
            cuts, np.concatenate([leaning + random.normal(size=both), random.normal(size=lone)])
        )
        for _ in range(2)
    )
    pairing = Pairing(np.arange(both), np.arange(both))
    (table,) = tabulate(before, after, options, everywhere(len(before), len(after), pairing))
    assert design(table.pairs, table.single) == which
    change = compare_choice(scale, which, table)
    return change.test.p if change.test else None


def number_p(random: Random, scale: Scale, which: Design) -> float | None:
    both, lone = people(random, which)
    rate = random.gamma(4, 0.5, both) if which != Design.UNLINKED else np.full(both, 2.0)
    numbers = Numbers(
        random.poisson(rate).astype(float),
        random.poisson(rate).astype(float),
        random.poisson(2, lone).astype(float),
        random.poisson(2, lone).astype(float),
    )
    change = compare_numbers(scale, which, numbers)
    return change.test.p if change.test else None


KINDS = [(scale, choice_p) for scale in (Scale.BINARY, Scale.ORDINAL)] + [
    (scale, number_p) for scale in (Scale.COUNT, Scale.AMOUNT)
]


@pytest.mark.long
@pytest.mark.parametrize("which", list(Design))
@pytest.mark.parametrize(("scale", "p_of"), KINDS)
def test_false_alarms_are_as_many_as_they_may_be(
    scale: Scale, which: Design, p_of: Callable[[Random, Scale, Design], float | None]
) -> None:
    """Within four standard errors above; exact tests of few whole numbers may raise fewer."""
    random = np.random.default_rng(6)
    ps = np.array([p for _ in range(SURVEYS) if (p := p_of(random, scale, which)) is not None])
    exact = which == Design.UNLINKED and scale in (Scale.BINARY, Scale.COUNT)

    assert len(ps) > 0.95 * SURVEYS
    for alpha in (0.05, 0.1, 0.25, 0.5):
        alarms, error = float((ps <= alpha).mean()), (alpha * (1 - alpha) / len(ps)) ** 0.5
        assert alarms < alpha + 4 * error
        assert exact or alarms > alpha - 4 * error - 0.05
