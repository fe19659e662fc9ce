"""What an erasure struck out is no fault; what no erasure names is."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Consent, EntryText, ProposalVersion, Subject
from models.gate.subject import GENESIS
from tests import make
from tests.workflow.history.forging import initiative
from workflow.history.append import append
from workflow.history.chain import canonical_json
from workflow.history.verify import verify, words
from workflow.programme.lookup import lifecycle_version


def erased(session: Session, *struck: str) -> Consent:
    """A consent whose history says that this was struck out."""
    competition = make.competition(session)
    consent = Consent(
        programme_id=competition.programme.id,
        code="1",
        person_id=competition.people["leader"].id,
        lifecycle_version=lifecycle_version(session, competition.programme, "consent"),
        changed_at=make.NOON,
    )
    session.add(consent)
    session.flush()
    moves = (("withdraw", "new", "withdrawn"), ("erase", "withdrawn", "erased"))
    head = GENESIS
    for place, (action, source, target) in enumerate(moves, 1):
        entry = {
            "programme_id": consent.programme_id,
            "kind": consent.kind,
            "district_id": None,
            "remark": None,
            "subject_id": consent.id,
            "sequence": place,
            "action": action,
            "from_state": source,
            "to_state": target,
            "actor_id": competition.people["coordinator"].id,
            "flow": None,
            "on_behalf_of_id": None,
            "at": make.NOON,
            "facts": canonical_json(
                {"struck": canonical_json(list(struck))} if action == "erase" else {}
            ),
            "lifecycle_hash": consent.lifecycle_version.content_hash,
            "previous_hash": head,
        }
        (head,) = append(session, [entry], [{}])
    session.execute(
        update(Subject)
        .where(Subject.id == consent.id)
        .values(version=len(moves), state="erased", head=head)
    )
    return consent


def text_of(session: Session) -> EntryText:
    return session.query(EntryText).order_by(EntryText.id).first()  # type: ignore[return-value]


def strike(session: Session, text: EntryText, by: Subject) -> None:
    session.execute(
        update(EntryText)
        .where(EntryText.id == text.id)
        .values(text="…", salt=None, struck_by_id=by.id)
    )


def test_a_text_that_an_erasure_names_may_be_struck(checkpointed: Session) -> None:
    text = text_of(checkpointed)
    consent = erased(checkpointed, f"{text.subject_id}:{text.sequence}:{text.name}")
    strike(checkpointed, text, consent)

    assert verify(checkpointed).faults == []


@pytest.mark.parametrize("named", ["1:1:reason", ""])
def test_a_text_that_the_erasure_does_not_name_may_not(checkpointed: Session, named: str) -> None:
    text = text_of(checkpointed)
    strike(checkpointed, text, erased(checkpointed, named))

    (fault,) = verify(checkpointed).faults
    assert fault.text == words.text_not_struck(text.name)


def test_a_history_that_is_no_consents_erases_nothing(checkpointed: Session) -> None:
    text = text_of(checkpointed)
    erased(checkpointed, f"{text.subject_id}:{text.sequence}:{text.name}")
    strike(checkpointed, text, initiative(checkpointed))

    (fault,) = verify(checkpointed).faults
    assert fault.text == words.text_not_struck(text.name)


def test_a_version_of_a_proposal_that_an_erasure_names_may_be_struck(
    checkpointed: Session,
) -> None:
    proposed = initiative(checkpointed)
    erased(checkpointed, f"{proposed.id}:1:proposal")
    checkpointed.execute(
        update(ProposalVersion)
        .where(ProposalVersion.initiative_id == proposed.id)
        .values(content="{}", salt=None)
    )

    assert verify(checkpointed).faults == []
