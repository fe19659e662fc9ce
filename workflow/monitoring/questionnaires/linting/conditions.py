"""What is wrong with the conditions of a questionnaire."""

from collections.abc import Iterable, Iterator, Mapping

from workflow.monitoring.questionnaires.document import Group, Question, QuestionType
from workflow.monitoring.questionnaires.expressions import Expression, Unreadable, parse
from workflow.yaml_text import Place

Items = Mapping[str, Group | Question]


def lint_conditions(
    placed: Iterable[tuple[Place, Group | Question]],
) -> Iterator[tuple[Place, str]]:
    items = {item.name: item for _, item in placed}
    before: set[str] = set()
    for place, item in placed:
        for field in ("relevant", "constraint"):
            text = getattr(item, field, None)
            if text is not None:
                for words in _condition(text, field, item, items, before):
                    yield (*place, field), words
        before.add(item.name)


def _condition(
    text: str, field: str, item: Group | Question, items: Items, before: set[str]
) -> Iterator[str]:
    try:
        expression = parse(text)
    except Unreadable as unreadable:
        yield str(unreadable)
        return
    if field == "relevant" and expression.is_about_itself:
        yield "“.” is the answer itself, which is not there yet: name another question"
    for name in expression.names:
        if words := _wrong_name(name, item, items, before):
            yield words
    yield from _codes(expression, item, items)


def _wrong_name(name: str, item: Group | Question, items: Items, before: set[str]) -> str | None:
    asked = items.get(name)
    if asked is None:
        return f"there is no question {name}"
    if isinstance(asked, Group) or asked.scale is None:
        return f"{name} has no answer: it is no question"
    if name == item.name:
        return f"{name} is this question itself: its answer is written “.”, in its constraint"
    if name not in before:
        return f"{name} is asked later: a condition can only look back"
    return None


def _codes(expression: Expression, item: Group | Question, items: Items) -> Iterator[str]:
    """Options that a condition names must be there, or it would never hold."""
    for name, code in expression.compared:
        asked = items.get(name) if name else item
        if code and isinstance(asked, Question):
            if asked.type == QuestionType.SELECT_MULTIPLE:
                written = f"${{{name}}}" if name else "."
                yield f"{asked.name} has several answers: write selected({written}, '{code}')"
            elif asked.type == QuestionType.SELECT_ONE:
                yield from _no_option(asked, code)
    for name, code in expression.selected:
        asked = items.get(name) if name else item
        if isinstance(asked, Question) and asked.scale is not None:
            if asked.options:
                yield from _no_option(asked, code)
            else:
                yield f"{asked.name} is no choice: selected() asks of one"


def _no_option(question: Question, code: str) -> Iterator[str]:
    codes = [option.code for option in question.options]
    if code not in codes:
        yield f"{question.name} has no option {code[:40]}; it has {', '.join(codes)[:200]}"
