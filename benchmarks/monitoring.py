"""How long two rounds of monitoring take to analyse, beside an analyst's loop over the questions.

The loop is what one writes with pandas, scipy and statsmodels: for each question, each option and
each district the library's test and interval. Both are given the same answers as they are kept.
"""

import gc
import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from time import perf_counter
from typing import Annotated, Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
import typer
from rich.console import Console
from rich.table import Table
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from models import RoundMode
from workflow.monitoring.analysis.analyse import Setting, analyse
from workflow.monitoring.analysis.frame import Row, read_frame
from workflow.monitoring.analysis.results import Measure, Results
from workflow.monitoring.questionnaires.document import QuestionnaireDocument, Scale

KINDS = {"binary": 5, "ordinal": 8, "multiple": 3, "count": 3, "amount": 1}
"""Twenty questions."""
OPTIONS = 6
"""Of a question of several choices."""
DISTRICTS = 8
CAME_BACK = 0.8
Wide = dict[str, Any]

People = Annotated[int, typer.Option(min=1000)]
console = Console(width=100)


def main(people: People = 100_000) -> None:
    """Measure each way once; nothing fails by being slow."""
    before, after = answers(people, 1), answers(people, 2, shift=0.1)
    reading, ours, found = measured_ours(before, after)
    table_seconds, loop, theirs = measured_loop(before, after)
    compare(found, theirs)
    table = Table("", "Answers read, seconds", "Analysed, seconds", "Together")
    table.add_row("Vmeste", f"{reading:.1f}", f"{ours:.1f}", f"{reading + ours:.1f}")
    both = table_seconds + loop
    table.add_row("Question by question", f"{table_seconds:.1f}", f"{loop:.1f}", f"{both:.1f}")
    times = (
        f"{table_seconds / reading:.1f}×",
        f"{loop / ours:.1f}×",
        f"{both / (reading + ours):.1f}×",
    )
    table.add_row("Times as long", *times)
    console.print(table)
    console.print(
        f"Two rounds of {people:,} people, {CAME_BACK:.0%} of them in both, {sum(KINDS.values())} "
        f"questions, {DISTRICTS} districts. Python {platform.python_version()}, "
        f"NumPy {version('numpy')}, SciPy {version('scipy')}, statsmodels {version('statsmodels')}."
    )


def asked() -> QuestionnaireDocument:
    items = [question(f"{kind}_{n}", kind) for kind, count in KINDS.items() for n in range(count)]
    return QuestionnaireDocument.model_validate(
        {
            "questionnaire": "residents",
            "title": {"ru": "Пример"},
            "by_district": True,
            "primary": ["binary_0", "ordinal_0"],
            "items": items,
        }
    )


def question(name: str, kind: str) -> Wide:
    options = {"binary": 2, "ordinal": 5, "multiple": OPTIONS}.get(kind, 0)
    types = {"multiple": "select_multiple", "count": "integer", "amount": "decimal"}
    favourable = {"binary": [1], "ordinal": [3, 4]}.get(kind, [])
    return {
        "name": name,
        "type": types.get(kind, "select_one"),
        "label": {"ru": name},
        "appearance": "likert" if kind == "ordinal" else None,
        "options": [
            {"code": str(n), "label": {"ru": str(n)}, "favourable": n in favourable}
            for n in range(options)
        ],
    }


def answers(people: int, seed: int, shift: float = 0.0) -> list[Row]:
    """Sample answers, the same every time; those who came back have the same link."""
    random = np.random.default_rng(seed)
    columns: dict[str, list[Any]] = {}
    for name in asked().questions:
        columns[name] = drawn(name.split("_")[0], random, people, shift)
    first = 0 if seed == 1 else round(people * (1 - CAME_BACK))
    names = list(columns)
    return [
        Row(json.dumps(dict(zip(names, row, strict=True))), f"{n:064x}", str(n % DISTRICTS))
        for n, row in enumerate(zip(*columns.values(), strict=True), first)
    ]


