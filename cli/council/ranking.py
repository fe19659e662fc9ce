from math import isinf
from pathlib import Path
from typing import Annotated, cast

import typer
from babel.numbers import format_decimal, format_percent

from cli.council.seats import BASES
from cli.options import AsJson, ProgrammeCode
from cli.output import console, print_json, say, table, tell, told
from config.settings import settings
from models import Person, Text
from models.database import reading
from models.text import Language
from papers.selection_xlsx import selection_xlsx
from workflow.council.capacity import capacity
from workflow.council.ranking import Ranking
from workflow.council.ranking import ranking as rank
from workflow.council.reserve import reserve_list
from workflow.council.selection import selection_of
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def ranking(
    programme: ProgrammeCode = None,
    state: Annotated[
        str | None, typer.Option(help="Only initiatives in this state, such as approval.")
    ] = None,
    resamples: Annotated[int, typer.Option(min=0, max=20_000)] = 1000,
    json: AsJson = False,
) -> None:
    """Rank the reviewed initiatives, and say how much the order can be relied on."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        states = None if state is None else [state]
        found = rank(session, within, states=states, resamples=resamples)
        names = {who: session.get_one(Person, who).name for who in found.assessments.leniency}
    if json:
        print_json(_plain(found))
        return
    if not found.lines:
        tell(Text(en="No reviews are in yet.", ru="Сданных экспертиз пока нет."))
        return
    _print_lines(found)
    _print_trust(found, names)


@app.command()
def reserve(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Show the reserve list in its order, and what each waits for."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        waiting, free = reserve_list(session, within), capacity(session, within)
    lines = [(i, not free.slot_is_free(i.district_id), not free.covers(i)) for i in waiting]
    if json:
        print_json([{"code": i.code, "waits_for": _waits(slot, money)} for i, slot, money in lines])
        return
    if not lines:
        tell(Text(en="The reserve list is empty.", ru="Резервный список пуст."))
    for number, (initiative, slot, money) in enumerate(lines, start=1):
        waits = ", ".join(say(_WAITS[what]) for what in _waits(slot, money))
        console.print(f"{number:>3}. {initiative.code} {initiative.title}")
        console.print(f"     {waits or say(_WAITS['flow'])}", style="dim")


@app.command()
def spreadsheet(
    file: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    programme: ProgrammeCode = None,
    language: Annotated[str | None, typer.Option(help="ru or en.")] = None,
) -> None:
    """Write every score, adjustment, flag and decision as a workbook that recomputes itself."""
    with told(), reading() as session:
        found = selection_of(session, find_programme(session, programme))
    words = cast(Language, language or settings().language)
    file.write_bytes(selection_xlsx(found, words))
    tell(Text(en=f"{file} is written.", ru=f"Записано: {file}."))


def _print_lines(found: Ranking) -> None:
    rows = table(
        Text(en="Rank", ru="Место"),
        Text(en="Code", ru="Код"),
        Text(en="Initiative", ru="Инициатива"),
        Text(en="Reviews", ru="Экспертиз"),
        Text(en="Plain", ru="Среднее"),
        Text(en="Weighted", ru="С весами"),
        Text(en="Adjusted", ru="С поправкой"),
        Text(en="Spread", ru="Расхождение"),
        Text(en="Above the cut", ru="Выше черты"),
        no_wrap=(1,),
    )
    for line in found.lines:
        scores = line.assessment
        share = found.stability.chosen[line.initiative.id] if found.stability else None
        rows.add_row(
            str(line.rank),
            line.initiative.code,
            line.initiative.title,
            str(scores.reviews),
            *(_points(value) for value in (scores.raw, scores.weighted, scores.adjusted)),
            _points(scores.spread) + (" ⚑" if line.disputed else ""),
            ("✓ " if line.funded else "– ") + (_percent(share) if share is not None else ""),
            style=None if line.funded else "dim",
        )
    console.print(rows)


def _print_trust(found: Ranking, names: dict[int, str]) -> None:
    basis, limit = BASES[found.rules.ranked_by], found.rules.further_expert_above
    console.print()
    tell(
        Text(
            en=f"Ranked by the {basis.in_('en')}. ✓: slots and money suffice in this order. "
            f"⚑: experts disagree by more than {limit}.",
            ru=f"Рейтинг по {basis.ru}. ✓ — мест и денег в этом порядке хватает. "
            f"⚑ — эксперты расходятся больше чем на {limit}.",
        ),
        style="dim",
    )
    if found.stability is not None:
        share = _percent(found.stability.elsewhere)
        tell(
            Text(
                en=f"Had chance given each initiative other experts' errors, the cut would fall "
                f"elsewhere in {share} of {found.stability.resamples} trials.",
                ru=f"При других случайных ошибках экспертов черта прошла бы иначе в {share} "
                f"из {found.stability.resamples} проб.",
            )
        )
    if found.assessments.agreement is not None:
        alpha = _points(found.assessments.agreement)
        tell(
            Text(
                en=f"Agreement of the experts (Krippendorff's alpha, 1 is full): {alpha}.",
                ru=f"Согласие экспертов (альфа Криппендорфа, 1 — полное): {alpha}.",
            )
        )
    _print_leniency(found, names)


def _print_leniency(found: Ranking, names: dict[int, str]) -> None:
    if isinf(found.assessments.shrinkage):
        tell(
            Text(
                en="No expert is seen to be severer than the others: nothing to adjust.",
                ru="Ни один эксперт не строже других: поправка не нужна.",
            )
        )
        return
    rows = table(Text(en="Expert", ru="Эксперт"), Text(en="Leniency, points", ru="Мягкость, баллы"))
    for who, points in sorted(found.assessments.leniency.items(), key=lambda line: line[1]):
        rows.add_row(names[who], format_decimal(points, "+0.00;-0.00", locale=settings().language))
    console.print()
    console.print(rows)


def _plain(found: Ranking) -> dict[str, object]:
    stability = found.stability
    return {
        "lines": [
            {
                "rank": line.rank,
                "code": line.initiative.code,
                "reviews": line.assessment.reviews,
                "raw": line.assessment.raw,
                "weighted": line.assessment.weighted,
                "adjusted": line.assessment.adjusted,
                "spread": line.assessment.spread,
                "disputed": line.disputed,
                "funded": line.funded,
                "above_cut": stability.chosen[line.initiative.id] if stability else None,
            }
            for line in found.lines
        ],
        "elsewhere": stability.elsewhere if stability else None,
        "agreement": found.assessments.agreement,
    }


def _waits(slot: bool, money: bool) -> list[str]:
    return [name for name, lacking in (("slot", slot), ("money", money)) if lacking]


def _points(value: float) -> str:
    return format_decimal(value, "0.00", locale=settings().language)


def _percent(share: float) -> str:
    return format_percent(share, locale=settings().language)


_WAITS = {
    "slot": Text(en="waits for a slot of its district", ru="ждёт места в своём округе"),
    "money": Text(en="waits for money", ru="ждёт денег"),
    "flow": Text(en="will be supported at the next sweep", ru="будет поддержана автоматически"),
}
