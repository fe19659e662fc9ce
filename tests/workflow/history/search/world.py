"""A small competition with histories as a test writes them, past the gate."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from models.gate.subject import GENESIS
from tests.make import Competition
from workflow.history.append import append
from workflow.history.search import Query


class World:
    """The small competition with three initiatives, whose histories are as drawn."""

    def __init__(self, made: Competition) -> None:
        self.made = made
        self.subjects = [made.initiative(f"1-0{n}") for n in range(1, 4)]
        self.subjects[2].district_id = made.other_district.id
        made.session.flush()

    def write(self, drawn: Sequence[Mapping[str, Any]]) -> None:
        for one in drawn:
            subject = self.subjects[one["of"]]
            subject.version += 1
            source, action, target = one["move"]
            person = self.made.people.get(one["who"])
            behalf = self.made.people.get(one["behalf"] or "")
            append(
                self.made.session,
                [
                    {
                        "programme_id": subject.programme_id,
                        "kind": subject.kind,
                        "district_id": subject.district_id,
                        "remark": one["remark"],
                        "subject_id": subject.id,
                        "sequence": subject.version,
                        "action": action,
                        "from_state": source,
                        "to_state": target,
                        "actor_id": person and person.id,
                        "flow": None if person else one["who"],
                        "on_behalf_of_id": behalf and behalf.id,
                        "at": one["at"],
                        "facts": "{}",
                        "lifecycle_hash": subject.lifecycle_version.content_hash,
                        "previous_hash": GENESIS,
                    }
                ],
                [one["texts"]],
            )

    def query(self, **asked: Any) -> Query:
        people, first = self.made.people, date(2026, 3, 2)
        districts = (self.made.district, self.made.other_district)
        given: dict[str, Any] = {"programme_id": self.made.programme.id}
        for name, value in asked.items():
            match name:
                case "person" | "on_behalf_of":
                    given[f"{name}_id"] = people[value].id
                case "district":
                    given["district_id"] = districts[value].id
                case "subject":
                    given["subject_id"] = self.subjects[value].id
                case "since" | "until":
                    given[name] = first + timedelta(days=value)
                case _:
                    given[name] = value
        return Query(**given)
