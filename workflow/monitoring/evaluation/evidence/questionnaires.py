from models import Text
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.report import QuestionnaireEvidence


def questionnaires(basis: Basis) -> QuestionnaireEvidence:
    """The latest round: it has the one before in it, where they are compared."""
    if basis.rounds:
        return QuestionnaireEvidence(basis.rounds[-1:])
    return QuestionnaireEvidence((), _UNANALYSED if basis.unanalysed else _NO_ROUND)


_NO_ROUND = Text(
    en="No monitoring round had closed by this day.",
    ru="К этому дню ни один раунд мониторинга не закрыт.",
)
_UNANALYSED = Text(
    en="A monitoring round has closed, and its answers are not analysed yet.",
    ru="Раунд мониторинга закрыт, но ответы ещё не обработаны.",
)
