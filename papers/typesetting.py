import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import typst


def typeset(
    template: Path,
    told: Mapping[str, object],
    *,
    at: int,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """A PDF of the template (typst) and what it is told; the same makes the same bytes.

    What people wrote reaches the template as data and is never read as markup. `at` is the moment
    that the file says it was made at, in seconds since 1970; the template knows the `pictures` by
    their names.
    """
    with TemporaryDirectory() as folder:  # typst reads pictures from files only
        paper = Path(folder, "paper.typ")
        for name, content in {paper.name: template.read_bytes(), **(pictures or {})}.items():
            file = Path(folder, name)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        made = typst.compile(
            paper,
            sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
            ignore_system_fonts=True,
            timestamp=at,
        )
    assert isinstance(made, bytes), "one document makes one file"
    return made
