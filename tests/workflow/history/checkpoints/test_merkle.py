"""Trees and proofs as RFC 9162 defines them."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.history.checkpoints.merkle import (
    EMPTY,
    Growing,
    Node,
    Read,
    consistency_path,
    inclusion_path,
    is_consistent,
    leaf_hash,
    root,
    root_by_inclusion,
)

LEAVES = [
    bytes.fromhex(written)
    for written in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The inputs with which implementations of Certificate Transparency are tested, and their roots."""
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def grown(leaves: list[bytes]) -> tuple[Growing, Read]:
    """A tree that the leaves were added to one by one, and its nodes."""
    tree = Growing()
    nodes: dict[Node, bytes] = {}
    for place, data in enumerate(leaves):
        nodes[0, place] = leaf_hash(data)
        nodes |= dict(tree.add(leaf_hash(data)))
    return tree, nodes.__getitem__


def mth(leaves: list[bytes]) -> bytes:
    """Section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """Section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def proof(m: int, leaves: list[bytes], b: bool = True) -> list[bytes]:
    """Section 2.1.4.1."""
    if m == len(leaves):
        return [] if b else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*proof(m, leaves[:k], b), mth(leaves[k:])]
    return [*proof(m - k, leaves[k:], False), mth(leaves[:k])]


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


some_leaves = st.lists(st.binary(max_size=3), min_size=1, max_size=70)


def test_the_known_roots_are_found() -> None:
    assert [grown(LEAVES[:n])[0].root().hex() for n in range(1, 9)] == list(ROOTS)
    assert Growing().root() == EMPTY


@given(some_leaves)
def test_a_root_is_what_the_rfc_defines(leaves: list[bytes]) -> None:
    tree, read = grown(leaves)

    assert tree.root() == mth(leaves) == root(len(leaves), read)


@given(some_leaves)
def test_a_tree_grows_on_from_its_peaks(leaves: list[bytes]) -> None:
    half = len(leaves) // 2
    first, _ = grown(leaves[:half])
    second = Growing(first.size, first.peaks)
    for data in leaves[half:]:
        list(second.add(leaf_hash(data)))

    assert second.root() == mth(leaves)


@given(some_leaves, st.data())
def test_every_leaf_is_proved_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    _, read = grown(leaves)
    steps, size = inclusion_path(index, len(leaves), read), len(leaves)

    assert steps == path(index, leaves)
    assert root_by_inclusion(leaf_hash(leaves[index]), index, size, steps) == mth(leaves)
    assert root_by_inclusion(leaf_hash(b"another"), index, size, steps) != mth(leaves)
    assert root_by_inclusion(leaf_hash(leaves[index]), index, size, [*steps, EMPTY]) is None
    if steps:
        assert root_by_inclusion(leaf_hash(leaves[index]), index, size, steps[:-1]) is None


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_is_not_proved(index: int, size: int) -> None:
    assert root_by_inclusion(leaf_hash(b""), index, size, []) is None


@given(some_leaves, st.data())
def test_a_tree_is_consistent_with_what_it_grew_from_and_nothing_else(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old, new = data.draw(st.integers(1, len(leaves))), len(leaves)
    _, read = grown(leaves)
    steps = consistency_path(old, new, read)
    roots = mth(leaves[:old]), mth(leaves)

    assert steps == (proof(old, leaves) if old < new else [])
    assert is_consistent(old, roots[0], new, roots[1], steps)
    assert not is_consistent(old, mth([*leaves[: old - 1], b"else"]), new, roots[1], steps)
    assert not is_consistent(old, roots[0], new, mth([*leaves[:-1], b"else"]), steps)
    assert not is_consistent(old, roots[0], new, roots[1], [*steps, EMPTY])
    if steps:
        assert not is_consistent(old, roots[0], new, roots[1], steps[:-1])


def test_an_empty_tree_grows_into_any() -> None:
    assert is_consistent(0, EMPTY, 1, mth([b""]), [])
    assert not is_consistent(0, mth([b""]), 1, mth([b""]), [])
    assert not is_consistent(2, mth([b"", b""]), 1, mth([b""]), [])
