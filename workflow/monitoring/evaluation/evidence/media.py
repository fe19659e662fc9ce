from collections import Counter

from sqlalchemy import select

from models import MediaKind, MediaMention, Text
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.report import MediaEvidence, Mention


def media(basis: Basis) -> MediaEvidence:
    found = basis.session.scalars(
        select(MediaMention)
        .where(
            MediaMention.programme_id == basis.programme.id,
            basis.then.by_day(MediaMention.published_on),
        )
        .order_by(MediaMention.published_on, MediaMention.id)
    )
    mentions = tuple(
        Mention(
            kind=MediaKind(mention.kind),
            outlet=basis.cleaned(mention.outlet),
            title=basis.cleaned(mention.title),
            url=mention.url,
            published_on=mention.published_on,
        )
        for mention in found
    )
    numbers = Counter(mention.kind for mention in mentions)
    return MediaEvidence(
        kinds=tuple((kind, numbers[kind]) for kind in MediaKind if numbers[kind]),
        mentions=mentions,
        missing=None if mentions else _NOTHING,
    )


_NOTHING = Text(
    en="No publication had been recorded by this day.", ru="К этому дню публикаций не учтено."
)
