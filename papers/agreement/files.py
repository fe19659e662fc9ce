from collections.abc import Mapping
from hashlib import sha256

from papers.agreement.docx import agreement_docx
from papers.agreement.pdf import agreement_pdf
from papers.typography import LANGUAGES
from workflow.work.agreements import Agreement


def agreement_files(agreement: Agreement) -> Mapping[str, bytes]:
    """The agreement in each language and format, under the names that the history knows them by."""
    made = {}
    for language in LANGUAGES:
        made[f"{language}_pdf"] = agreement_pdf(agreement, language)
        made[f"{language}_docx"] = agreement_docx(agreement, language)
    return made


def agreement_hashes(agreement: Agreement) -> dict[str, str]:
    """SHA-256 of each file, in hexadecimal: the facts of `draw_up_agreement`."""
    return {name: sha256(made).hexdigest() for name, made in agreement_files(agreement).items()}
