"""Who reads what: looked at first, then carried out as it was seen."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.padding import Padding

from cli.options import AsJson, ProgrammeCode
from cli.output import Exit, console, fail, print_json, say, table, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.clock import now
from models import Initiative, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme
from workflow.reviews.planning import Asked, Preview, assign_experts, preview

app = typer.Typer()
ActingAs = Annotated[
    str | None, typer.Option("--as", help="E-mail address of the coordinator who carries it out.")
]


@app.command()
def assign(
    plan: Annotated[
        str | None, typer.Option(help="Carry out the plan that the preview gave this name.")
    ] = None,
    as_: ActingAs = None,
    programme: ProgrammeCode = None,
    json: AsJson = False,
) -> None:
    """Choose experts for the proposals under review: a preview, which changes nothing.

    Given the plan's name, that very plan is carried out; refused if it is another by now.
    """
    if plan is not None:
        _carry_out(plan, as_, programme)
        return
    with watched(What.COUNCIL, as_, of_programme(programme)) as (session, within):
        found = preview(session, within, now=now())
    if json:
        print_json(_plain(found))
        return
    _print_plan(found)


def _carry_out(plan: str, as_: str | None, programme: str | None) -> None:
    if as_ is None:
        words = Text(en="Say who carries it out: --as EMAIL.", ru="Укажите, кто: --as АДРЕС.")
        fail(say(words), Exit.BAD_INPUT)
    with told(), transaction() as session:
        done = assign_experts(
            session,
            find_programme(session, programme),
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            previewed=plan,
        )
    reviews, proposals = len(done.asked), len({asked.initiative.id for asked in done.asked})
    tell(
        Text(
            en=f"Done: {reviews} reviews asked for, of {proposals} proposals. "
            "The experts will be written to.",
            ru=f"Готово: назначено экспертиз — {reviews}, заявок — {proposals}. "
            "Экспертам уйдут письма.",
        )
    )


def _print_plan(found: Preview) -> None:
    if not found.asked:
        tell(
            Text(
                en="Every proposal under review has its experts: nobody needs to be asked.",
                ru="У всех заявок на экспертизе эксперты есть: назначать некого.",
            )
        )
        return
    for initiative, asked in _by_initiative(found.asked):
        console.print(f"\n{initiative.code} {initiative.title}", style="bold")
        for one in asked:
            console.print(one.expert.name)
            console.print(Padding(say(one.why), (0, 0, 0, 2)), style="dim")
    rows = table(
        Text(en="Member", ru="Член совета"),
        Text(en="Reviews with this plan", ru="Экспертиз с этим планом"),
    )
    for person, load in found.loads:
        rows.add_row(person.name, str(load))
    console.print()
    console.print(rows)
    command = f"vmeste council assign --plan {found.fingerprint} --as EMAIL"
    tell(
        Text(
            en=f"\nThis is a preview; nothing has changed. To carry it out: {command}",
            ru=f"\nЭто план, ничего ещё не изменилось. Чтобы его исполнить: {command}",
        )
    )


def _by_initiative(asked: Sequence[Asked]) -> Iterator[tuple[Initiative, list[Asked]]]:
    for _, group in groupby(asked, key=lambda one: one.initiative.code):
        ours = list(group)
        yield ours[0].initiative, ours


def _plain(found: Preview) -> dict[str, Any]:
    return {
        "plan": found.fingerprint,
        "asked": [
            {
                "initiative": one.initiative.code,
                "expert": one.expert.email,
                "why": as_json(one.why),
            }
            for one in found.asked
        ],
        "loads": {person.email: load for person, load in found.loads},
    }
