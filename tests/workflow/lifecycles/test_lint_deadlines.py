"""What is wrong with a ladder of steps or with a pause is said before it runs."""

import pytest

from workflow.errors import BadDocument
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.lint import Vocabulary, read_lifecycle

SMALL = """\
lifecycle: review
title: {ru: Экспертиза, en: Review}
initial: new
states:
  new:
    title: {ru: Новая, en: New}
  open:
    title: {ru: Открыта, en: Open}
    deadlines:
      answer:
        due: {working_days: 5}
        met_by: [close]
        then: [{do: nudge}, {do: lapse, after: {working_days: 2}}]
        responsible: [reviewer]
  away:
    title: {ru: Ждёт, en: Away}
    pauses: [answer]
  closed:
    title: {ru: Закрыта, en: Closed}
    final: true
transitions:
  - {trigger: begin, title: {ru: Начать}, from: [new], to: open, by: [coordinator]}
  - {trigger: leave, title: {ru: Уйти}, from: [open], to: away, by: [coordinator]}
  - {trigger: come, title: {ru: Прийти}, from: [away], to: open, by: [coordinator]}
  - {trigger: close, title: {ru: Закрыть}, from: [open], to: closed, by: [reviewer]}
  - {trigger: lapse, title: {ru: Снять}, from: [open], to: closed, by: [clock]}
  - trigger: nudge
    title: {ru: Напомнить}
    from: [open]
    to: same
    by: [clock]
    notify: [{to: [responsible, coordinator], template: told}]
"""
WORDS = Vocabulary(
    guards=lambda _name, _parameters: None,
    effects=(),
    templates={"told"},
    stages={"support"},
    fields={"ends_on"},
)
THEN = "[{do: nudge}, {do: lapse, after: {working_days: 2}}]"
RULE = "states.open.deadlines.answer"


def changed(old: str, new: str) -> Lifecycle:
    """The small lifecycle, read with the first `old` in it replaced."""
    assert old in SMALL
    return read_lifecycle(SMALL.replace(old, new, 1), "small.yaml", "review", WORDS)


MISTAKES: dict[str, tuple[str, str, str]] = {
    "a step that is no action": (
        "{do: lapse, after",
        "{do: vanish, after",
        f"line 13, {RULE}.then.1: vanish is no action of the clock in state open",
    ),
    "a step of a person": (
        "{do: lapse, after",
        "{do: close, after",
        f"line 13, {RULE}.then.1: close is no action of the clock in state open",
    ),
    "a step after one that leaves the state": (
        THEN,
        "[{do: lapse}, {do: nudge, after: {days: 1}}]",
        f"line 13, {RULE}.then.0: after lapse the state is left: no step can follow",
    ),
    "a wait before the first step": (
        THEN,
        "[{do: nudge, after: {days: 1}}]",
        f"line 13, {RULE}.then: the first step comes when the deadline passes: leave out its after",
    ),
    "no wait between two steps": (
        THEN,
        "[{do: nudge}, {do: lapse}]",
        f"line 13, {RULE}.then: every step but the first says after how long: give its after",
    ),
    "a wait without a length": (
        "{working_days: 2}",
        "{}",
        f"line 13, {RULE}.then.1.after: give either days or working_days",
    ),
    "a wait with two lengths": (
        "{working_days: 2}",
        "{working_days: 2, days: 3}",
        f"line 13, {RULE}.then.1.after: give either days or working_days",
    ),
    "nobody responsible to be told": (
        "        responsible: [reviewer]\n",
        "",
        f"line 13, {RULE}.then.0: nudge tells those responsible, and nobody is",
    ),
    "a letter to those responsible for nothing": (
        "from: [open], to: away, by: [coordinator]}",
        "from: [open], to: away, by: [coordinator], notify: [{to: [responsible], template: told}]}",
        "line 23, transitions.1.notify.0.to: leave is about no deadline: nobody is responsible",
    ),
    "a pause of what no other state has": (
        "pauses: [answer]",
        "pauses: [answer, question]",
        "line 17, states.away.pauses.1: no other state has a deadline question",
    ),
    "a pause of what the state has itself": (
        "    pauses: [answer]\n",
        "    pauses: [answer]\n"
        "    deadlines: {answer: {due: {days: 1}, met_by: [], then: nudge}}\n",
        "line 17, states.away.pauses.0: away has a deadline answer of its own",
    ),
    "a pause of what is bound to the calendar": (
        "{working_days: 5}",
        "{end_of: support}",
        "line 17, states.away.pauses.0: answer is bound to a date and waits for nobody; only "
        "counted time waits",
    ),
    "a pause of what is bound to the subject": (
        "{working_days: 5}",
        "{field: ends_on, working_days: 5}",
        "line 17, states.away.pauses.0: answer is bound to a date and waits for nobody; only "
        "counted time waits",
    ),
}


@pytest.mark.parametrize(("old", "new", "line"), MISTAKES.values(), ids=MISTAKES.keys())
def test_lint_says_what_is_wrong_and_where(old: str, new: str, line: str) -> None:
    with pytest.raises(BadDocument) as caught:
        changed(old, new)
    assert caught.value.lines[0] == f"small.yaml, {line}"


IN_ORDER: dict[str, tuple[str, str]] = {
    "the lifecycle itself": ("", ""),
    "one step by its name": (THEN, "nudge"),
    "steps that all stay": ("{do: lapse, after", "{do: nudge, after"),
    "time enough after a pause": ("{working_days: 5}", "{working_days: 5, at_least: 3}"),
    "days instead of working days": ("{working_days: 2}", "{days: 2}"),
    "a letter to those responsible for the deadline that an action names": (
        "from: [open], to: away, by: [coordinator]}",
        "from: [open], to: away, by: [coordinator], facts: {deadline: text}, "
        "notify: [{to: [responsible], template: told}]}",
    ),
}


@pytest.mark.parametrize(("old", "new"), IN_ORDER.values(), ids=IN_ORDER.keys())
def test_lint_does_not_complain_of(old: str, new: str) -> None:
    assert changed(old, new).lifecycle == "review"


def test_an_action_by_its_name_is_a_ladder_of_one_step() -> None:
    rule = changed(THEN, "nudge").states["open"].deadlines["answer"]

    assert [(step.do, step.after) for step in rule.then] == [("nudge", None)]
