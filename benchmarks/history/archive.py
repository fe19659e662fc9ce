"""Very many histories, the same every time: subjects on random ways through the real lifecycle of
initiatives, ten entries each, with districts, people and words as unevenly spread as in life."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import District, HistoryEntry, LifecycleVersion, Person, Programme, Text
from models.gate.subject import GENESIS
from tests.make import competition
from workflow.lifecycles.document import CLOCK, Lifecycle
from workflow.lifecycles.machine import runner

FIRST_TEXT = 1_000
BLOCK = 10_000
"""Entries of the thousand subjects that are under way at one time."""
STEPS = 10
SUBJECTS = BLOCK // STEPS
DISTRICTS, PEOPLE, WAYS = 20, 2_000, 400
VOCABULARY, SPREAD = 40_000, 1.05
YEARS = 3
BEGINS = datetime(2024, 1, 8, tzinfo=UTC)
RARE, RARE_TEXTS = "кариатида", 60
OTHER = 100
"""One entry in so many belongs to another programme."""
FLOWS = ("enforce_deadlines", "council", "work")
Row = tuple[object, ...]


@dataclass(frozen=True)
class Step:
    action: str
    source: str
    target: str
    by_clock: bool
    overrides: bool
    has_reason: bool


@dataclass(frozen=True)
class World:
    programme_id: int
    other_programme_id: int
    districts: Sequence[int]
    people: Sequence[int]
    leader: int
    lifecycle_id: int
    lifecycle_hash: str
    ways: Sequence[Sequence[Step]]
    vocabulary: Sequence[str]


def world(engine: Engine) -> World:
    """A programme with its districts and people, and another one beside it."""
    with Session(engine) as session, session.begin():
        made = competition(session)
        programme = made.programme
        other = Programme(**_columns(programme) | {"code": "other"})
        districts = [
            District(programme_id=programme.id, code=f"d{n}", title=Text(ru=f"Округ {n}"))
            for n in range(DISTRICTS)
        ]
        people = [Person(name=f"Житель {n}", email=f"p{n}@example.org") for n in range(PEOPLE)]
        session.add_all([other, *districts, *people])
        version = session.scalars(
            select(LifecycleVersion).where(LifecycleVersion.kind == "initiative")
        ).one()
        session.flush()
        return World(
            programme.id,
            other.id,
            [district.id for district in districts],
            [person.id for person in people],
            made.people["leader"].id,
            version.id,
            version.content_hash,
            ways(runner(version).lifecycle),
            vocabulary(),
        )


def _columns(programme: Programme) -> dict[str, object]:
    names = [column.key for column in Programme.__table__.columns if column.key != "id"]
    return {name: getattr(programme, name) for name in names}


def ways(lifecycle: Lifecycle) -> list[list[Step]]:
    """Random ways of so many steps each, on which overrides are rare."""
    random, found = Random(7), []
    while len(found) < WAYS:
        state, way = lifecycle.initial, list[Step]()
        while len(way) < STEPS and (moves := lifecycle.leaving(state)):
            weights = [0.1 if move.overrides or move.trigger == "withdraw" else 1 for move in moves]
            (move,) = random.choices(moves, weights)
            target = lifecycle.target(state, move)
            told = move.reason == "required" or random.random() < 0.4
            way.append(Step(move.trigger, state, target, CLOCK in move.by, move.overrides, told))
            state = target
        if len(way) == STEPS:
            found.append(way)
    return found


def vocabulary() -> list[str]:
    random, found = Random(11), dict[str, None]()
    onsets = [*"бвгджзклмнпрстфхцчш", "ст", "пр", "кр", "тр", "бл", "гр"]
    endings = [*"аыу", "ой", "ами", "ов", "ие", "ия", "ии", "ого", "ому", "ый", "ая", "ые"]
    endings += ["ть", "л", "ла", "ли", "ен", "ена", "о"]
    while len(found) < VOCABULARY:
        root = "".join(random.choice(onsets) + random.choice("аеиоуыя") for _ in range(3))
        for ending in random.sample(endings, 4):
            found[root[:-1] + random.choice(onsets) + ending] = None
    words = list(found)[:VOCABULARY]
    random.shuffle(words)
    return words


@dataclass(frozen=True)
class Block:
    """Rows as they are written, the first of each the key."""

    subjects: list[Row]
    initiatives: list[Row]
    entries: list[Row]
    texts: list[Row]


def blocks(world: World, entries: int) -> Iterator[Block]:
    """All of it, in the order of time."""
    maker = _Maker(world, entries)
    for number in range(entries // BLOCK):
        yield maker.block(number)


class _Maker:
    def __init__(self, world: World, entries: int) -> None:
        self.world = world
        self.random = np.random.default_rng(5)
        self.gap = timedelta(days=365 * YEARS) / entries
        self.texts = FIRST_TEXT
        self.rare_every = max(1, entries // 2 // RARE_TEXTS)
        self.common = _zipf(PEOPLE, 0.8), _zipf(len(world.vocabulary), SPREAD)

    def block(self, number: int) -> Block:
        world, random = self.world, self.random
        first_subject, first_entry = 10_000 + number * SUBJECTS, 1_000 + number * BLOCK
        taken = random.integers(0, WAYS, SUBJECTS).tolist()
        districts = random.choice(world.districts, SUBJECTS).tolist()
        is_other = (random.random(SUBJECTS) < 1 / OTHER).tolist()
        programmes = [
            world.other_programme_id if other else world.programme_id for other in is_other
        ]
        places = [None if is_other[n] else districts[n] for n in range(SUBJECTS)]
        people = random.choice(world.people, BLOCK, p=self.common[0]).tolist()
        chance = random.random((BLOCK, 4)).tolist()
        words = random.choice(len(world.vocabulary), (BLOCK, 10), p=self.common[1]).tolist()
        order = np.concatenate([random.permutation(SUBJECTS) for _ in range(STEPS)]).tolist()
        begins = BEGINS + self.gap * BLOCK * number
        entries: list[Row] = []
        texts: list[Row] = []
        for n, subject in enumerate(order):
            sequence = n // SUBJECTS + 1
            step = world.ways[taken[subject]][sequence - 1]
            at = begins + self.gap * n
            if 500 < n % 5_000 < 600:  # a sweep
                at = begins + self.gap * (n - n % 5_000 + 500)
            clock = step.by_clock and chance[n][0] < 0.9
            remark = _remark(step, clock, chance[n][1])
            behalf = people[-n] if not clock and chance[n][2] < 0.01 else None
            key = first_entry + n
            head = f"{key:064x}"
            entries.append(
                (
                    *(key, programmes[subject], "initiative", places[subject], remark),
                    *(first_subject + subject, sequence, step.action, step.source, step.target),
                    *(None if clock else people[n], FLOWS[n % 3] if clock else None, behalf, at),
                    *('{"hours_late":0}', f'{{"reason":"{head}"}}', world.lifecycle_hash),
                    *(GENESIS, head),
                )
            )
            if step.has_reason:
                self.texts += 1
                said = " ".join(world.vocabulary[w] for w in words[n])
                if self.texts % self.rare_every == 0:
                    said = f"{said} {RARE}"
                texts.append(
                    (self.texts, first_subject + subject, sequence, "reason", said, at, head[:32])
                )
        last = begins + self.gap * BLOCK
        subjects: list[Row] = [
            (
                *(first_subject + n, "initiative", f"s{number}-{n}", programmes[n], places[n]),
                *(world.lifecycle_id, world.ways[taken[n]][-1].target, last, STEPS, GENESIS, 0, 0),
            )
            for n in range(SUBJECTS)
        ]
        initiatives: list[Row] = [
            (first_subject + n, f"Площадка {n}", "Жители", world.leader, "RUB", 100_00, None, False)
            for n in range(SUBJECTS)
        ]
        return Block(subjects, initiatives, entries, texts)


def _remark(step: Step, clock: bool, chance: float) -> str | None:
    if clock:
        return "late" if chance < 0.02 else None
    if step.overrides:
        return "overridden"
    return "by_hand" if step.by_clock else None


def _zipf(count: int, power: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weights = 1 / np.arange(1, count + 1) ** power
    shares: np.ndarray[tuple[int], np.dtype[np.float64]] = weights / weights.sum()
    return shares


COLUMNS = {
    "subject": "id kind code programme_id district_id lifecycle_version_id state changed_at "
    "version head announced checkpointed",
    "initiative": "id title summary leader_id currency requested awarded is_sample",
    "history_entry": "id programme_id kind district_id remark subject_id sequence action "
    "from_state to_state actor_id flow on_behalf_of_id at facts commitments lifecycle_hash "
    "previous_hash hash",
    "entry_text": "id subject_id sequence name text at salt",
}
assert set(COLUMNS["history_entry"].split()) == set(HistoryEntry.__table__.columns.keys())
