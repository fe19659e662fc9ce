from models import Text


def fault(en: str, ru: str) -> Text:
    return Text(en=f"{en[0].upper()}{en[1:]}.", ru=f"{ru[0].upper()}{ru[1:]}.")


def differs(code: str, what: Text, ledger: int, record: int) -> Text:
    """The ledger and a record are to say the same amount, and do not."""
    return fault(
        f"{code}, {what.in_('en')}: the ledger says {ledger}, the record {record}",
        f"{code}, {what.ru}: по книге {ledger}, по записи {record}",
    )
