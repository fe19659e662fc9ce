from collections.abc import Mapping, Sequence

from models import Text
from workflow.council.assignment.network import Network
from workflow.council.assignment.problem import Member, Need, Problem, by_id
from workflow.council.assignment.shortages import capacity_lacking, shortages
from workflow.council.assignment.solution import Plan, Solution, choices
from workflow.errors import Refusal


class CannotAssign(Refusal):
    """Some proposals cannot get as many experts as they should have."""


def assign(
    needs: Sequence[Need],
    members: Sequence[Member],
    *,
    most: int | None = None,
    names: Mapping[int, str] = {},
    people: Mapping[int, str] = {},
    constituencies: Mapping[str, Text] = {},
) -> Plan:
    """Find the experts that the proposals lack: of mixed constituencies, with even loads.

    `most` reviews may a member hold in all. `names` of proposals, of `people` and of
    `constituencies` stand in the texts instead of ids and codes.
    """
    unmet = [need for need in needs if need.wanted > len(need.kept)]
    problem = Problem(by_id(unmet), by_id(members), most)
    asked = Network(problem).fullest_of_least_cost()
    solution = Solution(problem, asked, names, people, constituencies)
    if lacking := list(shortages(solution)):
        raise CannotAssign([*capacity_lacking(problem), *lacking])
    loads = zip(problem.members, solution.loads.tolist(), strict=True)
    return Plan(tuple(choices(solution)), {member.id: load for member, load in loads})