def drawn(kind: str, random: np.random.Generator, people: int, shift: float) -> list[Any]:
    match kind:
        case "binary":
            return [str(int(one)) for one in random.random(people) < 0.5 + shift / 5]
        case "ordinal":
            return [str(int(n)) for n in np.clip(random.normal(2 + shift, 1.2, people), 0, 4)]
        case "multiple":
            chosen = random.random((people, OPTIONS)) < 0.3 + shift / 5
            chosen[np.arange(people), random.integers(0, OPTIONS, people)] = True
            return [[str(n) for n in np.flatnonzero(row)] for row in chosen]
        case "count":
            return [int(one) for one in random.poisson(2 + shift, people)]
    return [round(float(one), 1) for one in random.gamma(2, 3 + shift, people)]


def measured_ours(before: list[Row], after: list[Row]) -> tuple[float, float, Results]:
    document = asked()
    mode = RoundMode.LINKED
    setting = Setting(round="after", mode=mode, baseline="before", baseline_mode=mode)
    gc.collect()
    started = perf_counter()
    frames = read_frame(before, document), read_frame(after, document)
    read = perf_counter()
    found = analyse(document, setting, *frames)
    return read - started, perf_counter() - read, found


def measured_loop(before: list[Row], after: list[Row]) -> tuple[float, float, dict[str, float]]:
    gc.collect()
    started = perf_counter()
    tables = wide(before), wide(after)
    read = perf_counter()
    found = loop(*tables)
    return read - started, perf_counter() - read, found


def wide(rows: Sequence[Row]) -> pd.DataFrame:
    """A column for each question, and for each option of several."""
    table = pd.DataFrame([json.loads(row.answers) for row in rows])
    for name in [name for name in table if name.startswith("multiple")]:
        for n in range(OPTIONS):
            table[f"{name}/{n}"] = [int(str(n) in given) for given in table[name]]
        del table[name]
    for name in [name for name in table if name.startswith(("binary", "ordinal"))]:
        table[name] = table[name].astype(int)
    table["who"] = [row.who for row in rows]
    table["district"] = [row.district for row in rows]
    return table


def loop(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, float]:
    """Question → the change of its mean over all together."""
    names = [name for name in before if name not in ("who", "district")]
    changes, ps = {}, []
    for name in names:
        change, p = one_question(name, before, after)
        changes[name] = change
        ps.append(p)
        for district in sorted(before["district"].unique()):
            one_question(
                name, before[before["district"] == district], after[after["district"] == district]
            )
    multipletests(ps, method="fdr_bh")
    return changes


def one_question(name: str, before: pd.DataFrame, after: pd.DataFrame) -> tuple[float, float]:
    both = pd.concat([before.assign(round=0), after.assign(round=1)])
    fitted = sm.OLS(both[name], sm.add_constant(both["round"])).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(both["who"])[0]}
    )
    fitted.conf_int()
    pairs = before.merge(after, on="who", suffixes=("_before", "_after"))
    steps = pairs[f"{name}_after"] - pairs[f"{name}_before"]
    (steps > 0).sum(), (steps == 0).sum(), (steps < 0).sum()
    kind = name.split("_")[0]
    if kind == "ordinal":
        stats.brunnermunzel(before[name], after[name])
        stats.wilcoxon(steps, zero_method="pratt")
        pd.crosstab(both[name], both["round"])
    elif kind in ("binary", "multiple"):
        for part in (before, after):
            proportion_confint(part[name].sum(), len(part), method="wilson")
    return float(fitted.params["round"]), float(fitted.pvalues["round"])


def compare(found: Results, theirs: dict[str, float]) -> None:
    """Both came to the same changes of shares and means."""
    for one in found.comparisons:
        if one.district is None and one.scale in (Scale.BINARY, Scale.MULTIPLE, Scale.COUNT):
            name = one.question if one.option is None else f"{one.question}/{one.option}"
            (main, *_) = one.estimates
            assert main.measure in (Measure.SHARE_CHANGE, Measure.MEAN_CHANGE)
            assert abs(main.value - theirs[name]) < 1e-3, f"{name} differs"


if __name__ == "__main__":
    typer.run(main)
