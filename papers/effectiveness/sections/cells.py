"""The evaluation plan's rows of this stage, each with its evidence. What two rows rest on alike is
told once."""

from collections.abc import Iterator

from models.text import Language
from papers.effectiveness.blocks import Block, Paragraph, Points, Section, Subheading
from papers.effectiveness.phrases import evidence as p
from papers.effectiveness.phrases import frame
from papers.effectiveness.sections.experts import experts
from papers.effectiveness.sections.indicators import indicator_lines
from papers.effectiveness.sections.plan_and_fact import plan_and_fact
from papers.effectiveness.sections.public import feedback, media
from papers.effectiveness.sections.summary import against_others, answered, changed
from papers.typography import in_line, say
from workflow.monitoring.evaluation.report import (
    EffectivenessReport,
    Evidence,
    ExpertEvidence,
    FeedbackEvidence,
    IndicatorEvidence,
    MediaEvidence,
    PlanAndFact,
    QuestionnaireEvidence,
)


def cells(report: EffectivenessReport, language: Language) -> Section:
    blocks: list[Block] = []
    told: list[tuple[Evidence, str]] = []
    for cell in report.cells:
        of = say(p.OBJECTS[cell.object], language)
        blocks.append(Subheading(of))
        blocks.append(Points(tuple(in_line(text.in_(language)) for text in cell.texts)))
        for evidence in cell.evidence:
            method = say(p.METHODS[evidence.method], language)
            method = method[0].lower() + method[1:]
            heading = say(p.CELL_METHOD, language, object=of, method=method)
            blocks.append(Subheading(heading))
            before = [where for known, where in told if known == evidence]
            if before:
                blocks.append(Paragraph(say(p.SAME_AS, language, where=before[0])))
                continue
            told.append((evidence, heading))
            blocks += _told(report, evidence, language)
    if not blocks:
        blocks.append(Paragraph(say(frame.NONE, language)))
    return Section("plan", say(frame.PLAN, language), tuple(blocks))


def _told(report: EffectivenessReport, evidence: Evidence, language: Language) -> Iterator[Block]:
    match evidence:
        case QuestionnaireEvidence():
            yield from _questionnaires(report, evidence, language)
        case IndicatorEvidence():
            yield Points(tuple(indicator_lines(evidence.indicators, language)))
        case PlanAndFact():
            yield from plan_and_fact(evidence, language)
        case ExpertEvidence():
            yield from experts(evidence, language)
        case FeedbackEvidence():
            yield from feedback(evidence, language)
        case MediaEvidence():
            yield from media(evidence, language)


def _questionnaires(
    report: EffectivenessReport, evidence: QuestionnaireEvidence, language: Language
) -> Iterator[Block]:
    if not evidence.rounds:
        why = evidence.missing or frame.NOBODY_ASKED
        yield Paragraph(in_line(why.in_(language)))
        return
    unsaid = frame.CAREFULLY if report.has_comparison_group else frame.NO_ATTRIBUTION
    lines = (
        *answered(report, language),
        *changed(report, language),
        *against_others(report, language),
        say(unsaid, language),
    )
    yield Points(lines)
    yield Paragraph(say(p.SEE_QUESTIONS, language), small=True)
