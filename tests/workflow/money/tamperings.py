"""What a database administrator can do to the books, and the words in which it is found.

Things are called as `test_check.names` says."""

TAMPERINGS: dict[str, tuple[list[str], str]] = {
    "more is free": (
        [
            "update balance set amount = amount + 1 where account = 'free' and donation_id "
            "= :broad",
        ],
        "Donation broad, account “free” (0): the ledger says",
    ),
    "less is with a group": (
        [
            "update balance set amount = amount - 1 where account = 'paid' and holder = "
            ":under_way and amount > 0",
        ],
        ", account “paid”",
    ),
    "a balance is gone": (
        [
            "delete from balance where account = 'spent' and holder = :completed",
        ],
        "Donation district, account “spent”",
    ),
    "a balance from nowhere": (
        [
            "insert into balance (donation_id, account, holder, amount) values (:broad, "
            "'spent', :proposed, 5)",
        ],
        "Donation broad, account “spent”",
    ),
    "money moved between donations": (
        [
            "update balance set amount = amount - 1 where account = 'free' and donation_id "
            "= :broad",
            "update balance set amount = amount + 1 where account = 'free' and donation_id "
            "= :local",
        ],
        "Donation district, account “free”",
    ),
    "an entry says more": (
        [
            "update ledger_entry set amount = amount + 1 where donation_id = :broad and "
            "source = 'outside'",
        ],
        "Donation broad, account “free”",
    ),
    "an entry and its balance say more": (
        [
            "update ledger_entry set amount = amount - 1 where donation_id = :broad and "
            "source = 'outside'",
            "update balance set amount = amount - 1 where account = 'free' and donation_id "
            "= :broad",
        ],
        "Fund/fund, receive, ",
    ),
    "more came than was pledged": (
        [
            "update ledger_entry set amount = amount + 1 where donation_id = :broad and "
            "source = 'outside'",
            "update balance set amount = amount + 1 where account = 'free' and donation_id "
            "= :broad",
        ],
        "Donation broad: 20000001 came, and 20000000 was pledged",
    ),
    "an entry is gone": (
        [
            "delete from ledger_entry where subject_id = :accepted",
        ],
        "1-01.e1, spent: the ledger says 0, the record 1000000",
    ),
    "a gift is gone": (
        [
            "delete from ledger_entry where donation_id = :spare",
            "delete from balance where donation_id = :spare",
        ],
        "Fund/fund, receive, ",
    ),
    "an entry from nowhere": (
        [
            "insert into ledger_entry (donation_id, source, target, amount, at, subject_id, "
            "sequence) select donation_id, source, target, 5, at, subject_id, 999 from "
            "ledger_entry where donation_id = :broad and source = 'outside'",
            "update balance set amount = amount + 5 where account = 'free' and donation_id "
            "= :broad",
        ],
        "is in no history",
    ),
    "an entry of another time": (
        [
            "update ledger_entry set at = '2020-01-01' where donation_id = :broad "
            "and source = 'outside'",
        ],
        "is in no history",
    ),
    "an entry of another initiative": (
        [
            "update ledger_entry set initiative_id = :under_way where subject_id = :accepted",
        ],
        "is about another than its history",
    ),
    "an entry of another donation": (
        [
            "update ledger_entry set donation_id = :broad where subject_id = :accepted",
        ],
        "Donation district, account “spent”",
    ),
    "a revocation is of another donation": (
        [
            "update ledger_entry set donation_id = :broad where subject_id = :revoked and "
            "source = 'spent'",
        ],
        "1-01.e2: more was revoked of donation broad than it paid",
    ),
    "an expense says less": (
        [
            "update expense set amount = amount - 1 where id = :accepted",
        ],
        "1-01.e1, spent: the ledger says 1000000, the record 999999",
    ),
    "an expense that waits says more": (
        [
            "update expense set amount = amount + 1 where id = :waiting",
        ],
        "1-02.e2 is not what was reported",
    ),
    "an expense is of another line": (
        [
            "update expense set line = 2 where id = :accepted",
        ],
        "1-01.e1 is not what was reported",
    ),
    "an expense is accepted without the gate": (
        [
            "update subject set state = 'accepted' where code = '1-02.e2'",
        ],
        "1-02.e2, spent: the ledger says 0, the record 10000",
    ),
    "an expense, its entry and balances say more": (
        [
            "update expense set amount = amount + 7 where id = :accepted",
            "update ledger_entry set amount = amount + 7 where subject_id = :accepted",
        ],
        "1-01.e1 is not what was reported",
    ),
    "an award says less": (
        [
            "update initiative set awarded = awarded - 1 where id = :completed",
        ],
        "1-01, awarded: the ledger says 5000000, the record 4999999",
    ),
    "an award is gone": (
        [
            "update initiative set awarded = null where id = :under_way",
        ],
        "1-02, awarded: the ledger says 5000000, the record 0",
    ),
    "an award from nowhere": (
        [
            "update initiative set awarded = requested where id = :proposed",
        ],
        "1-05, awarded: the ledger says 0, the record 5000000",
    ),
    "a paid tranche says more": (
        [
            "update tranche set amount = amount + 1 where id = :paid",
        ],
        "1-02.1, paid: the ledger says 3000000, the record 3000001",
    ),
    "a planned tranche says more": (
        [
            "update tranche set amount = amount + 1 where id = :planned",
        ],
        "1-02: the tranches make 5000001, and 5000000 is awarded",
    ),
    "a tranche is paid without the gate": (
        [
            "update subject set state = 'paid' where code = '1-02.2' and kind = 'tranche'",
        ],
        "1-02.2, paid: the ledger says 0, the record 2000000",
    ),
    "a slot is gone": (
        [
            "delete from slot where initiative_id = :under_way",
        ],
        "1-02 is supported beyond its district's slots",
    ),
    "a slot has a sixth number": (
        [
            "update slot set number = 6 where initiative_id = :under_way",
        ],
        "1-02 is supported beyond its district's slots",
    ),
    "a slot is another district's": (
        [
            "update slot set district_id = :elsewhere where initiative_id = :under_way",
        ],
        "1-02 is supported beyond its district's slots",
    ),
    "a slot is another's": (
        [
            "update slot set initiative_id = :proposed where initiative_id = :under_way",
        ],
        "1-05 holds a slot and is not supported",
    ),
    "a declined initiative has a slot": (
        [
            "update slot set initiative_id = :declined where initiative_id = :completed",
        ],
        "1-03 holds a slot and is not supported",
    ),
    "a donation was for another district": (
        [
            "update donation set district_id = :elsewhere where id = :local",
        ],
        "Donation district may not be spent on 1-01",
    ),
    "a donation was for a problem": (
        [
            "update donation set problem_id = (select max(id) from problem) where id = :broad",
        ],
        "Donation broad may not be spent on 1-02",
    ),
    "a pledge says less": (
        [
            "update donation set pledged = pledged - 1 where id = :broad",
        ],
        "Donation broad is not what was pledged",
    ),
    "a line of a budget says less": (
        [
            "update budget_line set planned = 1 where initiative_id = :completed and ordinal = 1",
        ],
        "1-01, line 1: 1000000 spent of 1",
    ),
}
