"""What a change request asks, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from config.settings import settings
from papers.history import facts


def new_days(milestones: Mapping[str, Any]) -> Iterator[str]:
    return facts.new_days(milestones, settings().language)


def new_amounts(budget: Mapping[str, Any], currency: str) -> Iterator[str]:
    return facts.new_amounts(budget, currency, settings().language)
