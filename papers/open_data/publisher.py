import re
from dataclasses import dataclass

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
"""What 360Giving recommends: everybody may use the data and says whose they are."""


@dataclass(frozen=True)
class Publisher:
    """The foundation as it signs its open data."""

    name: str
    prefix: str
    """What begins every identifier that the foundation gives. 360Giving registers one for each
    publisher, `360G-…`, so that no two give the same; one that is not registered must not begin so.
    """
    ogrn: str | None = None
    """The foundation's number in the state register of legal entities (ЕГРЮЛ)."""
    website: str | None = None
    licence: str = CC_BY

    @property
    def identifier(self) -> str:
        """By the register where there is a number (org-id.guide knows ЕГРЮЛ as RU-OGRN), else one
        of the foundation's own."""
        return f"RU-OGRN-{self.ogrn}" if self.ogrn else f"{self.prefix}-foundation"


def is_ogrn(written: str) -> bool:
    """Thirteen digits, of which the last is the rest of the others by 11, its own last digit."""
    if not re.fullmatch(r"\d{13}", written, re.ASCII):
        return False
    return int(written[:12]) % 11 % 10 == int(written[12])
