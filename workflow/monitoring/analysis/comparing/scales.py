"""What answers are to statistics: which option is better than which."""

import numpy as np

from workflow.monitoring.analysis.frame import Bools, Ints
from workflow.monitoring.questionnaires.document import Question, Scale


def favourable(question: Question) -> Bools:
    """Of the options that count."""
    return np.array([option.favourable for option in question.counted_options], dtype=bool)


def scores(question: Question) -> Ints:
    """Of each option that counts, 0 for the least favourable. A scale runs towards its favourable
    end, and upwards where none is marked; of two kinds of options the favourable one is 1."""
    good = favourable(question)
    if question.scale == Scale.BINARY:
        return good.astype(np.int64)
    places = np.arange(len(good))
    return places[::-1].copy() if len(good) and good[0] and not good[-1] else places
