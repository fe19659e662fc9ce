from workflow.documents import read
from workflow.errors import BadDocument
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.linting import lint


def read_questionnaire(text: str, name: str) -> QuestionnaireDocument:
    """Read and check a questionnaire in YAML; `name` is for messages. Raises BadDocument with
    every mistake."""
    document, source = read(text, name, QuestionnaireDocument)
    mistakes = [source.mistake(place, words) for place, words in lint(document)]
    if mistakes:
        raise BadDocument(name, mistakes)
    return document
