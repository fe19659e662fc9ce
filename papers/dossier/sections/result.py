"""The report, publications, files, and who saw it all."""

from collections.abc import Iterator

from models import Rating
from papers.dossier.blocks import Block, Facts, Pair, Paragraph, Quote, Section, Subheading
from papers.dossier.naming import Voice
from papers.dossier.phrases import course as p
from papers.dossier.phrases import frame
from papers.dossier.sections.council import told_by
from papers.dossier.sections.grids import grid
from papers.report.phrases import RATINGS
from papers.typography import in_line, paragraphs
from workflow.dossier.result import File, ReportTold


def result(voice: Voice) -> Section:
    report, media = voice.dossier.report, voice.dossier.mentions
    blocks: list[Block] = []
    if report is None:
        blocks.append(Paragraph(voice.say(p.NO_REPORT), small=True))
    else:
        blocks += _report(voice, report)
    if media:
        blocks.append(Subheading(voice.say(p.MEDIA)))
        rows = [
            (
                voice.day(each.published_on),
                f"{in_line(each.outlet)}, {voice.say(p.MEDIA_KINDS[each.kind])}",
                in_line(each.title),
                in_line(each.url),
            )
            for each in media
        ]
        blocks.append(grid(voice, p.MEDIA_HEADS, rows))
    brief = voice.say(RATINGS[Rating(report.rating)]) if report and report.rating else ""
    return Section("result", voice.say(frame.RESULT), tuple(blocks), brief)


def _report(voice: Voice, report: ReportTold) -> Iterator[Block]:
    yield Subheading(voice.say(p.REPORT))
    yield Facts(tuple(_report_facts(voice, report)))
    for told, why in ((report.rewritten, p.REPORT_REWRITTEN), (report.erased, p.REPORT_ERASED)):
        if told:
            yield Paragraph(voice.say(why), small=True)
    for label, text in ((p.REPORT_DONE, report.done), (p.REPORT_RESULTS, report.results)):
        if text:
            yield Quote(voice.say(label), paragraphs(text))


def _report_facts(voice: Voice, report: ReportTold) -> Iterator[Pair]:
    yield voice.say(p.SUBMITTED), told_by(voice, report.submitted)
    for entry in report.returned:
        yield voice.say(p.RETURNED), told_by(voice, entry)
    if report.rating is not None and report.accepted is not None:
        rating = voice.say(RATINGS[Rating(report.rating)])
        yield voice.say(p.RATING), f"{rating} · {told_by(voice, report.accepted)}"
    if report.presented_on is not None:
        yield voice.say(p.PRESENTED), voice.day(report.presented_on)
    if report.participants is not None:
        yield voice.say(p.PARTICIPANTS), str(report.participants)
    links = [*report.videos, *report.publications, *filter(None, [report.presentation])]
    if links:
        yield voice.say(p.LINKS), " · ".join(map(in_line, links))


def files(voice: Voice) -> Section:
    told = voice.dossier.files
    heading = voice.say(frame.FILES)
    if not told:
        return Section("files", heading, (Paragraph(voice.say(frame.NONE), small=True),))
    table = grid(voice, p.FILE_HEADS, [_file(voice, each) for each in told])
    return Section("files", heading, (table,), str(len(told)))


def _file(voice: Voice, file: File) -> tuple[str, ...]:
    purpose = p.PURPOSES.get(file.purpose)
    size = f"{max(1, round(file.size / 1024))}\u00a0KiB"
    shown = voice.say(purpose) if purpose else file.purpose
    name = voice.say(p.FILE, name=in_line(file.name), purpose=shown, size=size)
    return (
        f"{name}. {in_line(file.caption)}" if file.caption else name,
        voice.subject(file.kind, file.code),
        voice.person(file.added_by_id),
        voice.moment(file.added_at),
        file.sha256,
    )


def seen(voice: Voice) -> Section:
    told = voice.dossier.seen
    heading = voice.say(frame.SEEN)
    if not told:
        return Section("seen", heading, (Paragraph(voice.say(frame.NONE), small=True),))
    rows = [
        (
            voice.moment(each.at),
            voice.person(each.viewer_id) if each.viewer_id else voice.say(frame.CONSOLE),
            voice.say(p.SEEN_WHAT[each.what]) if each.what in p.SEEN_WHAT else each.what,
            voice.subject(each.kind, each.code),
        )
        for each in told
    ]
    return Section("seen", heading, (grid(voice, p.SEEN_HEADS, rows),), str(len(told)))
