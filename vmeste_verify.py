"""Checks a file that `vmeste history prove` wrote: standard library only, no database, no network.

    python vmeste_verify.py proof.json [ROOT]

ROOT is the checkpoint's root as others gave it to you: 64 signs out of a letter, or the published
list, checkpoints.json. Exit code 0: all of it holds; 1: it does not."""

import json
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

RUSSIAN = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").lower().startswith("ru")
TOLD = (
    "{subject}: {leaf[sequence]} entries as in checkpoint {checkpoint[number]}\n{checkpoint[root]}",
    "{subject}: записей {leaf[sequence]}, отпечаток {checkpoint[number]}\n{checkpoint[root]}",
)
ALONE = (
    "You gave no root: so far the file only agrees with itself. Compare this root with a letter's.",
    "Корень для сверки не указан: пока файл согласован лишь сам с собой. Сверьте с письмом.",
)
AGREES = ("It is the root you gave.", "Он совпадает с указанным.")


def need(holds: bool, en: str, ru: str) -> None:
    if not holds:
        raise AssertionError((en, ru)[RUSSIAN])


def canonical(value: dict[str, Any], *but: str) -> bytes:
    kept = {name: value[name] for name in value if name not in but}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def check_chain(entries: list[dict[str, Any]], leaf: dict[str, Any]) -> None:
    head = "0" * 64
    for n, entry in enumerate(entries, 1):
        place = (entry["subject_id"], entry["sequence"], entry["previous_hash"])
        follows = place == (leaf["subject_id"], n, head)
        need(follows, f"entry {n} is not in its place", f"запись {n} не на своём месте")
        head = sha256(canonical(entry, "hash", "texts")).hexdigest()
        need(entry["hash"] == head, f"entry {n} was changed", f"запись {n} изменена")
        committed = json.loads(entry["commitments"])
        for name, told in entry.get("texts", {}).items():
            made = sha256((told["salt"] + told["text"]).encode()).hexdigest()
            fits = committed.get(name) == made and len(told) == 2
            need(fits, f"a text of entry {n} was changed", f"текст записи {n} изменён")
    same = leaf == {"subject_id": leaf["subject_id"], "sequence": len(entries), "hash": head}
    need(same, "the leaf is of another history", "лист дерева — от другой истории")


def root_of(leaf: bytes, index: int, size: int, path: list[str]) -> str:  # RFC 9162, 2.1.3.2
    found, last = sha256(b"\0" + leaf).hexdigest(), size - 1
    for step in path:
        left = index % 2 == 1 or index == last
        pair = step + found if left else found + step
        found = sha256(b"\1" + bytes.fromhex(pair)).hexdigest()
        while left and index and index % 2 == 0:
            index, last = index // 2, last // 2
        need(last > 0, "the path is too long", "путь по дереву слишком длинный")
        index, last = index // 2, last // 2
    return found if last == 0 else ""


def check(text: str, known: str) -> dict[str, Any]:
    proof: dict[str, Any] = json.loads(text)
    whole = text.split() == json.dumps(proof, ensure_ascii=False, indent=2).split()
    whole = whole and proof["sha256"] == sha256(canonical(proof, "sha256")).hexdigest()
    need(whole, "it was damaged or changed", "он повреждён или изменён")
    check_chain(proof["entries"], proof["leaf"])
    at, size, root = proof["position"], *map(proof["checkpoint"].get, ("size", "root"))
    led = 0 <= at < size and root_of(canonical(proof["leaf"]), at, size, proof["path"]) == root
    need(led, "it does not lead to its root", "он не приводит к своему корню")
    listed = Path(known).is_file() and proof["checkpoint"] in json.loads(Path(known).read_text())
    agrees = not known or listed or known.strip().lower() == root
    need(agrees, f"its root is another: {root}", f"корень у него другой: {root}")
    return proof


def main() -> int:
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    file, known = [*sys.argv[1:], "", ""][:2]
    try:
        proof = check(Path(file).read_text(encoding="utf-8"), known)
        for entry in proof["entries"]:
            print("{sequence:>4}  {at}  {action}: {from_state} → {to_state}".format_map(entry))
        print(TOLD[RUSSIAN].format_map(proof), (AGREES if known else ALONE)[RUSSIAN], sep="\n")
        return 0
    except AssertionError as wrong:
        print(("REFUSED", "НЕ ПРИНЯТО")[RUSSIAN], f"{file}: {wrong}.")
    except Exception:
        print(("No proof can be read:", "Не читается:")[RUSSIAN], file or __doc__)
    return 1


if __name__ == "__main__":
    sys.exit(main())
