from typing import Annotated

import typer
from rich.padding import Padding

from cli.options import As, AsJson, ProgrammeCode
from cli.output import Exit, console, fail, print_json, say, table, tell, told
from config.clock import now
from models import Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.programme.lookup import find_person, find_programme
from workflow.reviews.planning import Preview, assign_experts, preview

app = typer.Typer()


@app.command()
def assign(
    programme: ProgrammeCode = None,
    plan: Annotated[
        str | None, typer.Option(help="The plan that was previewed: carry it out.")
    ] = None,
    as_: Annotated[str | None, As.__metadata__[0]] = None,
    json: AsJson = False,
) -> None:
    """Preview who would be asked to review what, and why; with --plan, ask them."""
    if plan is None:
        with told(), reading() as session:
            found = preview(session, find_programme(session, programme), now=now())
    elif as_ is None:
        fail(
            say(Text(en="Say who assigns: --as.", ru="Укажите, кто назначает: --as.")),
            Exit.BAD_INPUT,
        )
    else:
        with told(), transaction() as session:
            actor = Actor.person(find_person(session, as_).id)
            within = find_programme(session, programme)
            found = assign_experts(session, within, actor=actor, now=now(), previewed=plan)
    if json:
        print_json(_plain(found))
        return
    _print(found)
    if not found.asked:
        tell(Text(en="Every proposal has its experts.", ru="У каждой заявки есть эксперты."))
    elif plan is None:
        name = found.fingerprint
        tell(
            Text(
                en=f"Nothing is changed yet. To ask them: council assign --plan {name} --as …",
                ru=f"Пока ничего не изменено. Назначить: council assign --plan {name} --as …",
            )
        )
    else:
        number = len(found.asked)
        tell(Text(en=f"Asked for {number} reviews.", ru=f"Назначено экспертиз: {number}."))


def _plain(found: Preview) -> dict[str, object]:
    return {
        "plan": found.fingerprint,
        "asked": [
            {
                "initiative": asked.initiative.code,
                "expert": asked.expert.email,
                "why": asked.why.model_dump(exclude_none=True),
            }
            for asked in found.asked
        ],
        "loads": {person.email: load for person, load in found.loads},
    }


def _print(found: Preview) -> None:
    code = ""
    for asked in found.asked:
        if asked.initiative.code != code:
            code = asked.initiative.code
            console.print(f"{code} {asked.initiative.title}", style="bold")
        console.print(f"  {asked.expert.name}")
        console.print(Padding(say(asked.why), (0, 0, 0, 4)), style="dim")
    if found.asked:
        rows = table(Text(en="Expert", ru="Эксперт"), Text(en="Reviews", ru="Экспертиз"))
        for person, load in found.loads:
            rows.add_row(person.name, str(load))
        console.print()
        console.print(rows)
