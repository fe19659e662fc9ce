"""What is wrong with the answers that a question offers."""

from collections.abc import Iterator

from workflow.monitoring.questionnaires.document import Question, QuestionType, Scale
from workflow.yaml_text import Place

MOST_OPTIONS = 100
CHOICES = (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE)


def lint_options(question: Question, place: Place) -> Iterator[tuple[Place, str]]:
    here: Place = (*place, "options")
    if question.type not in CHOICES:
        if question.options:
            yield here, f"only a choice has options; {question.name} is {question.type}"
        return
    if len(question.counted_options) < 2:
        yield here, f"{question.name} leaves no choice: give two options at least"
    if len(question.options) > MOST_OPTIONS:
        yield here, f"{len(question.options)} options are too many; {MOST_OPTIONS} at most"
    seen: set[str] = set()
    for n, option in enumerate(question.options):
        if option.code in seen:
            yield (*here, n, "code"), f"{option.code} is there already; each code stands once"
        seen.add(option.code)
        if option.favourable and option.no_answer:
            yield (*here, n), f"{option.code} cannot be favourable and no answer at once"
    yield from _favourable(question, here)


def _favourable(question: Question, here: Place) -> Iterator[tuple[Place, str]]:
    good = [option.favourable for option in question.counted_options]
    if not any(good):
        return
    if question.type == QuestionType.SELECT_MULTIPLE:
        yield here, "of several choices each is counted by itself: none is favourable"
    elif all(good):
        yield here, "all options are favourable: then there is nothing to compare"
    elif question.scale == Scale.ORDINAL and sorted(good) not in (good, good[::-1]):
        yield here, "on a scale the favourable options stand together at one of its ends"
