from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Programme, Questionnaire
from workflow.documents import canonical, content_hash
from workflow.monitoring.questionnaires.document import QuestionnaireDocument

_KEPT: dict[str, QuestionnaireDocument] = {}


def store_questionnaire(
    session: Session, programme: Programme, document: QuestionnaireDocument, *, now: datetime
) -> Questionnaire:
    """The programme's version with this content; if there is none, it is stored with the next
    number."""
    content = canonical(document)
    fingerprint = content_hash(content)
    of_code = (
        Questionnaire.programme_id == programme.id,
        Questionnaire.code == document.questionnaire,
    )
    known = session.scalar(
        select(Questionnaire).where(*of_code, Questionnaire.content_hash == fingerprint)
    )
    if known is not None:
        return known
    latest = session.scalar(select(func.max(Questionnaire.number)).where(*of_code))
    version = Questionnaire(
        programme_id=programme.id,
        code=document.questionnaire,
        number=(latest or 0) + 1,
        title=document.title,
        content=content,
        content_hash=fingerprint,
        stored_at=now,
    )
    session.add(version)
    session.flush()
    return version


def document_of(questionnaire: Questionnaire) -> QuestionnaireDocument:
    """The document of a stored version, read once in each process."""
    if questionnaire.content_hash not in _KEPT:
        document = QuestionnaireDocument.model_validate_json(questionnaire.content)
        _KEPT[questionnaire.content_hash] = document
    return _KEPT[questionnaire.content_hash]
