from models.text import Language
from papers.effectiveness.wording import Wording
from papers.oversight import phrases as p
from papers.oversight.sections import SECTIONS
from papers.typography import day_in, in_line, say, time_of
from workflow.oversight.report import OversightReport


def wording(found: OversightReport, language: Language) -> Wording:
    """What the report says in the language."""
    made = say(p.MADE, language, day=day_in(found.made_at, language), time=time_of(found.made_at))
    return Wording(
        kind=say(p.KIND, language, month=found.month.title.in_(language)),
        title=in_line(found.programme.in_(language)),
        description=say(p.DESCRIPTION, language),
        place=in_line(found.place.in_(language)),
        foundation=in_line(found.foundation.in_(language)),
        as_of=made,
        period=say(p.WHOLE if found.is_over else p.SO_FAR, language),
        sample=say(p.SAMPLE, language) if found.is_sample else "",
        contents=say(p.CONTENTS, language),
        table=say(p.TABLE, language),
        sections=tuple(section(found, language) for section in SECTIONS),
        page=say(p.PAGE, language),
    )
