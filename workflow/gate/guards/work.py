"""What must hold in the plan of an initiative, in its changes, and in the report on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models import ChangeRequest, CreativeReport, Initiative, Money, Rating, Text
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.money.budget import spent_by_line

LEAST_WORDS = 200
"""Characters that each part of a creative report has at least."""


def _initiative(attempt: Attempt) -> Initiative:
    assert isinstance(attempt.subject, Initiative), f"{attempt.subject.kind} is no initiative"
    return attempt.subject


@guard
def budget_adds_up(attempt: Attempt) -> Text | None:
    """The lines of the budget make up what is asked for."""
    initiative = _initiative(attempt)
    lines = Money(sum(line.planned for line in initiative.budget), initiative.currency)
    if lines.minor == initiative.requested:
        return None
    return Text(
        en=f"The lines of the budget make {lines.in_('en')}, and {initiative.request.in_('en')} is "
        "asked for: make them agree.",
        ru=f"Строки сметы дают {lines.in_('ru')}, а запрошено {initiative.request.in_('ru')}: "
        "приведите их в соответствие.",
    )


@guard
def milestones_are_planned(attempt: Attempt) -> Text | None:
    """The plan has control points, all within the programme."""
    milestones, programme = _initiative(attempt).milestones, attempt.programme
    if not milestones:
        return Text(
            en="Plan at least one milestone: what will be done by which day.",
            ru="Запланируйте хотя бы одну контрольную точку: что и к какому дню будет сделано.",
        )
    outside = [m for m in milestones if not _within(attempt, m.planned_on)]
    if not outside:
        return None
    days = f"{programme.starts_on:%d.%m.%Y} – {programme.ends_on:%d.%m.%Y}"
    return Text(
        en=f"“{outside[0].title}” is not within the programme ({days}).",
        ru=f"«{outside[0].title}» вне сроков программы ({days}).",
    )


def _within(attempt: Attempt, day: date) -> bool:
    return attempt.programme.starts_on <= day <= attempt.programme.ends_on


@guard
def milestone_is_open(attempt: Attempt) -> Text | None:
    """The plan has such a milestone, and it was not reached before."""
    milestones, told = _initiative(attempt).milestones, attempt.facts.get("milestone")
    if told is None:
        return None
    named = next((m for m in milestones if m.ordinal == told), None)
    if named is not None and named.reached_on is None:
        return None
    still = ", ".join(f"{m.ordinal} ({m.title[:40]})" for m in milestones if m.reached_on is None)
    return Text(
        en=f"There is no open milestone {told}; open are: {still or 'none'}.",
        ru=f"Незакрытой контрольной точки {told} нет; не закрыты: {still or 'никакие'}.",
    )


@guard
def change_is_possible(attempt: Attempt) -> Text | None:
    """What is asked keeps to the plan's own points and lines, to the programme and to the award."""
    request = attempt.subject
    assert isinstance(request, ChangeRequest)
    if not request.milestones and not request.budget:
        return Text(en="Nothing is asked to be changed.", ru="Не указано, что изменить.")
    return _days_are_possible(attempt, request) or _split_is_possible(attempt, request)


def _days_are_possible(attempt: Attempt, request: ChangeRequest) -> Text | None:
    still_open = {m.ordinal for m in request.initiative.milestones if m.reached_on is None}
    for ordinal, day in request.milestones.items():
        if int(ordinal) not in still_open:
            return Text(
                en=f"Milestone {ordinal} is not in the plan, or reached already.",
                ru=f"Контрольной точки {ordinal} нет в плане, или она уже пройдена.",
            )
        if not _within(attempt, date.fromisoformat(day)):
            return Text(
                en=f"Milestone {ordinal}: the day is not within the programme.",
                ru=f"Контрольная точка {ordinal}: день вне сроков программы.",
            )
    return None


def _split_is_possible(attempt: Attempt, request: ChangeRequest) -> Text | None:
    initiative = request.initiative
    planned = {line.ordinal: line.planned for line in initiative.budget}
    asked = _asked(request.budget)
    if strangers := sorted(asked.keys() - planned.keys()):
        return Text(
            en=f"The budget has no line {strangers[0]}.",
            ru=f"В смете нет строки {strangers[0]}.",
        )
    whole = Money(sum((planned | asked).values()), initiative.currency)
    if whole.minor != sum(planned.values()):
        return Text(
            en=f"The lines would make {whole.in_('en')}: a change moves money between lines and "
            "adds none.",
            ru=f"Строки дадут {whole.in_('ru')}: изменение переносит деньги между строками и не "
            "добавляет их.",
        )
    spent = spent_by_line(attempt.session, initiative.id)
    short = [n for n, amount in asked.items() if amount < max(1, spent.get(n, 0))]
    if not short:
        return None
    return Text(
        en=f"More is spent of line {short[0]} than it would have.",
        ru=f"По строке {short[0]} уже израсходовано больше, чем в ней останется.",
    )


def _asked(budget: Mapping[str, Any]) -> dict[int, int]:
    return {int(ordinal): amount for ordinal, amount in budget.items()}


@guard
def report_is_complete(attempt: Attempt) -> Text | None:
    """The report tells what was done and what came of it, and how many took part."""
    report = attempt.session.get(CreativeReport, attempt.subject.id)
    missing = _missing(report or CreativeReport(done="", results="", participants=0))
    if not missing:
        return None
    return Text(
        en="Before it is submitted: " + "; ".join(text.in_("en") for text in missing) + ".",
        ru="Перед сдачей: " + "; ".join(text.ru for text in missing) + ".",
    )


def _missing(report: CreativeReport) -> list[Text]:
    missing = []
    for text, en, ru in (
        (report.done, "tell what was done", "расскажите, что сделано"),
        (report.results, "tell what came of it", "расскажите, что получилось"),
    ):
        have = len(" ".join(text.split()))
        if have < LEAST_WORDS:
            missing.append(
                Text(
                    en=f"{en}, in at least {LEAST_WORDS} characters (now {have})",
                    ru=f"{ru}, не меньше {LEAST_WORDS} знаков (сейчас {have})",
                )
            )
    if not report.participants:
        missing.append(
            Text(en="say how many people took part", ru="укажите, сколько человек участвовало")
        )
    return missing


@guard
def rating_is_known(attempt: Attempt) -> Text | None:
    """Results are found successful, satisfactory or unsatisfactory."""
    given = attempt.facts.get("rating")
    if given is None or given in set(Rating):
        return None
    known = ", ".join(Rating)
    return Text(en=f"Rate it as one of: {known}.", ru=f"Поставьте одну из оценок: {known}.")
