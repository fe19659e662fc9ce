"""What is said of a programme with something changed in it."""

import pytest

from tests import make
from workflow.errors import BadDocument


def complaints(old: str, new: str, **files: str) -> list[str]:
    """What is said of the small programme with the first `old` in it replaced."""
    assert old in make.PROGRAMME
    with pytest.raises(BadDocument) as caught:
        make.document(make.PROGRAMME.replace(old, new, 1), **files)
    return caught.value.lines
