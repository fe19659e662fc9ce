"""How wide a text will be, so that it can be broken before it runs into something.

The widths are advance widths of Liberation Sans, in 1/2048 of the size; Arial and Helvetica have
the same. What may stand in for them is allowed `SLACK`; the serif that papers are set in is
narrower.
"""

_ALIKE = {
    0: "\u00ad\u200b",
    391: "'",
    455: "ijlјіſ‘’‚",
    532: "|¦",
    569: " !,./:;I[\\]ft\u00a0·ІЇї\u202f",
    682: "()-`r¨¹‐‑“”„‹›",
    684: "{}",
    717: '"•',
    747: "гѓ",
    797: "*º",
    819: "°",
    842: "ґ",
    896: "кќ",
    939: "зт",
    961: "^",
    1024: "Jcksvxyzçсухѕў↑↓ґ",
    1045: "эє",
    1088: "вчь",
    1109: "Гпя",
    1131: "н",
    1139: "#$0123456789?L_abdeghnopqu¢£¤¥§«»аеорѐёђћ–€₽",
    1144: "ий±÷≤≥≠≈",
    1196: "бцдл+<=>~¬×−",
    1237: "З",
    1251: "FTZТ",
    1301: "УъЎ",
    1344: "БЛЬ",
    1367: "&ABEKPSVXYАВЕРХЁЧК",
    1408: "жДм",
    1479: "CDHNRUwЄИЙПЭыНСЯ",
    1515: "Ц®©",
    1593: "GOQОюФ",
    1643: "шЪ",
    1706: "MmМфщ",
    1821: "%ЫШ",
    1933: "WЖЩ",
    2069: "ЊЮ—…‰←→@",
    2197: "№",
}
_WIDTHS = {sign: width for width, signs in _ALIKE.items() for sign in signs}
_UNKNOWN = 2700
"""Of any other sign: wider than almost all of them."""
SLACK = 1.04
BOLD = 1.1
"""How much wider bold letters are."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the text on one line, in the unit of `size`."""
    units = sum(_WIDTHS.get(sign, _UNKNOWN) for sign in text)
    return units / 2048 * size * SLACK * (BOLD if bold else 1)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `width`: broken at blanks, and in a word only where it is
    too long for a line of its own."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size, bold=bold)
        lines += whole
    return tuple([*lines, line] if line or not lines else lines)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
