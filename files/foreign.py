"""What is not taken in, and what its owner can do instead."""

import re

from files.unfit import Unfit

_FOREIGN: tuple[tuple[str, str, str, str], ...] = (
    (
        "heic",
        r"....ftyp(hei[cxms]|hev[cxms]|mif1|msf1)",
        "This is a HEIC photo, as iPhones make them: save or send it as JPEG and attach that.",
        "Это фото HEIC, как их делает iPhone: сохраните или отправьте его как JPEG и приложите "
        "то, что получится.",
    ),
    (
        "picture_kind",
        r"GIF8|BM|II\*\0|MM\0\*|....ftypavi[fs]|8BPS",
        "Pictures of this kind are not taken: save it as JPEG or PNG, a scan also as PDF.",
        "Картинки такого вида не принимаются: сохраните её как JPEG или PNG, скан можно и как PDF.",
    ),
    (
        "video",
        r"....ftyp|\x1aE\xdf\xa3|RIFF....AVI |ID3|OggS",
        "This is video or sound: put it where videos are kept and give a link to it.",
        "Это видео или звук: разместите запись на видеохостинге и дайте ссылку.",
    ),
    (
        "old_office",
        r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf|%!PS",
        "This is a document of an old kind, or one with a password: open it, save it as DOCX, "
        "XLSX or PDF without a password, and attach that.",
        "Это документ старого вида или с паролем: откройте его, сохраните как DOCX, XLSX или PDF "
        "без пароля и приложите то, что получится.",
    ),
    (
        "archive",
        r"PK\x03\x04|PK\x05\x06|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ",
        "This is an archive, or a document of a kind that is not taken: attach the files in it "
        "one by one, presentations as PDF.",
        "Это архив или документ, который не принимается: приложите файлы из него по одному, "
        "презентации — как PDF.",
    ),
    (
        "program",
        r"MZ.*\0|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe",
        "This is a program, and programs are not taken, whatever they are called.",
        "Это программа, а программы не принимаются, как бы они ни назывались.",
    ),
    (
        "markup",
        r"(\xef\xbb\xbf)?\s*<[!?/a-zA-Z]",
        "This is a page or a drawing with code in it (HTML, SVG, XML): save it as PDF, JPEG or PNG "
        "and attach that.",
        "Это страница или рисунок с кодом внутри (HTML, SVG, XML): сохраните как PDF, JPEG или PNG "
        "и приложите то, что получится.",
    ),
    (
        "encoding",
        r"(\xff\xfe|\xfe\xff|[^\x00-\x08\x0b\x0e-\x1f\x7f]+\Z)",
        "The text cannot be shown alike to everyone: save it in the encoding UTF-8 (in Excel "
        "“CSV UTF-8”), without HTML in it, or as PDF.",
        "Этот текст не у всех покажется одинаково: сохраните его в кодировке UTF-8 (в Excel — "
        "«CSV UTF-8»), без HTML внутри, или как PDF.",
    ),
)


def refusal(content: bytes) -> Unfit:
    """Why content of none of the accepted kinds is not taken, and what to do."""
    for code, mark, en, ru in _FOREIGN:
        if re.match(mark.encode("latin-1"), content, re.DOTALL):
            return Unfit(code, en=en, ru=ru)
    return Unfit(
        "unknown_kind",
        en="Files of this kind are not taken. Attach a picture (JPEG, PNG, WebP), a PDF, a Word or "
        "Excel document (DOCX, XLSX), an OpenDocument (ODT, ODS) or plain text (TXT, CSV).",
        ru="Файлы такого вида не принимаются. Приложите картинку (JPEG, PNG, WebP), PDF, документ "
        "Word или Excel (DOCX, XLSX), OpenDocument (ODT, ODS) или простой текст (TXT, CSV).",
    )
