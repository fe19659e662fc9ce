"""What an analysis comes to: documents, stored as they are shown. A figure that is None was
suppressed, for it would be about fewer than five people, or would give such a figure away. In a
first round nothing is `before`, and its own figures stand as `after`."""

from enum import StrEnum
from typing import Literal

from workflow.documents import Document
from workflow.lifecycles.document import Name
from workflow.monitoring.questionnaires.document import OptionCode, Scale

ENOUGH = 5
"""People about whom a figure may be shown."""
ENOUGH_PAIRS = 6
"""Linked pairs below which no p-value is given: none of them could be small."""


class Design(StrEnum):
    """Whether the same people were compared."""

    LINKED = "linked"
    """Each with themselves, by their pseudonym or name."""
    UNLINKED = "unlinked"
    """Two groups of people."""
    PARTLY = "partly"
    """Everybody, and it is taken into account that some are in both rounds."""


class Measure(StrEnum):
    """What an estimate measures. All speak of after less before, or after over before."""

    SHARE_CHANGE = "share_change"
    """Difference of two shares, −1…1."""
    NET_CHANGE = "net_change"
    """Share of those who rose less the share of those who fell, −1…1."""
    SUPERIORITY = "superiority"
    """P(after > before) + ½ P(equal), 0…1; ½ is no change."""
    CLIFFS_DELTA = "cliffs_delta"
    """2 × superiority − 1, −1…1."""
    MEAN_CHANGE = "mean_change"
    """Mean of the differences, in the question's own unit."""
    RATE_RATIO = "rate_ratio"
    """Occurrences per person after over before."""
    ODDS_RATIO = "odds_ratio"
    """Common odds ratio over the districts."""


class Method(StrEnum):
    """Where a p-value comes from."""

    MCNEMAR_MID_P = "mcnemar_mid_p"
    FISHER_EXACT = "fisher_exact"
    SIGNED_RANK_EXACT = "signed_rank_exact"
    SIGNED_RANK_NORMAL = "signed_rank_normal"
    BRUNNER_MUNZEL = "brunner_munzel"
    RANK_SUM_EXACT = "rank_sum_exact"
    SIGN_FLIP_EXACT = "sign_flip_exact"
    SIGN_FLIP_NORMAL = "sign_flip_normal"
    POISSON_EXACT = "poisson_exact"
    MANTEL_HAENSZEL = "mantel_haenszel"
    POOLED_WITHIN = "pooled_within"
    CLUSTERED_REGRESSION = "clustered_regression"
    DISTRICT_PERMUTATION = "district_permutation"


class Interval(Document):
    low: float
    high: float
    level: float = 0.95


class Estimate(Document):
    measure: Measure
    value: float
    interval: Interval | None = None
    """None where there is no sampling error (a census), or too few answers for one."""


class Test(Document):
    method: Method
    p: float
    adjusted: float | None = None
    correction: Literal["holm", "benjamini_hochberg"] | None = None


class Share(Document):
    """A share of the answers that count, in one round."""

    value: float
    interval: Interval | None = None


class Cell(Document):
    """How many chose an option, in each round."""

    option: OptionCode
    before: int | None = None
    after: int | None = None


class Moved(Document):
    """How many of those in both rounds answered more favourably, the same, less favourably."""

    improved: int | None = None
    same: int | None = None
    worse: int | None = None


class Total(Document):
    """Of numbers: the sum over all who answered, and their mean."""

    sum: float | None = None
    mean: float | None = None


class Note(StrEnum):
    """What must be said beside a comparison."""

    SUPPRESSED = "suppressed"
    """Too few for a figure that gives nobody away."""
    ROUNDED = "rounded"
    """How many answered, or did so in both rounds, is right to within two: exactly, it would give
    away how few did not."""
    FEW_PAIRS = "few_pairs"
    """Fewer than six pairs: no p-value."""
    CENSUS = "census"
    """Everybody answered: the figures are the whole truth and have no sampling error."""
    FINITE_POPULATION = "finite_population"
    """The interval is narrowed by how large a part of all was asked."""
    NO_BASELINE = "no_baseline"
    """There is no round to compare with: only described."""
    NO_CHANGE_POSSIBLE = "no_change_possible"
    """Nobody changed, or all answered alike: nothing to test."""


class Comparison(Document):
    """One question, or one option of a question of several choices, in two rounds: of all, or of
    one district."""

    question: Name
    option: OptionCode | None = None
    scale: Scale
    district: str | None = None
    """The district's code; None: all together."""
    design: Design | None = None
    """None where nothing is compared: a first round, an account, words."""
    answered_before: int | None = None
    """Whose answers count; None in a first round, or suppressed."""
    answered_after: int | None = None
    no_answer_before: int | None = None
    no_answer_after: int | None = None
    pairs: int | None = None
    cells: tuple[Cell, ...] = ()
    share_before: Share | None = None
    """Of favourable answers, or of those who chose the option."""
    share_after: Share | None = None
    moved: Moved | None = None
    total_before: Total | None = None
    total_after: Total | None = None
    estimates: tuple[Estimate, ...] = ()
    """The main one first."""
    test: Test | None = None
    is_primary: bool = False
    """Named in advance; every other is exploratory."""
    notes: tuple[Note, ...] = ()


class Turnout(Document):
    """Response rate: how many of those invited answered."""

    district: str | None = None
    invited: int | None = None
    answered: int | None = None


class Returned(Document):
    """A baseline question among those who came back for the second round and those who did not."""

    question: Name
    option: OptionCode | None = None
    returned: float | None = None
    """Share of favourable answers, or the mean."""
    lost: float | None = None
    difference: Estimate | None = None
    """Lost less returned."""


class AgainstOthers(Document):
    """Change in the districts that took part, less the change in those that did not
    (difference-in-differences), from the districts that may be shown."""

    question: Name
    option: OptionCode | None = None
    districts: int
    others: int
    estimate: Estimate
    test: Test | None = None


class Comments(Document):
    """Free answers to a question, in the order of the alphabet; none where too few gave one."""

    question: Name
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Results(Document):
    """What one questionnaire of a round came to."""

    round: str
    """Code of the round."""
    baseline: str | None = None
    """Code of the round it is compared with."""
    questionnaire: Name
    mode: Literal["anonymous", "linked", "named"]
    population: int | None = None
    turnout_before: tuple[Turnout, ...] = ()
    """All together first, then each district."""
    turnout_after: tuple[Turnout, ...] = ()
    """Of the round itself; in a first round the only one."""
    pairs: int | None = None
    """People in both rounds."""
    comparisons: tuple[Comparison, ...] = ()
    """In the order of the questionnaire; of each question all together first, then districts."""
    pooled: tuple[Comparison, ...] = ()
    """Of several districts: the change within districts, pooled over those that may be shown."""
    returned: tuple[Returned, ...] = ()
    against_others: tuple[AgainstOthers, ...] = ()
    comments: tuple[Comments, ...] = ()

    @property
    def has_comparison_group(self) -> bool:
        """Whether districts that did not take part were asked too: only then may a report speak of
        an effect."""
        return bool(self.against_others)
