"""Colours of a scale: brown and blue, which almost everybody can tell apart. Both sides go from
dark at their end to a middle tone, and what is between them is almost white: so in grey print
neighbours still differ, and a piece's side is known by where it is from the line."""

_UNFAVOURABLE = ((0xE3, 0xA8, 0x63), (0x8A, 0x43, 0x0C))
_FAVOURABLE = ((0x74, 0xB5, 0xC6), (0x0B, 0x55, 0x66))
_SHADES = ((0xDC, 0xEB, 0xEE), (0x0B, 0x55, 0x66))
_BETWEEN = ((0xF2, 0xF4, 0xF7), (0xDD, 0xE2, 0xE8))


def tints(unfavourable: int, between: int, favourable: int) -> tuple[str, ...]:
    """A colour for each option, from the least favourable to the most."""
    return (
        *reversed(_steps(unfavourable, _UNFAVOURABLE)),
        *_steps(between, _BETWEEN),
        *_steps(favourable, _FAVOURABLE),
    )


def shade(share: float) -> str:
    """Of a count: the more, the darker."""
    return _mixed(_SHADES, share)


def _steps(many: int, ends: tuple[tuple[int, int, int], tuple[int, int, int]]) -> list[str]:
    """From the light to the dark; one alone is in the middle of them."""
    if many == 1:
        return [_mixed(ends, 0.5)]
    return [_mixed(ends, n / (many - 1)) for n in range(many)]


def _mixed(ends: tuple[tuple[int, int, int], tuple[int, int, int]], dark: float) -> str:
    parts = (round(a + (b - a) * dark) for a, b in zip(*ends, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out from it: at 4.5 to 1 at least (WCAG 2)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return "#ffffff" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179 else "#000000"
