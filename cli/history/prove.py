import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.history.references import Reference, of_reference
from cli.options import ProgrammeCode, Viewer
from cli.output import Exit, fail, print_json, tell, told
from cli.watched import watched
from models import Text
from models.database import reading
from workflow.history.checkpoints.proofs import prove as prove_history
from workflow.history.checkpoints.proofs import prove_consistency
from workflow.people.access import What

app = typer.Typer()


@app.command()
def prove(
    reference: Reference,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; printed, if not given.")
    ] = None,
    checkpoint: Annotated[
        int | None, typer.Option(help="The number of a checkpoint; the latest, if not given.")
    ] = None,
    with_texts: Annotated[
        bool,
        typer.Option(
            "--with-texts", help="With what people wrote: such a file is not for everybody."
        ),
    ] = False,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
) -> None:
    """Write a file that proves one history to whoever has a checkpoint's root."""
    asked = of_reference(programme, reference)
    with watched(What.HISTORY, viewer, asked) as (session, subject):
        proof = prove_history(session, subject, checkpoint, with_texts=with_texts)
    if output is None:
        print_json(proof)
        return
    _write(output, proof)
    number, root = proof["checkpoint"]["number"], proof["checkpoint"]["root"]
    tell(
        Text(
            en=f"{len(proof['entries'])} entries proved by checkpoint {number}. "
            f"Check: python vmeste_verify.py {output} {root}",
            ru=f"Записей доказано отпечатком {number}: {len(proof['entries'])}. "
            f"Проверка: python vmeste_verify.py {output} {root}",
        )
    )


@app.command()
def consistency(
    old: Annotated[int, typer.Argument(help="The number of a checkpoint.")],
    new: Annotated[int, typer.Argument(help="The number of a later one.")],
) -> None:
    """Print the proof that a later checkpoint has all that an earlier one commits to."""
    with told(), reading() as session:
        print_json(prove_consistency(session, old, new))


def _write(path: Path, proof: dict[str, Any]) -> None:
    try:
        path.write_text(f"{json.dumps(proof, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", Exit.BAD_INPUT)
