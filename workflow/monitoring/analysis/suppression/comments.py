from workflow.monitoring.analysis.frame import Frame
from workflow.monitoring.analysis.results import ENOUGH, Comments
from workflow.monitoring.analysis.suppression.few import few
from workflow.monitoring.questionnaires.document import (
    Question,
    QuestionnaireDocument,
    QuestionType,
)


def comments(
    document: QuestionnaireDocument, before: Frame | None, after: Frame
) -> tuple[Comments, ...]:
    """What was written, in the order of the alphabet, so that it tells nothing of who wrote when.
    Nothing where few wrote; nor where all but few did, for it would show how few kept silent."""
    found = [
        Comments(
            question=question.name,
            before=_words(before, question) if before else (),
            after=_words(after, question),
        )
        for question in document.questions.values()
        if question.type == QuestionType.TEXT
    ]
    return tuple(one for one in found if one.before or one.after)


def _words(frame: Frame, question: Question) -> tuple[str, ...]:
    column = frame.columns.get(question.name)
    if column is None or len(column.words) < ENOUGH or few(frame.size - len(column.words)):
        return ()
    return column.words
