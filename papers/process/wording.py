from collections.abc import Callable, Iterator, Mapping

from models.text import Language
from papers.effectiveness.blocks import Block, Section
from papers.effectiveness.phrases import frame
from papers.effectiveness.wording import Wording
from papers.process import phrases as p
from papers.process.sections import rules, times, ways
from papers.typography import day_in, in_line, say
from workflow.process.views import ProcessViews, View

_SECTIONS: Mapping[View, Callable[[ProcessViews, Language, bool], Iterator[Block]]] = {
    View.STAGES: times.stages,
    View.OVERDUE: times.overdue,
    View.RETURNS: ways.returns,
    View.FUNNEL: ways.funnel,
    View.BYPASSED: rules.bypassed,
    View.VARIANTS: ways.variants,
    View.CONFORMANCE: rules.conformance,
}


def section_of(
    views: ProcessViews, view: View, language: Language, *, references: bool = False
) -> Section:
    """The finding in a sentence, then the chart and tables; `references` says which subjects too,
    for those who run the programme."""
    blocks = tuple(_SECTIONS[view](views, language, references))
    return Section(view, say(p.HEADINGS[view], language), blocks)


def process_wording(
    views: ProcessViews,
    language: Language,
    *,
    only: View | None = None,
    references: bool = False,
) -> Wording:
    """What the page and the paper say, of all views or of one."""
    header = views.header
    title = in_line(header.title.in_(language))
    shown = [only] if only else list(View)
    return Wording(
        kind=say(p.KIND, language),
        title=title,
        description=say(p.DESCRIPTION, language, title=title),
        place=in_line(header.place.in_(language)),
        foundation=in_line(header.foundation.in_(language)),
        as_of=say(p.AS_OF, language, day=day_in(header.as_of, language)),
        period=say(p.PERIOD, language),
        sample=say(p.SAMPLE, language) if header.is_sample else "",
        contents=say(frame.CONTENTS, language),
        table=say(frame.TABLE, language),
        sections=tuple(section_of(views, v, language, references=references) for v in shown),
        page=say(frame.PAGE, language),
    )
