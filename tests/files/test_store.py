"""Files kept by the hash of their content."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.store import Lost, Store
from tests.make import ROOT

RECEIPT = "Чек № 7".encode()
NAME = sha256(RECEIPT).hexdigest()
PLACE = f"{NAME[:2]}/{NAME[2:4]}/{NAME}"
POWER_CUT = """
import os, sys
from files.store import Store
store = Store(sys.argv[1])
store._move = lambda *_paths: os._exit(9)
store.put("Чек № 7".encode())
"""


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Store(f"file://{tmp_path}/kept" if request.param == "file" else f"memory://{uuid4()}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def inside(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_is_put_is_got_by_its_hash(store: Store) -> None:
    assert store.put(RECEIPT) == NAME
    assert store.has(NAME)
    assert store.get(NAME) == RECEIPT


def test_the_same_put_twice_is_kept_once(folder: Path) -> None:
    store = Store(f"file://{folder}")

    assert [store.put(RECEIPT) for _ in range(2)] == [NAME, NAME]
    assert inside(folder) == [PLACE]


def test_what_was_never_put_is_lost(store: Store) -> None:
    assert not store.has(NAME)
    with pytest.raises(Lost, match=f"{NAME} is missing"):
        store.get(NAME)


def test_what_is_deleted_is_gone_and_nothing_else(store: Store) -> None:
    other = store.put(b"other")
    store.put(RECEIPT)

    store.delete(NAME)
    store.delete(NAME)

    assert not store.has(NAME)
    assert store.get(other) == b"other"


def test_nothing_of_what_is_deleted_stays(folder: Path) -> None:
    store = Store(f"file://{folder}")
    store.put(RECEIPT)

    store.delete(NAME)

    assert inside(folder) == []


@pytest.mark.parametrize("altered", [b"", b"something else", RECEIPT[:-1], RECEIPT + b" "])
def test_altered_bytes_are_not_given_out(folder: Path, altered: bytes) -> None:
    store = Store(f"file://{folder}")
    store.put(RECEIPT)
    (folder / PLACE).write_bytes(altered)

    with pytest.raises(Lost, match=f"{NAME} was altered"):
        store.get(NAME)


def test_what_was_altered_is_mended_by_putting_it_again(folder: Path) -> None:
    store = Store(f"file://{folder}")
    store.put(RECEIPT)
    (folder / PLACE).write_bytes(b"half")

    store.put(RECEIPT)

    assert store.get(NAME) == RECEIPT


def test_a_crash_before_the_move_leaves_the_store_without_the_file_and_usable(
    folder: Path,
) -> None:
    cut = [sys.executable, "-c", POWER_CUT, f"file://{folder}"]
    assert subprocess.run(cut, cwd=ROOT, env=os.environ | {"PYTHONPATH": "."}).returncode == 9
    store = Store(f"file://{folder}")

    assert [name.split("/")[0] for name in inside(folder)] == ["incoming"]
    assert not store.has(NAME)
    assert store.put(RECEIPT) == NAME
    assert store.get(NAME) == RECEIPT


def test_many_who_put_the_same_at_once_do_not_disturb_each_other(folder: Path) -> None:
    content = os.urandom(2_000_000)

    with ThreadPoolExecutor(8) as people:
        names = set(people.map(lambda n: Store(f"file://{folder}").put(content), range(24)))

    assert [Store(f"file://{folder}").get(name) for name in names] == [content]
    assert [name for name in inside(folder) if name.startswith("incoming")] == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", NAME[:-1], NAME.upper(), NAME + "\n"])
def test_only_a_hash_leads_into_the_store(store: Store, name: str) -> None:
    for ask in (store.get, store.has, store.delete):
        with pytest.raises(ValueError, match="no SHA-256"):
            ask(name)


def test_another_process_finds_what_was_put(tmp_path: Path) -> None:
    Store(f"file://{tmp_path}").put(RECEIPT)

    assert Store(f"file://{tmp_path}").get(NAME) == RECEIPT


@given(st.binary(max_size=200))
def test_any_bytes_come_back_as_they_were(content: bytes) -> None:
    store = Store("memory://any")

    assert store.get(store.put(content)) == content
