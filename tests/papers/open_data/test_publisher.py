import pytest

from papers.open_data.publisher import is_ogrn


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1027700132195", True),
        ("1137746072375", True),
        ("1027700132196", False),
        ("102770013219", False),
        ("10277001321955", False),
        ("102770013219٥", False),
        ("1 027700132195", False),
        ("", False),
    ],
)
def test_an_ogrn_checks_itself(written: str, right: bool) -> None:
    assert is_ogrn(written) == right
