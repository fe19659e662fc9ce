"""Rows after the header that are no payments and were never meant to be."""

import re

from workflow.money.statement.header import Header
from workflow.money.statement.rows import Row
from workflow.money.statement.spellings import Field

_TOTALS = re.compile(
    r"(?:итого|всего|обороты?|остат(?:ок|ки)|сальдо|количество|кол-во"
    r"|(?:входящ|исходящ|начальн|конечн)\w+ (?:остат(?:ок|ки)|сальдо)"
    r"|(?:grand |sub)?totals?|(?:opening|closing) balance|balance|turnover)\b",
    re.IGNORECASE,
)
_SIGNATURES = re.compile(
    r"(?:исполнитель|подпись|м\.\s?п\.|(?:главный )?бухгалтер|операционист|руководитель"
    r"|дата (?:формирования|печати)|период|конец выписки|(?:выписка |документ )?сформирован\w*"
    r"|generated|prepared|signature|period|end of statement)(?!\w)",
    re.IGNORECASE,
)
_OF_A_PAYMENT = (Field.PAYER, Field.PURPOSE)


def is_aside(row: Row, header: Header) -> bool:
    """Blank, the header once more, its columns' numbers, a total or a signature.

    A payment is none of these, whatever its payer is called: it has a date, or payer and purpose.
    """
    cells = [cell.strip() for cell in row.cells or ()]
    if row.cells is None:
        return False
    if not row.filled or row.cells == header.row.cells:
        return True
    if cells == [str(n) for n in range(1, len(cells) + 1)]:
        return row.number == header.row.number + header.row.height
    if header.cell(row, Field.DATE)[:1].isdigit():
        return False
    if all(header.cell(row, field) for field in _OF_A_PAYMENT) and len(row.filled) > 2:
        return False
    return any(words.match(row.filled[0]) for words in (_TOTALS, _SIGNATURES))
