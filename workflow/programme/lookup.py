"""Finding things by the names people use for them."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Council,
    District,
    Fund,
    LifecycleVersion,
    Person,
    Programme,
    ProgrammeLifecycle,
    Subject,
    Text,
)
from workflow.errors import Blocker, NotFound
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner

S = TypeVar("S", bound=Subject)


def find_programme(session: Session, code: str | None) -> Programme:
    """The programme with this code, or the only one there is. Raises NotFound."""
    known = session.scalars(select(Programme).order_by(Programme.code)).all()
    if code is None and len(known) == 1:
        return known[0]
    named = next((programme for programme in known if programme.code == code), None)
    if named is not None:
        return named
    codes = ", ".join(programme.code for programme in known)
    if not known:
        raise _not_found(
            "No programme is loaded yet: load one with “vmeste programme load FILE”.",
            "Ни одна программа ещё не загружена: «vmeste programme load ФАЙЛ».",
        )
    if code is None:
        raise _not_found(f"Say which programme: {codes}.", f"Укажите программу: {codes}.")
    raise _not_found(
        f"There is no programme {code[:40]}. Known: {codes}.",
        f"Программы {code[:40]} нет. Есть: {codes}.",
    )


def find_subject(session: Session, programme: Programme, kind: type[S], code: str) -> S:
    """Raises NotFound."""
    found = session.scalar(select(kind).where(kind.programme_id == programme.id, kind.code == code))
    if found is None:
        name = kind.__tablename__.replace("_", " ")
        raise _not_found(
            f"There is no {name} {code[:40]} in {programme.code}.",
            f"В программе {programme.code} нет: {name} {code[:40]}.",
        )
    return found


def find_person(session: Session, email: str) -> Person:
    """Raises NotFound."""
    known = select(Person).where(Person.email == email.strip().lower(), Person.erased_at.is_(None))
    person = session.scalar(known)
    if person is None:
        raise _not_found(
            f"Nobody here has the address {email[:80]}.",
            f"Адреса {email[:80]} здесь ни у кого нет.",
        )
    return person


def find_district(session: Session, programme: Programme, code: str) -> District:
    """Raises NotFound."""
    district = session.scalar(
        select(District).where(District.programme_id == programme.id, District.code == code)
    )
    if district is None:
        raise _not_found(
            f"There is no district {code[:40]} in {programme.code}.",
            f"В программе {programme.code} нет округа {code[:40]}.",
        )
    return district


def find_council(session: Session, programme: Programme) -> Council:
    """The programme's expert council. Raises NotFound."""
    council = session.scalar(select(Council).where(Council.programme_id == programme.id))
    if council is None:
        raise _not_found(
            f"{programme.code} has no expert council yet: load its document again.",
            f"В программе {programme.code} ещё нет экспертного совета: загрузите её снова.",
        )
    return council


def find_fund(session: Session, programme: Programme) -> Fund:
    """The programme's money. Raises NotFound."""
    fund = session.scalar(select(Fund).where(Fund.programme_id == programme.id))
    if fund is None:
        raise _not_found(
            f"{programme.code} has no fund yet: load its document again.",
            f"В программе {programme.code} ещё не заведён учёт денег: загрузите её снова.",
        )
    return fund


def lifecycle_version(session: Session, programme: Programme, kind: str) -> LifecycleVersion:
    """The lifecycle version that a new subject of this kind is pinned to. Raises NotFound."""
    current = session.get(ProgrammeLifecycle, (programme.id, kind))
    if current is None:
        raise _not_found(
            f"{programme.code} has no lifecycle {kind[:40]}.",
            f"В программе {programme.code} нет жизненного цикла {kind[:40]}.",
        )
    return session.get_one(LifecycleVersion, current.lifecycle_version_id)


def lifecycle_of(session: Session, programme: Programme, kind: str) -> Lifecycle:
    """The lifecycle that new subjects of this kind follow. Raises NotFound."""
    return runner(lifecycle_version(session, programme, kind)).lifecycle


def _not_found(en: str, ru: str) -> NotFound:
    return NotFound([Blocker("not_found", Text(en=en, ru=ru))])
