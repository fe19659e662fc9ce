from hashlib import sha256

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from workflow.council.assignment.problem import Bools, Ints, Problem, ints

LOTS = 1 << 10
"""Lots go from 0 up to this. No further: costs of 20,000 proposals still fit into 64 bits."""


def lot(proposal: int, expert: int) -> int:
    """What decides between plans that are equal in all else; the same whenever it is drawn.

    By lot nobody picks their reviewers, and experts meet in changing pairs, without which their
    severity cannot be compared.
    """
    return int.from_bytes(sha256(f"{proposal}:{expert}".encode()).digest()[:4]) % LOTS


class Network:
    """From proposals through their pairs with constituencies to members, and on to the sink.

    Each proposal sends as much as it lacks, and as much as can arrive does. What it costs:

    - a member with a proposal: their lot;
    - a member's n-th review: n units, a unit being more than twice all lots of a plan. Each costs
      more than the one before, so even loads cost least;
    - an expert of a constituency which the proposal has one of already: `gross` units and a
      half. So constituencies mix, unless nobody of another is free, or only somebody who holds
      at least `gross` reviews more.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        count, sides = problem.kept.shape
        self._proposals = np.arange(count)
        self._pairs = count + np.arange(count * sides).reshape(count, sides)
        self._experts = count + count * sides + np.arange(len(problem.members))
        self._sink = count + count * sides + len(problem.members)
        self._unit = 2 * LOTS * int(problem.lacking.sum())
        self._solver = SimpleMinCostFlow()

    def fullest_of_least_cost(self) -> Bools:
        """Who is to be asked for what."""
        self._add_constituencies()
        self._add_loads()
        rows, columns = np.nonzero(self._problem.may)
        pairs = self._pairs[rows, self._problem.side_of[columns]]
        arcs = self._add(pairs, self._experts[columns], 1, self._lots(rows, columns))
        self._solver.set_nodes_supplies(self._proposals, self._problem.lacking)
        self._solver.set_node_supply(self._sink, -int(self._problem.lacking.sum()))
        status = self._solver.solve_max_flow_with_min_cost()
        assert status == self._solver.OPTIMAL, f"no flow found: {status.name}"
        asked = np.zeros_like(self._problem.may)
        asked[rows, columns] = self._solver.flows(arcs)
        return asked

    def _add_constituencies(self) -> None:
        proposals = np.repeat(self._proposals, self._pairs.shape[1])
        first, further = self._problem.kept.ravel() == 0, self._problem.lacking[proposals]
        again = self._problem.gross * self._unit + self._unit // 2
        self._add(proposals, self._pairs.ravel(), first.astype(np.int64), 0)
        self._add(proposals, self._pairs.ravel(), further, again)

    def _add_loads(self) -> None:
        """One arc for each review that a member can take."""
        for expert, load, room in zip(
            self._experts, self._problem.loads, self._problem.room, strict=True
        ):
            costs = self._unit * (load + 1 + np.arange(room))
            self._add(np.full_like(costs, expert), self._sink, 1, costs)

    def _lots(self, rows: Ints, columns: Ints) -> Ints:
        proposals = [self._problem.needs[row].id for row in rows.tolist()]
        experts = [self._problem.members[column].id for column in columns.tolist()]
        return ints(map(lot, proposals, experts))

    def _add(self, tails: Ints, heads: Ints | int, room: Ints | int, costs: Ints | int) -> Ints:
        arcs: Ints = self._solver.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
        return arcs
