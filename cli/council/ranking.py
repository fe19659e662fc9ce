"""What the reviews come to: the ranking, and the workbook behind it."""

from collections.abc import Callable, Iterator, Mapping
from math import isinf
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text as RichText
from sqlalchemy import select

from cli.council.show import BASES
from cli.council.words import NOTHING, number, share
from cli.files import write
from cli.lists import Column, Columns, heads, shown, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import console, print_json, say, table, tell, tell_pair
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.settings import settings
from models import Money, Person, Text
from models.text import Language
from papers.selection.workbook import selection_xlsx
from workflow.council.rules import Basis
from workflow.council.scoring.ranking import Ranked, Ranking, ranking
from workflow.council.scoring.selection import selection_of
from workflow.council.scoring.stability import Stability
from workflow.people.access import What

app = typer.Typer()
RESAMPLES = 1000
DISPUTED = "⚑"
YES = {True: Text(en="yes", ru="да"), False: Text(en="no", ru="нет")}


@app.command("ranking")
def ranking_(
    state: Annotated[
        str | None, typer.Option(help="Only initiatives in this state, such as approval.")
    ] = None,
    resamples: Annotated[
        int, typer.Option(min=0, max=100_000, help="How often chance is tried out; 0 for not.")
    ] = RESAMPLES,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """What the reviews come to, best first, where the cut falls, and how far to trust it."""
    states = None if state is None else [state]
    with watched(What.REVIEW, viewer, of_programme(programme)) as (session, within):
        found = ranking(session, within, states=states, resamples=resamples)
        experts = select(Person).where(Person.id.in_(found.assessments.leniency))
        people = {person.id: person for person in session.scalars(experts)}
    if written(Text(en="Ranking", ru="Рейтинг"), _columns(found), found.lines, csv, xlsx):
        return
    if json:
        print_json(_plain(found, people))
        return
    if not found.lines:
        tell(Text(en="No initiative here is reviewed yet.", ru="Здесь ещё нет экспертиз."))
        return
    _print_lines(found)
    _print_trust(found, asked=bool(resamples))
    _print_leniency(found, people)


@app.command()
def spreadsheet(
    file: Annotated[Path, typer.Argument(help="Where to write it, such as selection.xlsx.")],
    language: Annotated[
        Language | None, typer.Option(help="ru or en; the command line's if not given.")
    ] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
) -> None:
    """Write the whole selection as a workbook whose formulas recompute every figure."""
    with watched(What.REVIEW, viewer, of_programme(programme)) as (session, within):
        selection = selection_of(session, within)
    write(file, selection_xlsx(selection, language or settings().language))
    initiatives, reviews = len(selection.initiatives), len(selection.reviews)
    tell(
        Text(
            en=f"{file}: {initiatives} initiatives, {reviews} reviews.",
            ru=f"{file}: инициатив — {initiatives}, экспертиз — {reviews}.",
        )
    )


def _print_lines(found: Ranking) -> None:
    columns = _columns(found)
    rows = heads(columns)
    last = max((line.rank for line in found.lines if line.funded), default=0)
    if not last:
        rows.add_row(*_cut())
    for line in found.lines:
        rows.add_row(*shown(columns, line))
        if line.rank == last < len(found.lines):
            rows.add_row(*_cut())
    console.print(rows)


def _cut() -> list[str | RichText]:
    words = say(Text(en="── the cut ──", ru="── черта ──"))
    return ["", "", RichText(words, style="yellow")]


def _columns(found: Ranking) -> Columns[Ranked]:
    chosen = found.stability.chosen if found.stability else {}
    return (
        Column(Text(en="Rank", ru="Место"), lambda line: line.rank, one_line=True),
        Column(Text(en="Code", ru="Код"), lambda line: line.initiative.code, one_line=True),
        Column(Text(en="Initiative", ru="Инициатива"), lambda line: line.initiative.title),
        Column(
            Text(en="Asked for", ru="Запрошено"),
            lambda line: line.initiative.request,
            only_in="file",
        ),
        Column(
            Text(en="Reviews", ru="Экспертиз"),
            lambda line: line.assessment.reviews,
            narrow=Text(en="Re-\nviews", ru="Экс-\nпертиз"),
            one_line=True,
        ),
        *_scores(found),
        Column(
            Text(en="Apart", ru="Разброс"),
            lambda line: line.assessment.spread,
            lambda line: number(line.assessment.spread) + (f" {DISPUTED}" if line.disputed else ""),
            narrow=Text(en="Apart", ru="Раз-\nброс"),
            one_line=True,
        ),
        Column(Text(en="Disputed", ru="Спорная"), lambda line: YES[line.disputed], only_in="file"),
        Column(
            Text(en="Above the cut", ru="Выше черты"),
            lambda line: YES[line.funded],
            lambda line: _above(line, found.stability),
            narrow=Text(en="Above\nthe cut", ru="Выше\nчерты"),
            one_line=True,
        ),
        Column(
            Text(en="In this part of the trials", ru="В такой доле проб"),
            lambda line: chosen.get(line.initiative.id),
            only_in="file",
        ),
    )


def _scores(found: Ranking) -> Columns[Ranked]:
    """What is ranked by stands out."""

    def styled(basis: Basis) -> Callable[[Ranked], RichText]:
        style = "bold" if basis == found.rules.ranked_by else ""
        return lambda line: RichText(number(getattr(line.assessment, basis)), style=style)

    return (
        Column(
            Text(en="Plain mean", ru="Простое среднее"),
            lambda line: line.assessment.raw,
            styled("raw"),
            narrow=Text(en="Plain\nmean", ru="Прос-\nтое"),
            one_line=True,
        ),
        Column(
            Text(en="With coefficients", ru="С коэффициентами"),
            lambda line: line.assessment.weighted,
            styled("weighted"),
            narrow=Text(en="With\ncoeff.", ru="С ко-\nэфф."),
            one_line=True,
        ),
        Column(
            Text(en="Adjusted", ru="С поправкой"),
            lambda line: line.assessment.adjusted,
            styled("adjusted"),
            narrow=Text(en="Ad-\njusted", ru="С по-\nправкой"),
            one_line=True,
        ),
    )


def _above(line: Ranked, stability: Stability | None) -> str:
    """Whether slots and money reach it, and how surely."""
    mark = "✓" if line.funded else "✗"
    return mark if stability is None else f"{mark} {share(stability.chosen[line.initiative.id])}"


def _print_trust(found: Ranking, *, asked: bool) -> None:
    funded = [line.initiative for line in found.lines if line.funded]
    agreement = found.assessments.agreement
    console.print()
    tell_pair(Text(en="Ranked by", ru="Основа рейтинга"), say(BASES[found.rules.ranked_by]))
    if funded:
        money = Money(sum(i.requested for i in funded), funded[0].currency)
        amount = money.in_(settings().language)
        tell_pair(
            Text(en="Above the cut", ru="Выше черты"),
            say(Text(en=f"{len(funded)} for {amount}", ru=f"{len(funded)} на {amount}")),
        )
    tell_pair(
        Text(en="Agreement of the experts", ru="Согласие экспертов"),
        f"{NOTHING if agreement is None else number(agreement)} "
        + say(
            Text(
                en="(1: all say the same; 0: they agree as if by chance)",
                ru="(1 — все говорят одно, 0 — совпадают как случайно)",
            )
        ),
    )
    if asked:
        often = _elsewhere(found.stability)
        tell_pair(Text(en="The cut would fall elsewhere", ru="Черта прошла бы иначе"), often)
    for line in _legend(found):
        tell(line, style="dim")


def _legend(found: Ranking) -> Iterator[Text]:
    yield Text(
        en="✓ slots and money, given from the top down, reach it; beside it, in how many trials.",
        ru="✓ мест и денег, если давать сверху вниз, хватает; рядом — в какой доле проб.",
    )
    if any(line.disputed for line in found.lines):
        points = number(float(found.rules.further_expert_above), "0.##")
        yield Text(
            en=f"{DISPUTED} The experts' totals lie more than {points} points apart.",
            ru=f"{DISPUTED} Итоги экспертов расходятся, в баллах больше чем на {points}.",
        )


def _elsewhere(stability: Stability | None) -> str:
    if stability is None:
        return say(
            Text(
                en="cannot be told: no proposal has two reviews",
                ru="нельзя сказать: ни у одной заявки нет двух экспертиз",
            )
        )
    often, times = share(stability.elsewhere), number(stability.resamples, "#,##0")
    return say(
        Text(
            en=f"in {often} of {times} trials that let chance move the experts' scores",
            ru=f"в {often} из {times} проб, где оценки экспертов сдвигал случай",
        )
    )


def _print_leniency(found: Ranking, people: Mapping[int, Person]) -> None:
    console.print()
    if isinf(found.assessments.shrinkage):
        tell(
            Text(
                en="No expert is found to be stricter than another: nothing is adjusted.",
                ru="Эксперты одинаково строги: поправлять нечего.",
            )
        )
        return
    rows = table(Text(en="Expert", ru="Эксперт"), Text(en="Leniency", ru="Мягкость"), no_wrap=(1,))
    for expert, points in _most_lenient_first(found):
        rounded = round(points, 2)
        signed = number(rounded, "+0.00;−0.00") if rounded else number(0)
        rows.add_row(people[expert].name, signed)
    console.print(rows)
    tell(
        Text(
            en="Leniency: by how many points an expert scores above (+) or below (−) the others.",
            ru="Мягкость: на сколько баллов эксперт оценивает выше (+) или ниже (−) других.",
        ),
        style="dim",
    )


def _most_lenient_first(found: Ranking) -> list[tuple[int, float]]:
    return sorted(found.assessments.leniency.items(), key=lambda line: (-line[1], line[0]))


def _plain(found: Ranking, people: Mapping[int, Person]) -> dict[str, Any]:
    stability, assessments = found.stability, found.assessments
    return {
        "ranked_by": found.rules.ranked_by,
        "lines": [
            {
                "rank": line.rank,
                "code": line.initiative.code,
                "title": line.initiative.title,
                "state": line.initiative.state,
                "disputed": line.disputed,
                "funded": line.funded,
                "above_cut": stability.chosen[line.initiative.id] if stability else None,
            }
            | as_json(line.assessment)
            for line in found.lines
        ],
        "agreement": assessments.agreement,
        "shrinkage": None if isinf(assessments.shrinkage) else assessments.shrinkage,
        "resamples": stability.resamples if stability else 0,
        "elsewhere": stability.elsewhere if stability else None,
        "leniency": {people[who].email: points for who, points in _most_lenient_first(found)},
    }
