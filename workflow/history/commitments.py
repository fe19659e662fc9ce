"""Commitments to texts that may have to be erased one day, in one place for making and checking.

A commitment is SHA-256 of a random salt and the text. It binds: no other text fits it. Once the
salt is destroyed it also hides: trying out what an erased text may have said leads nowhere.
"""

from hashlib import sha256
from secrets import token_hex


def new_salt() -> str:
    """128 random bits, in hexadecimal."""
    return token_hex(16)


def commitment(salt: str, text: str) -> str:
    """SHA-256, in hexadecimal, of the salt's characters and the text, as UTF-8."""
    return sha256(f"{salt}{text}".encode()).hexdigest()
