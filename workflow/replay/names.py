from hashlib import sha256

LONGEST_CODE = 40
_DIGITS = 8


def code_of(case: str) -> str:
    """What a case is called here: its own name, or the beginning of a long one with a few digits
    that keep it apart."""
    name = case.replace("/", "-")  # the sign that parts a kind from a code
    if name == case and len(case) <= LONGEST_CODE:
        return case
    digits = sha256(case.encode()).hexdigest()[:_DIGITS]
    return f"{name[: LONGEST_CODE - _DIGITS - 1]}~{digits}"
