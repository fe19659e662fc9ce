"""What is wrong with the rounds of a programme's document."""

from collections.abc import Iterator, Mapping

from workflow.programme.document import ProgrammeDocument, Round, Stage
from workflow.yaml_text import Place


def lint_rounds(document: ProgrammeDocument) -> Iterator[tuple[Place, str]]:
    stages = {stage.code: stage for stage in document.calendar}
    rounds = {round_.code: round_ for round_ in document.monitoring}
    for n, round_ in enumerate(document.monitoring):
        place: Place = ("monitoring", n)
        if round_.stage not in stages:
            yield (*place, "stage"), f"the calendar has no stage {round_.stage}"
        yield from _asks(document, round_, place)
        if round_.compared_with is not None:
            for field, words in _compared(round_, rounds, stages):
                yield (*place, field), words


def _asks(document: ProgrammeDocument, round_: Round, place: Place) -> Iterator[tuple[Place, str]]:
    codes = [asked.questionnaire for asked in round_.asks]
    for n, code in enumerate(codes):
        where: Place = (*place, "asks", n, "questionnaire")
        if code not in document.questionnaires:
            known = ", ".join(document.questionnaires) or "none"
            yield where, f"there is no questionnaire {code}; known: {known}"
        if code in codes[:n]:
            yield where, f"{code} is there already; each stands once"


def _compared(
    round_: Round, rounds: Mapping[str, Round], stages: Mapping[str, Stage]
) -> Iterator[tuple[str, str]]:
    """A round is compared with one before it that asked the same in the same way."""
    code = round_.compared_with or ""
    before = rounds.get(code)
    if before is None or code == round_.code:
        others = ", ".join(other for other in rounds if other != round_.code)
        yield "compared_with", f"there is no other round {code}; known: {others or 'none'}"
        return
    if not _is_earlier(before, round_, stages):
        yield "compared_with", f"{code} is not over when {round_.code} begins"
    if before.mode != round_.mode:
        yield (
            "mode",
            f"{code} is {before.mode}: answers are compared that were given in the same "
            f"conditions; write {before.mode} here or {round_.mode} there",
        )
    asked = {each.questionnaire for each in before.asks}
    if asked.isdisjoint(each.questionnaire for each in round_.asks):
        yield "compared_with", f"{code} asks none of its questionnaires"


def _is_earlier(before: Round, round_: Round, stages: Mapping[str, Stage]) -> bool:
    first, then = stages.get(before.stage), stages.get(round_.stage)
    return first is None or then is None or first.ends_on < then.starts_on
