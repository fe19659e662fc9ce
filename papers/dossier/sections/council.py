"""Reviews, conflicts of interest, and the council's votes."""

from collections.abc import Iterator

from babel.numbers import format_decimal

from models import Motion
from papers.dossier.blocks import Block, Facts, Pair, Paragraph, Quote, Section, Subheading
from papers.dossier.naming import Voice
from papers.dossier.phrases import file as p
from papers.dossier.phrases import frame
from papers.dossier.sections.grids import grid
from papers.minutes.phrases import MOTIONS
from papers.typography import in_line, paragraphs
from workflow.council.grounds import GROUNDS
from workflow.dossier.chronicle import Entry
from workflow.dossier.reviews import ConflictTold, ReviewTold, mean_total
from workflow.dossier.votes import Item, Vote

MARKS = ((p.MARKS_HEADS[0], False), (p.MARKS_HEADS[1], True), (p.MARKS_HEADS[2], True))


def reviews(voice: Voice) -> Section:
    told = voice.dossier.reviews
    blocks: list[Block] = []
    brief = ""
    if (mean := mean_total(told)) is not None:
        count = sum(review.counts for review in told)
        brief = voice.say(p.MEAN, mean=_number(voice, mean), n=count)
        blocks.append(Paragraph(brief))
    for review in told:
        blocks += _review(voice, review)
    if voice.dossier.conflicts:
        blocks.append(Subheading(voice.say(p.CONFLICTS)))
        rows = [_conflict(voice, conflict) for conflict in voice.dossier.conflicts]
        blocks.append(grid(voice, p.CONFLICT_HEADS, rows))
    return Section("reviews", voice.say(frame.REVIEWS), _or_none(voice, blocks), brief)


def _or_none(voice: Voice, blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(blocks) or (Paragraph(voice.say(frame.NONE), small=True),)


def _number(voice: Voice, value: float) -> str:
    return str(format_decimal(value, format="0.00", locale=voice.language))


def _review(voice: Voice, review: ReviewTold) -> Iterator[Block]:
    counts = voice.say(p.COUNTS if review.counts else p.COUNTS_NOT)
    heading = voice.say(p.REVIEW, code=review.code, expert=voice.person(review.expert_id))
    yield Subheading(heading, f"{voice.title(review.state_title)} · {counts}")
    yield Facts(tuple(_review_facts(voice, review)))
    if review.submitted_at is None:
        yield Paragraph(voice.say(p.UNWRITTEN), small=True)
    for told, text in (
        (review.rewritten, p.REWRITTEN),
        (review.erased, p.REVIEW_ERASED),
    ):
        if told:
            yield Paragraph(voice.say(text), small=True)
    if review.marks:
        yield grid(voice, (*MARKS, p.MARKS_HEADS[3]), [*_marks(voice, review)])
    if review.conclusion:
        yield Quote(voice.say(p.CONCLUSION), paragraphs(review.conclusion))


def _review_facts(voice: Voice, review: ReviewTold) -> Iterator[Pair]:
    yield voice.say(p.ASSIGNED), voice.moment(review.assigned_at)
    if review.submitted_at is not None:
        yield voice.say(p.SUBMITTED), voice.moment(review.submitted_at)
        yield voice.say(p.READ), str(review.read_version)
    if review.total is not None:
        yield voice.say(p.TOTAL), _number(voice, review.total)
    for entry in review.turns:
        yield voice.title(entry.title), told_by(voice, entry)


def told_by(voice: Voice, entry: Entry) -> str:
    """When, who, and why."""
    said = f"{voice.moment(entry.at)}, {voice.who(entry)}"
    return f"{said}: {in_line(entry.reason)}" if entry.reason else said


def _marks(voice: Voice, review: ReviewTold) -> Iterator[tuple[str, ...]]:
    for mark in review.marks:
        value = voice.say(p.MARK, value=mark.value, highest=mark.highest)
        yield (
            voice.title(mark.title),
            str(mark.coefficient),
            value if mark.value is not None else "—",
            in_line(mark.justification) or "—",
        )


def _conflict(voice: Voice, conflict: ConflictTold) -> tuple[str, ...]:
    ground = GROUNDS.get(conflict.ground)
    shown = voice.say(ground) if ground else in_line(conflict.ground)
    what = voice.say(p.DECLARED) if conflict.declared else voice.say(p.LIFTED, ground=shown)
    who, reason = voice.who(conflict.entry), in_line(conflict.entry.reason or "—")
    member = voice.person(conflict.member_id)
    return voice.moment(conflict.at), member, what, f"{who}: {reason}"


def council(voice: Voice) -> Section:
    blocks: list[Block] = []
    brief = ""
    for item in voice.dossier.items:
        blocks += _item(voice, item)
        brief = voice.title(item.state_title)
    return Section("council", voice.say(frame.COUNCIL), _or_none(voice, blocks), brief)


def _item(voice: Voice, item: Item) -> Iterator[Block]:
    heading = voice.say(p.ITEM, meeting=item.meeting, n=item.ordinal)
    yield Subheading(heading, voice.title(item.state_title))
    announced = voice.moment(item.announced_at) if item.announced_at else voice.say(p.NOT_YET)
    yield Facts(
        (
            (voice.say(p.HELD), voice.moment(item.held_at)),
            (voice.say(p.PLACE), in_line(item.place)),
            (voice.say(p.RANK), str(item.rank)),
            (voice.say(p.ANNOUNCED), announced),
        )
    )
    for vote in item.votes:
        motion = voice.title(MOTIONS[Motion(vote.motion)])
        outcome = voice.say(p.OUTCOMES[vote.end.action] if vote.end else p.OPEN_VOTE)
        yield Subheading(voice.say(p.MOTION, motion=motion), outcome)
        yield Facts(tuple(_vote(voice, vote)))


def _vote(voice: Voice, vote: Vote) -> Iterator[Pair]:
    yield voice.say(p.PUT), told_by(voice, vote.put)
    if vote.version is not None:
        yield voice.say(p.BY_VERSION), str(vote.version)
    numbers = {"present": vote.present, "needed": vote.needed, "eligible": vote.eligible}
    yield voice.say(p.QUORUM), voice.say(p.QUORUM_TOLD, **numbers)
    if vote.recused:
        recused = (
            f"{voice.person(who)} ({', '.join(voice.say(GROUNDS[code]) for code in grounds)})"
            for who, grounds in vote.recused
        )
        yield voice.say(p.RECUSED), ", ".join(recused)
    for choice, label in p.CHOICES.items():
        members = vote.ballots.get(choice, ())
        names = voice.people(members) or voice.say(frame.NOBODY)
        yield voice.say(label), f"{len(members)} · {names}" if members else names
    if vote.casting:
        yield voice.say(p.OUTCOME), voice.say(p.CASTING)
    if vote.end is not None and vote.end.reason:
        yield voice.say(p.REASON), in_line(vote.end.reason)
    if vote.slots_used is not None and vote.money_left is not None:
        left = voice.say(p.LEFT, slots=vote.slots_used, money=voice.money(vote.money_left))
        yield voice.say(p.BALANCE), left
    if vote.reconsidered is not None:
        yield voice.say(p.RECONSIDERED), told_by(voice, vote.reconsidered)
