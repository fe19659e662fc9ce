"""What is wrong with a lifecycle is said before it runs: one mistake, one line of complaint."""

import pytest

from models import Motion
from tests import make
from workflow.errors import BadDocument
from workflow.gate.guards import GUARDS, wrong_call
from workflow.lifecycles.document import ROLES, WRITTEN_TO, Lifecycle
from workflow.lifecycles.lint import Vocabulary, read_lifecycle

SMALL = """\
lifecycle: initiative
title: {ru: Инициатива, en: Initiative}
initial: new
states:
  new:
    title: {ru: Новая, en: New}
  waiting:
    title: {ru: Ждёт, en: Waiting}
    deadlines:
      rest: {due: {days: 3}, met_by: [], then: wake}
  open:
    title: {ru: Открыта, en: Open}
    deadlines:
      answer:
        due: {working_days: 5}
        met_by: [close]
        then: lapse
        remind: [3, 1]
        responsible: [coordinator]
  closed:
    title: {ru: Закрыта, en: Closed}
    final: true
transitions:
  - trigger: begin
    title: {ru: Начать, en: Begin}
    from: [new]
    to: waiting
    by: [leader]
    guards:
      - slot_is_free
      - group_has_at_least: {members: 3}
  - trigger: wake
    title: {ru: Открыть, en: Open}
    from: [waiting]
    to: open
    by: [clock]
  - trigger: close
    title: {ru: Закрыть, en: Close}
    from: [open]
    to: closed
    by: [coordinator]
    effects: [award_request]
    notify:
      - {to: [leader], template: told}
  - trigger: remark
    title: {ru: Заметить, en: Remark}
    from: [open]
    to: same
    by: [coordinator]
  - trigger: lapse
    title: {ru: Снять, en: Lapse}
    from: [open]
    to: closed
    by: [clock]
"""
WORDS = Vocabulary(
    guards=wrong_call,
    effects={"award_request"},
    templates={"told"},
    stages={"support"},
    fields={"opens_at"},
    initiative_states={"expert_review"},
    motions=tuple(Motion),
    cascades=lambda kind, on, do: (
        None if (on, do) == ("reviews", "pause") else f"no {on} of {kind}"
    ),
)
ROLES_KNOWN = f"known: {', '.join(sorted(ROLES))}"
WRITTEN_TO_KNOWN = f"known: {', '.join(sorted(WRITTEN_TO))}"
GUARDS_KNOWN = f"known: {', '.join(sorted(GUARDS))}"
ONE_RULE = (
    "give exactly one of days, working_days, end_of, field; days and working_days may go with a "
    "field"
)
UNKNOWN = "is not a field known here; mind the spelling"
REMINDERS = "line 18, states.open.deadlines.answer.remind: reminders need somebody responsible"


def changed(old: str, new: str) -> Lifecycle:
    """The small lifecycle, read with the first `old` in it replaced."""
    assert old in SMALL
    return read_lifecycle(SMALL.replace(old, new, 1), "small.yaml", "initiative", WORDS)


