import pytest

from flows.sweeping import one_by_one


def test_a_fault_holds_up_nothing_but_its_own_one() -> None:
    done: list[int] = []

    def act(each: int) -> int:
        if each == 2:
            raise OSError("disk full")
        done.append(each)
        return each

    with pytest.raises(ExceptionGroup, match="1 of 3 failed"):
        one_by_one([1, 2, 3], act)
    assert done == [1, 3]


def test_what_was_done_is_summed_up() -> None:
    assert one_by_one([1, 2, 3], lambda each: each) == 6
