from collections.abc import Iterator

from papers.dossier.blocks import Block, Paragraph, Section, Subheading
from papers.dossier.naming import Voice
from papers.dossier.phrases import course as p
from papers.dossier.phrases import frame
from papers.dossier.sections.grids import grid


def proof(voice: Voice) -> Section:
    return Section("proof", voice.say(frame.PROOF), tuple(_blocks(voice)))


def _blocks(voice: Voice) -> Iterator[Block]:
    told, code = voice.dossier.proof, voice.dossier.head.code
    unsound = [voice.subject(c.kind, c.code) for c in told.chains if not c.sound]
    what = ", ".join(unsound)
    yield Paragraph(voice.say(p.UNSOUND, what=what) if unsound else voice.say(p.SOUND))
    if told.checkpoint is None or told.taken_at is None:
        yield Paragraph(voice.say(p.NO_CHECKPOINT))
    else:
        moment = voice.moment(told.taken_at)
        yield Paragraph(voice.say(p.CHECKPOINT, n=told.checkpoint, moment=moment, root=told.root))
    rows = [
        (
            voice.subject(chain.kind, chain.code),
            str(chain.length),
            str(chain.covered) if told.checkpoint is not None else "—",
            chain.head,
        )
        for chain in told.chains
    ]
    yield grid(voice, p.CHAIN_HEADS, rows)
    yield Subheading(voice.say(p.HOW))
    for line in (p.VERIFY, p.PROVE):
        yield Paragraph(voice.say(line, code=code), small=True)
