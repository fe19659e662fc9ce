"""Bytes of a file → text, or the refusal that says what the file is instead."""

from models import Text
from workflow.errors import Blocker, Refusal

LARGEST = 10_000_000
"""Bytes: some fifty thousand payments, years of a foundation's account."""

_OTHER_FILES = {
    b"PK\x03\x04": Text(en="an Excel workbook or an archive", ru="книга Excel или архив"),
    b"\xd0\xcf\x11\xe0": Text(en="an old Excel workbook", ru="книга Excel старого образца"),
    b"%PDF": Text(en="a PDF", ru="файл PDF"),
    b"{\\rtf": Text(en="a text document (RTF)", ru="текстовый документ (RTF)"),
    b"1CClientBankExchange": Text(
        en="an exchange file for 1C", ru="файл обмена с 1С (1CClientBankExchange)"
    ),
}
_WEB_PAGE = Text(en="a web page or XML", ru="веб-страница или XML")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_TAKE_CSV = Text(
    en="Take the statement from the bank again, as CSV.",
    ru="Выгрузите выписку из банка ещё раз, в формате CSV.",
)


def no_statement(code: str, en: str, ru: str) -> Refusal:
    """The file cannot be read as a statement; the words end with what to do."""
    text = Text(en=f"{en} {_TAKE_CSV.en}", ru=f"{ru} {_TAKE_CSV.ru}")
    return Refusal([Blocker(code, text)])


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1251, without its byte order mark.

    Raises Refusal for what is empty, too large, another kind of file, or no text.
    """
    if len(content) > LARGEST:
        size = LARGEST // 1_000_000
        raise no_statement(
            "statement_too_large",
            f"The file is larger than {size} MB: take a shorter period.",
            f"Файл больше {size} МБ: возьмите период короче.",
        )
    for beginning, kind in _OTHER_FILES.items():
        if content.startswith(beginning):
            raise _another_kind(kind)
    text = _text(content)
    if not text.strip():
        raise no_statement("statement_empty", "The file is empty.", "Файл пуст.")
    if text.lstrip().startswith("<"):
        raise _another_kind(_WEB_PAGE)
    return text


def _another_kind(kind: Text) -> Refusal:
    return no_statement(
        "statement_of_another_kind",
        f"The file is {kind.en}, whatever its name says.",
        f"Это {kind.ru}, как бы файл ни назывался.",
    )


def _text(content: bytes) -> str:
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise no_statement(
            "statement_no_text",
            "The file is no text, or it is damaged.",
            "Файл не текстовый или повреждён.",
        )
    return text


def _encoding(content: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if content.startswith(mark):
            return encoding
    if b"\0" in content:  # digits and separators have one zero byte of two in UTF-16
        return "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
    return "utf-8" if _is_mostly_utf8(content) else "cp1251"


def _is_mostly_utf8(content: bytes) -> bool:
    """Also where single bytes are damaged: read as Windows-1251 such a file would be full of wrong
    letters, so it is better not read at all."""
    text = content.decode(errors="replace")
    beyond_ascii = sum(sign > "\x7f" for sign in text)
    return text.count("\ufffd") * 2 <= beyond_ascii
