import json as json_text
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.history.show import MOMENT
from cli.options import AsJson
from cli.output import Exit, console, fail, print_json, say, tell, told
from models import Text
from models.database import reading
from workflow.history.checkpoints.published import Published, all_published, plain

app = typer.Typer()


@app.command()
def checkpoints(
    json: AsJson = False,
    write: Annotated[
        Path | None, typer.Option(help="Write the list to a file, to hold the histories to later.")
    ] = None,
) -> None:
    """List the daily commitments to all histories, the latest first."""
    with told(), reading() as session:
        found = all_published(session)
    if write is not None:
        _write(write, found)
    elif json:
        print_json([plain(each) for each in found])
    else:
        _show(found)


def _write(path: Path, found: Sequence[Published]) -> None:
    listed = json_text.dumps([plain(each) for each in found], indent=2)
    try:
        path.write_text(f"{listed}\n", encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", Exit.BAD_INPUT)
    tell(
        Text(
            en=f"{len(found)} checkpoints written to {path}. Keep it where this database's "
            f"administrator cannot write; “vmeste history verify --against {path}” compares.",
            ru=f"Отпечатков записано в {path}: {len(found)}. Храните файл там, куда администратор "
            f"базы не пишет; сверяет «vmeste history verify --against {path}».",
        )
    )


def _show(found: Sequence[Published]) -> None:
    if not found:
        tell(
            Text(
                en="No checkpoint was taken yet; the flow “checkpoint-histories” takes one a day.",
                ru="Отпечатков ещё нет; поток «checkpoint-histories» снимает по одному в день.",
            )
        )
        return
    for each in reversed(found):
        taken = datetime.fromisoformat(each.taken_at).strftime(MOMENT)
        line = Text(
            en=f"{each.number:>4}  {taken} UTC, leaves: {each.size}",
            ru=f"{each.number:>4}  {taken} UTC, листьев: {each.size}",
        )
        console.print(say(line))
        console.print(f"      {each.root}", style="bold", soft_wrap=True)
    tell(_WHAT_FOR, style="dim")


_WHAT_FOR = Text(
    en="Each root commits to all histories as they stood. Compare it with the letters of that day.",
    ru="Каждый корень охватывает все истории, какими они были. Сверьте его с письмами того дня.",
)
