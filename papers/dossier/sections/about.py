from collections.abc import Iterator

from papers.dossier.blocks import Block, Deeds, Facts, Pair, Paragraph, Quote, Section, Subheading
from papers.dossier.line import deeds, part_of
from papers.dossier.naming import Voice
from papers.dossier.phrases import file as p
from papers.dossier.phrases import frame
from papers.dossier.sections.grids import grid
from papers.typography import in_line, paragraphs
from workflow.dossier.outlook.turns import Turn


def about(voice: Voice) -> Section:
    summary = paragraphs(voice.dossier.versions[-1].content["summary"])
    blocks: tuple[Block, ...] = (
        Facts(tuple(_facts(voice))),
        Quote(voice.say(p.SUMMARY), summary),
    )
    return Section("about", voice.say(frame.ABOUT), blocks)


def _facts(voice: Voice) -> Iterator[Pair]:
    head = voice.dossier.head
    since = voice.moment(voice.dossier.outlook.since.at)
    state = voice.title(head.state_title)
    yield voice.say(p.STATE), voice.say(p.SINCE, state=state, moment=since)
    yield voice.say(p.DISTRICT), voice.title(head.district)
    yield voice.say(p.LEADER), voice.person(head.leader_id)
    yield voice.say(p.GROUP), voice.people(w for w in head.group if w != head.leader_id)
    for problem in head.problems:
        label = voice.say(p.ADDRESSES[problem.kind], n=problem.ordinal)
        yield label, voice.title(problem.text)
    yield from money_facts(voice)


def money_facts(voice: Voice) -> Iterator[Pair]:
    money = voice.dossier.money
    yield voice.say(p.REQUESTED), voice.money(money.requested)
    if money.awarded is None:
        return
    for label, amount in (
        (p.AWARDED, money.awarded),
        (p.PAID, money.paid),
        (p.SPENT, money.spent),
        (p.RETURNED, money.returned),
    ):
        yield voice.say(label), voice.money(amount)
    for label, amount in ((p.UNACCOUNTED, money.unaccounted), (p.RELEASED, money.released)):
        if amount:
            yield voice.say(label), voice.money(amount)


def able(voice: Voice) -> Section:
    heading = voice.say(frame.ABLE)
    dossier = voice.dossier
    if dossier.outlook.ended is not None:
        return Section("able", heading, (Paragraph(voice.say(p.OVER)),))
    then = p.ABLE_NOW if dossier.head.as_of is None else p.ABLE_THEN
    blocks: list[Block] = [Paragraph(voice.say(then), small=True)]
    for each in dossier.able:
        told = tuple(
            (not why, voice.title(title), tuple(in_line(voice.title(text)) for text in why))
            for title, why in each.deeds
        )
        blocks.append(Deeds(voice.roles(each.roles, each.people), told))
    if dossier.outlook.besides:
        blocks.append(Subheading(voice.say(p.BESIDES)))
        rows = [_beside(voice, turn) for turn in dossier.outlook.besides]
        blocks.append(grid(voice, p.BESIDES_HEADS, rows))
    return Section("able", heading, tuple(blocks))


def _beside(voice: Voice, turn: Turn) -> tuple[str, str, str, str]:
    due = voice.moment(turn.due_at) if turn.due_at else ""
    if turn.days_late is not None:
        due = f"{due}, {voice.late(turn.days_late)}"
    who = voice.people(turn.people)
    return part_of(voice, turn), deeds(voice, turn.deeds), who, due
