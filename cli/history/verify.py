import re
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from cli.history.references import find_reference
from cli.options import AsJson, ProgrammeCode
from cli.output import Exit, fail, print_json, say, told
from cli.programmes.summary import as_json, print_verification
from models import Text
from models.database import reading
from workflow.history.verify import Known
from workflow.history.verify import verify as verify_history
from workflow.programme.lookup import find_programme

app = typer.Typer()


def typed_root(written: str) -> Known:
    """A checkpoint as somebody types it, such as 12:9f86…. Raises BadParameter."""
    if found := re.fullmatch(r"(\d{1,9}):([0-9a-fA-F]{64})", written.strip()):
        return Known(int(found[1]), found[2])
    words = Text(
        en="write the number and the root like 12:9f86…, with all 64 signs of the root",
        ru="напишите номер и корень так: 12:9f86…, все 64 знака корня",
    )
    raise typer.BadParameter(say(words))


@app.command()
def verify(
    reference: Annotated[
        str | None, typer.Argument(help="One history only; all of them if not given.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="A list of checkpoints as published: checkpoints.json.")
    ] = None,
    root: Annotated[
        list[Known] | None,
        typer.Option(
            parser=typed_root, metavar="NUMBER:ROOT", help="A checkpoint's root out of a letter."
        ),
    ] = None,
    programme: ProgrammeCode = None,
    json: AsJson = False,
) -> None:
    """Check that no history was changed, cut short, reordered or invented."""
    known = [*(root or []), *(_read(against) if against else [])]
    with told(), reading() as session:
        only = None
        if reference is not None:
            only = find_reference(session, find_programme(session, programme), reference).id
        result = verify_history(session, only, against=known)
    if json:
        print_json(as_json(result) | {"sound": result.sound})
    else:
        print_verification(result)
    if not result.sound:
        raise typer.Exit(Exit.REFUSED)


def _read(path: Path) -> list[Known]:
    try:
        return TypeAdapter(list[Known]).validate_json(path.read_bytes(), strict=True)
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}.", Exit.BAD_INPUT)
    except ValidationError:
        fail(
            f"{path} is no list of checkpoints as “vmeste history checkpoints --write” makes it.",
            Exit.BAD_INPUT,
        )
