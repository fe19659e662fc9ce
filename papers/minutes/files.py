from collections.abc import Mapping
from hashlib import sha256

from papers.minutes.docx import minutes_docx
from papers.minutes.pdf import minutes_pdf
from papers.typography import LANGUAGES
from workflow.meetings.record import Minutes


def minutes_files(minutes: Minutes) -> Mapping[str, bytes]:
    """The minutes in each language and format, under the names that the history knows them by."""
    made = {}
    for language in LANGUAGES:
        made[f"{language}_pdf"] = minutes_pdf(minutes, language)
        made[f"{language}_docx"] = minutes_docx(minutes, language)
    return made


def minutes_hashes(minutes: Minutes) -> dict[str, str]:
    """SHA-256 of each file, in hexadecimal: the facts that secretary and chair sign."""
    return {name: sha256(made).hexdigest() for name, made in minutes_files(minutes).items()}
