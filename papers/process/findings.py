"""The sentence that says what is to be seen in each view."""

from collections import Counter
from collections.abc import Iterator, Sequence

from models.text import Language
from papers.charts.numbers import share_in
from papers.process import phrases as p
from papers.process.lapses import lasted, no_longer_than
from papers.typography import counted, in_line, number_in, quoted, say
from workflow.process.bypassed import Bypass
from workflow.process.conformance import VersionConformance
from workflow.process.funnel import Funnel
from workflow.process.overdue import Overdue
from workflow.process.returns import Returns
from workflow.process.spread import Spread
from workflow.process.stages import StageTime
from workflow.process.variants import Variants

ENOUGH = 5
"""Cases without which a stage is told of first only if no other has them."""


def stages_said(stages: Sequence[StageTime], language: Language) -> str:
    if not stages:
        return say(p.NOTHING_YET, language)
    said = [
        *_slowest([(stage, stage.time) for stage in stages], "time", language),
        *_slowest([(stage, stage.waiting) for stage in stages], "waiting", language),
        *_going_on(stages, language),
    ]
    return " ".join(said)


def _slowest(
    stages: Sequence[tuple[StageTime, Spread]], what: str, language: Language
) -> Iterator[str]:
    known = [(spread.median, stage, spread) for stage, spread in stages if spread.median]
    if not known:
        return
    many = [each for each in known if each[2].ended >= ENOUGH]
    median, stage, spread = max(many or known, key=lambda each: each[0])
    phrase, early = p.SLOWEST[what]
    given = {
        "stage": quoted(stage.title.in_(language), language),
        "median": no_longer_than(median, language),
    }
    if spread.p90 is None:
        yield say(early, language, **given)
    else:
        yield say(phrase, language, **given, p90=no_longer_than(spread.p90, language))


def _going_on(stages: Sequence[StageTime], language: Language) -> Iterator[str]:
    going = [(stage.time.longest_going_on, stage) for stage in stages if stage.time.going_on]
    going_on = [(longest, stage) for longest, stage in going if longest is not None]
    if going_on:
        longest, stage = max(going_on, key=lambda each: each[0])
        yield say(
            p.GOING_ON,
            language,
            n=counted(sum(s.time.going_on for s in stages), p.INITIATIVES, language),
            stage=quoted(stage.title.in_(language), language),
            time=lasted(longest, language),
        )


def overdue_said(found: Sequence[Overdue], language: Language) -> str:
    if not found:
        return say(p.NOTHING_OVERDUE, language)
    oldest = max(found, key=lambda each: each.late[0])
    return say(
        p.OVERDUE_SAID if len(found) > 1 else p.OVERDUE_ALL,
        language,
        n=number_in(sum(each.number for each in found), language),
        most=quoted(stage_name(found[0], language), language),
        there=number_in(found[0].number, language),
        oldest=quoted(stage_name(oldest, language), language),
        time=lasted(oldest.late[0], language),
    )


def stage_name(each: Overdue, language: Language) -> str:
    return in_line(f"{each.kind.in_(language)}: {each.stage.in_(language)}")


def returns_said(found: Returns, language: Language) -> str:
    if not found.initiatives:
        return say(p.NOTHING_TO_RETURN, language)
    all_ = counted(found.initiatives, p.OF_INITIATIVES, language)
    if not found.returned:
        return say(p.NONE_RETURNED, language, all=all_)
    stage, _ = max(found.by_stage, key=lambda each: each[1])
    return say(
        p.RETURNED_SAID,
        language,
        n=number_in(found.returned, language),
        all=all_,
        stage=quoted(stage.in_(language), language),
        outcomes=", ".join(
            f"{quoted(outcome.title.in_(language), language)} — {number_in(number, language)}"
            for n, outcome in enumerate(found.outcomes)
            if (number := sum(line.by_outcome[n] for line in found.times if line.times))
        ),
    )


def funnel_said(found: Funnel, language: Language) -> str:
    if not found.begun:
        return say(p.NOTHING_YET, language)
    left = sum(each.initiatives for each in found.left)
    said = [
        say(
            p.FUNNEL_SAID,
            language,
            begun=counted(found.begun, p.INITIATIVES, language),
            completed=number_in(found.completed, language),
            left=number_in(left, language),
            under_way=number_in(found.begun - found.completed - left, language),
        )
    ]
    after = Counter[str]()
    for each in found.left:
        after[each.after.in_(language)] += each.initiatives
    if after:
        ((stage, number),) = after.most_common(1)
        given = {"stage": quoted(stage, language), "n": number_in(number, language)}
        said.append(say(p.MOST_LEFT, language, **given))
    return " ".join(said)


def bypassed_said(found: Sequence[Bypass], language: Language) -> str:
    if not found:
        return say(p.NOTHING_BYPASSED, language)
    remarks, actions = Counter[str](), Counter[str]()
    for each in found:
        remarks[say(p.REMARKS[each.remark], language)] += each.number
        actions[each.action.in_(language)] += each.number
    ((action, most),) = actions.most_common(1)
    return say(
        p.BYPASSED_SAID,
        language,
        n=counted(remarks.total(), p.DEEDS, language),
        remarks=", ".join(
            f"{remark} — {number_in(number, language)}" for remark, number in remarks.most_common()
        ),
        action=quoted(action, language),
        most=number_in(most, language),
    )


def variants_said(found: Variants, language: Language) -> str:
    if not found.shown:
        return say(p.NOTHING_YET, language)
    first = found.shown[0].initiatives
    return say(
        p.VARIANTS_SAID,
        language,
        ways=number_in(found.ways, language),
        n=number_in(first, language),
        all=counted(found.initiatives, p.OF_INITIATIVES, language),
        share=share_in(first / found.initiatives, language),
    )


def conformance_said(found: Sequence[VersionConformance], language: Language) -> str:
    if not found:
        return say(p.NOTHING_YET, language)
    every = sum(version.pinned.initiatives for version in found)
    own, new = (
        sum(replayed.conform for replayed in replays)
        for replays in ([v.pinned for v in found], [v.newest for v in found])
    )
    all_ = number_in(every, language)
    pinned = (
        say(p.ALL_CONFORM, language, all=all_) if own == every else _departed(every, own, language)
    )
    if all(version.is_newest for version in found):
        return pinned
    newest = say(p.CONFORM_TO_NEWEST, language, n=number_in(new, language), all=all_)
    return f"{pinned} {newest}"


def _departed(every: int, conform: int, language: Language) -> str:
    n, all_ = number_in(every - conform, language), number_in(every, language)
    return say(p.DEPARTED, language, n=n, all=all_)
