from collections.abc import Iterator

from papers.dossier.blocks import Block, Facts, Section, Subheading
from papers.dossier.naming import Voice
from papers.dossier.phrases import course as p
from papers.dossier.phrases import frame
from papers.dossier.sections.about import money_facts
from papers.dossier.sections.grids import grid
from papers.typography import in_line
from workflow.dossier.money import Instalment, Spent


def money(voice: Voice) -> Section:
    blocks: tuple[Block, ...] = (Facts(tuple(money_facts(voice))), *_tables(voice))
    told = voice.dossier.money
    brief = voice.money(told.awarded if told.awarded is not None else told.requested)
    return Section("money", voice.say(frame.MONEY), blocks, brief)


def _tables(voice: Voice) -> Iterator[Block]:
    told = voice.dossier.money
    if told.tranches:
        yield Subheading(voice.say(p.TRANCHES))
        yield grid(voice, p.TRANCHE_HEADS, [_tranche(voice, each) for each in told.tranches])
    if told.budget:
        yield Subheading(voice.say(p.BUDGET))
        rows = [
            (in_line(line.title), voice.money(line.planned), voice.money(line.spent))
            for line in told.budget
        ]
        yield grid(voice, p.BUDGET_HEADS, rows)
    if told.expenses:
        yield Subheading(voice.say(p.EXPENSES))
        yield grid(voice, p.EXPENSE_HEADS, [_expense(voice, each) for each in told.expenses])


def _tranche(voice: Voice, tranche: Instalment) -> tuple[str, ...]:
    paid = "—"
    if tranche.paid_on is not None:
        paid = f"{voice.day(tranche.paid_on)}, {in_line(tranche.payment_order or '')}"
    state = voice.title(tranche.state_title)
    return tranche.code, voice.money(tranche.amount), state, paid


def _expense(voice: Voice, expense: Spent) -> tuple[str, ...]:
    decision = voice.title(expense.state_title)
    if expense.decided is not None:
        decision = f"{decision}, {voice.day(voice.day_of(expense.decided.at))}"
        decision += f": {in_line(expense.decided.reason)}" if expense.decided.reason else ""
    return (
        expense.code,
        in_line(expense.what),
        in_line(expense.payee),
        voice.day(expense.spent_on),
        voice.money(expense.amount),
        decision,
    )
