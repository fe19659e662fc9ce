"""Several tests at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from workflow.monitoring.statistics.multiplicity import benjamini_hochberg, holm

NEUHAUS = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240),
    *(0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]
"""Fifteen comparisons of Neuhaus et al. 1992: Benjamini and Hochberg 1995, section 4.2."""

SEVERAL = st.lists(st.floats(0, 1), max_size=20)


def test_benjamini_and_hochbergs_example_rejects_four_and_holm_three() -> None:
    assert sum(p <= 0.05 for p in benjamini_hochberg(NEUHAUS)) == 4
    assert sum(p <= 0.05 for p in holm(NEUHAUS)) == 3


def test_holm_as_worked_by_hand_in_any_order() -> None:
    assert holm([0.04, 0.01, 0.03, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])
    assert benjamini_hochberg([0.04, 0.01, 0.03, 0.02]) == pytest.approx([0.04] * 4)


@pytest.mark.parametrize("seed", range(20))
def test_adjusted_values_are_those_of_statsmodels(seed: int) -> None:
    draw = np.random.default_rng(seed)
    p = (draw.integers(0, 40, seed + 1) / 40 * draw.choice([0.01, 1], seed + 1)).tolist()

    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1].tolist())
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1].tolist())


@given(SEVERAL)
def test_adjusting_never_makes_smaller_nor_changes_the_order(p: list[float]) -> None:
    for adjusted in (holm(p), benjamini_hochberg(p)):
        by_p = [new for _, new in sorted(zip(p, adjusted, strict=True))]
        assert by_p == sorted(by_p)
        assert all(old <= new + 1e-15 for old, new in zip(p, adjusted, strict=True))
        assert all(0 <= new <= 1 for new in adjusted)


@pytest.mark.parametrize("wrong", [[0.1, 1.2], [-0.1], [float("nan")]])
def test_what_is_no_probability_is_a_mistake(wrong: list[float]) -> None:
    for adjust in (holm, benjamini_hochberg):
        with pytest.raises(ValueError, match="between 0 and 1"):
            adjust(wrong)
