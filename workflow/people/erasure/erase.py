"""All that erasing a person does in the database, in the transaction of the action."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import Consent
from workflow.history.chain import canonical_json
from workflow.history.search.forgetting import forget as forget_words
from workflow.people.erasure.attachments import erase_files
from workflow.people.erasure.forgetting import forget
from workflow.people.erasure.looking import naming_of
from workflow.people.erasure.striking import (
    entries_named,
    forget_requests,
    strike_mentions,
    strike_whole,
)


def erase(
    session: Session,
    consent: Consent,
    *,
    texts: list[str],
    files: list[int],
    today: date,
    now: datetime,
) -> Mapping[str, Any]:
    """Erase the person whose consent it is, `texts` (entries of histories) and `files` that tell
    of them without their name; what was done, without a word of what there was. Raises NotFound."""
    person = consent.person
    naming = naming_of(session, person)
    whole = strike_whole(session, entries_named(session, texts), consent)
    named = strike_mentions(session, naming, consent)
    struck = [*whole.texts, *named.texts]
    forget_words(session)
    keys = forget_requests(session, whole.subjects | named.subjects)
    erased_files = erase_files(session, files, consent)
    forgotten = asdict(forget(session, person, naming, today=today, now=now))
    forgotten["keys"] += keys
    return {
        "struck": canonical_json(sorted(f"{s}:{number}:{name}" for s, number, name in struck)),
        "fields_struck": whole.fields + named.fields,
        "files_erased": erased_files,
        **{f"{name}_forgotten": number for name, number in forgotten.items()},
    }
