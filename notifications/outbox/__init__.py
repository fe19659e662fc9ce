"""Delivery: at least once, each letter under a Message-ID that marks a repeat.

A letter is claimed in one transaction, sent outside of any, and its result noted in another. A
worker that dies in between leaves a claim that runs out.
"""

from notifications.attempts import CLAIM, MOST_ATTEMPTS
from notifications.mail import compose
from notifications.outbox.claiming import claim
from notifications.outbox.digest import Due, due_digests, gather
from notifications.outbox.ends import Fate
from notifications.outbox.pace import Pace
from notifications.outbox.results import Result, note
from notifications.outbox.sending import route, send
from notifications.outbox.waiting import next_moment, waiting

__all__ = [
    "CLAIM",
    "MOST_ATTEMPTS",
    "Due",
    "Fate",
    "Pace",
    "Result",
    "claim",
    "compose",
    "due_digests",
    "gather",
    "next_moment",
    "note",
    "route",
    "send",
    "waiting",
]