MISTAKES: dict[str, tuple[str, str, str]] = {
    "unknown initial": (
        "initial: new",
        "initial: nowhere",
        "line 3, initial: there is no state nowhere",
    ),
    "unreachable state": (
        "  closed:\n",
        "  lost: {title: {ru: Забыта}, final: true}\n  closed:\n",
        "line 20, states.lost: no way leads to lost; add a transition to it or remove it",
    ),
    "dead end": (
        "    final: true\n",
        "",
        "line 20, states.closed: closed is a dead end: no action leads out of it and it is not "
        "final",
    ),
    "final state with exits": (
        "from: [waiting]",
        "from: [waiting, closed]",
        "line 20, states.closed: closed is final, yet actions lead out of it",
    ),
    "neither actor nor deadline": (
        "    deadlines:\n      rest: {due: {days: 3}, met_by: [], then: wake}\n",
        "",
        "line 7, states.waiting: waiting waits for nobody: it has neither an actor nor a deadline",
    ),
    "unknown from": (
        "from: [new]",
        "from: [new, nowhere]",
        "line 26, transitions.0.from.1: there is no state nowhere",
    ),
    "unknown to": (
        "to: closed\n    by: [clock]",
        "to: nowhere\n    by: [clock]",
        "line 53, transitions.4.to: there is no state nowhere",
    ),
    "unknown role": (
        "by: [leader]",
        "by: [leader, king]",
        f"line 28, transitions.0.by.1: there is no role king; {ROLES_KNOWN}",
    ),
    "unknown role of a letter": (
        "to: [leader]",
        "to: [king]",
        f"line 44, transitions.2.notify.0.to.0: there is no role king; {WRITTEN_TO_KNOWN}",
    ),
    "unknown role of a reminder": (
        "responsible: [coordinator]",
        "responsible: [king]",
        "line 19, states.open.deadlines.answer.responsible.0: there is no role king; "
        f"{WRITTEN_TO_KNOWN}",
    ),
    "unknown guard": (
        "- slot_is_free",
        "- slot_is_blue",
        f"line 30, transitions.0.guards.0: there is no guard slot_is_blue; {GUARDS_KNOWN}",
    ),
    "guard parameter missing": (
        "{members: 3}",
        "{}",
        "line 31, transitions.0.guards.1: group_has_at_least takes members",
    ),
    "guard parameters missing": (
        "- group_has_at_least: {members: 3}",
        "- group_has_at_least",
        "line 31, transitions.0.guards.1: group_has_at_least takes members",
    ),
    "guard parameter misspelt": (
        "members: 3",
        "member: 3",
        "line 31, transitions.0.guards.1: group_has_at_least takes members",
    ),
    "guard parameter extra": (
        "- slot_is_free",
        "- slot_is_free: {slots: 5}",
        "line 30, transitions.0.guards.0: slot_is_free takes no parameters",
    ),
    "guard parameter a word": (
        "members: 3",
        "members: three",
        "line 31, transitions.0.guards.1: group_has_at_least: members must be a whole number",
    ),
    "guard parameter a number": (
        "- slot_is_free",
        "- stage_is_open: {stage: 5}",
        "line 30, transitions.0.guards.0: stage_is_open: stage must be a text",
    ),
    "unknown state of an initiative": (
        "- slot_is_free",
        "- initiative_is_in: {initiative_state: asleep}",
        "line 30, transitions.0.guards.0: initiative_is_in: an initiative has no state asleep",
    ),
    "unknown motion": (
        "- slot_is_free",
        "- council_decided: {motion: applaud}",
        "line 30, transitions.0.guards.0: council_decided: the council cannot decide applaud; "
        f"known: {', '.join(Motion)}",
    ),
    "cascade on nothing": (
        "    effects: [award_request]\n",
        "    cascades:\n      - {on: reviews, do: pause}\n      - {on: songs, do: pause}\n",
        "line 44, transitions.2.cascades.1: no songs of initiative",
    ),
    "unknown effect": (
        "award_request",
        "award_more",
        "line 42, transitions.2.effects.0: there is no effect award_more",
    ),
    "unknown template": (
        "template: told",
        "template: sung",
        "line 44, transitions.2.notify.0.template: there is no message template sung",
    ),
    "same trigger twice": (
        "trigger: remark",
        "trigger: close",
        "line 45, transitions.3.trigger: close from open is written twice; keep one",
    ),
    "same state twice": (
        "from: [new]",
        "from: [new, new]",
        "line 24, transitions.0.trigger: begin from new is written twice; keep one",
    ),
    "unknown calendar stage": (
        "{working_days: 5}",
        "{end_of: autumn}",
        "line 15, states.open.deadlines.answer.due.end_of: the calendar has no stage autumn",
    ),
    "unknown moment": (
        "{working_days: 5}",
        "{field: opens_on}",
        "line 15, states.open.deadlines.answer.due.field: initiative has no moment opens_on",
    ),
    "two due rules": (
        "{working_days: 5}",
        "{working_days: 5, days: 3}",
        f"line 15, states.open.deadlines.answer.due: {ONE_RULE}",
    ),
    "no due rule": (
        "{working_days: 5}",
        "{at: 10:00}",
        f"line 15, states.open.deadlines.answer.due: {ONE_RULE}",
    ),
    "then unknown": (
        "then: lapse",
        "then: vanish",
        "line 17, states.open.deadlines.answer.then: vanish is no action of the clock in state "
        "open",
    ),
    "then of a person": (
        "then: lapse",
        "then: close",
        "line 17, states.open.deadlines.answer.then: close is no action of the clock in state open",
    ),
    "met_by unknown": (
        "met_by: [close]",
        "met_by: [close, wake]",
        "line 16, states.open.deadlines.answer.met_by.1: wake is no action in state open",
    ),
    "reminders without anyone": ("        responsible: [coordinator]\n", "", REMINDERS),
    "reminders for an empty list": ("responsible: [coordinator]", "responsible: []", REMINDERS),
    "an override of the clock's own": (
        "    to: closed\n    by: [clock]\n",
        "    to: closed\n    by: [clock]\n    overrides: true\n",
        "line 55, transitions.4.overrides: lapse is the clock's: nobody overrides",
    ),
    "an override that needs no reason": (
        "    to: same\n",
        "    to: same\n    overrides: true\n",
        "line 49, transitions.3.overrides: remark sets aside what was settled; give it reason: "
        "required",
    ),
    "unknown field": (
        "    final: true\n",
        "    final: true\n    colour: red\n",
        f"line 23, states.closed.colour: {UNKNOWN}",
    ),
    "name that is none": (
        "to: waiting",
        "to: Waiting Room",
        "line 27, transitions.0.to: “Waiting Room” is not written as it should be: a name has "
        "small Latin letters, digits and _",
    ),
}


