"""What participants of events and the media said."""

from collections.abc import Iterator

from models.text import Language
from papers.charts.numbers import decimal_in, number_or_hidden, share_in
from papers.charts.table import text_table
from papers.effectiveness.blocks import Block, Grid, Links, Paragraph
from papers.effectiveness.phrases import evidence as p
from papers.effectiveness.phrases import frame
from papers.typography import counted, day_in, in_line, number_in, printable, say
from workflow.monitoring.evaluation.report import FeedbackEvidence, MediaEvidence


def feedback(evidence: FeedbackEvidence, language: Language) -> Iterator[Block]:
    if evidence.missing is not None:
        yield Paragraph(in_line(evidence.missing.in_(language)))
    if evidence.events:
        heads = tuple(zip(p.FEEDBACK_HEADS, (False, False, True, True, True, True), strict=True))
        rows = [
            (
                _event(one.title, say(p.EVENT_KINDS[one.kind], language), language),
                day_in(one.held_on, language),
                number_in(one.forms, language),
                decimal_in(one.usefulness, language, 1),
                share_in(one.recommend, language),
                _share(one.positive, language),
            )
            for one in evidence.events
        ]
        rows.append(_all(evidence, language))
        yield Grid(text_table(say(p.FEEDBACK_CAPTION, language), heads, rows, language))
    if evidence.too_few:
        yield Paragraph(counted(evidence.too_few, p.TOO_FEW, language), small=True)
    if not (evidence.missing or evidence.events or evidence.too_few):
        yield Paragraph(say(frame.NONE, language))


def _event(title: str, kind: str, language: Language) -> str:
    return say(p.EVENT, language, title=in_line(title), kind=kind)


def _all(evidence: FeedbackEvidence, language: Language) -> tuple[str, str, str, str, str, str]:
    useful = evidence.usefulness
    return (
        say(p.ALL_EVENTS, language),
        "—",
        number_in(evidence.forms, language),
        "—" if useful is None else decimal_in(useful, language, 1),
        _share(evidence.recommend, language),
        _share(evidence.positive, language),
    )


def _share(share: float | None, language: Language) -> str:
    return number_or_hidden(None, language) if share is None else share_in(share, language)


def media(evidence: MediaEvidence, language: Language) -> Iterator[Block]:
    if evidence.missing is not None:
        yield Paragraph(in_line(evidence.missing.in_(language)))
    if evidence.kinds:
        heads = tuple(zip(p.MEDIA_HEADS, (False, True), strict=True))
        rows = [
            (say(p.MEDIA_KINDS[kind], language), number_in(number, language))
            for kind, number in evidence.kinds
        ]
        yield Grid(text_table(say(p.MEDIA_CAPTION, language), heads, rows, language))
    if evidence.mentions:
        yield Links(
            tuple(
                (
                    printable(one.url),
                    in_line(one.title),
                    say(
                        p.MENTION,
                        language,
                        outlet=in_line(one.outlet),
                        day=day_in(one.published_on, language),
                    ),
                )
                for one in evidence.mentions
            )
        )
    if not (evidence.missing or evidence.kinds or evidence.mentions):
        yield Paragraph(say(frame.NONE, language))
