"""What a process mining library makes of two logs, as JSON. It is run by an interpreter that has
that library, and imports nothing of ours."""

import json
import sys
from collections import Counter

import pm4py  # type: ignore[import-not-found]

by_case = pm4py.read_xes(sys.argv[1])
by_object = pm4py.read_ocel2_json(sys.argv[2])
variants = pm4py.get_variants(by_case)
found = {
    "cases": int(by_case["case:concept:name"].nunique()),
    "events": len(by_case),
    "variants": sorted([list(variant), int(number)] for variant, number in variants.items()),
    "resources": sorted(set(by_case["org:resource"])),
    "from": min(by_case["time:timestamp"]).isoformat(),
    "objects": dict(Counter(by_object.objects["ocel:type"])),
    "happened": dict(Counter(by_object.events["ocel:activity"])),
    "touched": dict(Counter(by_object.relations["ocel:type"])),
    "related": len(by_object.o2o),
}
with open(sys.argv[3], "w", encoding="utf-8") as file:
    json.dump(found, file)