@pytest.mark.parametrize(("old", "new", "line"), MISTAKES.values(), ids=MISTAKES.keys())
def test_lint_says_what_is_wrong_and_where(old: str, new: str, line: str) -> None:
    with pytest.raises(BadDocument) as caught:
        changed(old, new)
    assert caught.value.lines == [f"small.yaml, {line}"]


IN_ORDER: dict[str, tuple[str, str]] = {
    "the lifecycle itself": ("", ""),
    "an initial state that the clock leaves": ("by: [leader]", "by: [clock]"),
    "a person beside the clock": ("by: [clock]", "by: [clock, coordinator]"),
    "a state with an actor and no deadline": (
        "    deadlines:\n      answer:\n        due: {working_days: 5}\n        met_by: [close]\n"
        "        then: lapse\n        remind: [3, 1]\n        responsible: [coordinator]\n",
        "",
    ),
    "a way back": ("to: same", "to: waiting"),
    "the same trigger from two states": ("from: [open]", "from: [waiting, open]"),
    "a stage of the calendar": ("{working_days: 5}", "{end_of: support, at_least: 5, at: 09:30}"),
    "a moment of the subject": ("{working_days: 5}", "{field: opens_at}"),
    "a deadline that nothing meets": ("met_by: [close]", "met_by: []"),
    "a deadline met by what stays": ("met_by: [close]", "met_by: [remark]"),
    "somebody responsible and no reminder": ("        remind: [3, 1]\n", ""),
    "a title in one language": ("{ru: Новая, en: New}", "{ru: Новая}"),
    "a motion that the council can decide": (
        "- slot_is_free",
        "- council_decided: {motion: approve}",
    ),
    "a state that an initiative has": (
        "- slot_is_free",
        "- initiative_is_in: {initiative_state: expert_review}",
    ),
    "a cascade": (
        "    effects: [award_request]\n",
        "    cascades: [{on: reviews, do: pause}]\n",
    ),
    "an override by the clock or a person, with its reason": (
        "    to: closed\n    by: [clock]\n",
        "    to: closed\n    by: [clock, chair]\n    overrides: true\n    reason: required\n",
    ),
    "no letters": ("    notify:\n      - {to: [leader], template: told}\n", ""),
}


@pytest.mark.parametrize(("old", "new"), IN_ORDER.values(), ids=IN_ORDER.keys())
def test_lint_does_not_complain_of(old: str, new: str) -> None:
    assert changed(old, new).lifecycle == "initiative"


def test_the_shipped_lifecycles_are_in_order() -> None:
    assert sorted(make.document().lifecycles) == [
        "agenda_item",
        "change_request",
        "consent",
        "council",
        "enrolment",
        "expense",
        "fund",
        "initiative",
        "meeting",
        "monitoring_round",
        "review",
        "tranche",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("{working_days: 5}", "{days: 99999999999}", 15),
        ("{working_days: 5}", "{working_days: 99999999999}", 15),
        ("remind: [3, 1]", "remind: [99999999999]", 18),
    ],
)
def test_a_day_beyond_the_end_of_time_is_refused(old: str, new: str, line: int) -> None:
    with pytest.raises(BadDocument) as caught:
        changed(old, new)
    assert [mistake.line for mistake in caught.value.mistakes] == [line]
