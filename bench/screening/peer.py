"""The names that `people.py` made, screened by nomenklatura: who is found and how many are wrongly reported, by threshold.

    python peer.py NAMES.csv LIST.ftm.json COUNT [ALGORITHM]

LIST is what `entities.py` writes; the same file must be given to our own program. nomenklatura is told what each is (ours is not):
the schema of the listed one, or a person. Its own index finds the candidates, logic-v2 scores them.
"""

import csv
import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.db import make_session
from nomenklatura.matching import ScoringConfig, get_algorithm
from nomenklatura.resolver import Resolver
from nomenklatura.store import load_entity_file_store

names, path, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
algorithm = get_algorithm(sys.argv[4] if len(sys.argv) > 4 else "logic-v2")
schemata = {entity["id"]: entity["schema"] for entity in map(json.loads, path.open(encoding="utf-8"))}
rows = [row for row in csv.DictReader(open(names, encoding="utf-8")) if not row["entry"] or f"ofac-{row['entry']}" in schemata][:count]
dataset = Dataset.make({"name": "asked", "title": "Asked"})
asked = {}
for number, row in enumerate(rows):
    schema = schemata[f"ofac-{row['entry']}"] if row["entry"] else "Person"
    data = {"id": f"q{number}", "schema": schema, "properties": {"name": [row["name"]]}}
    asked[f"q{number}"] = StatementEntity.from_data(dataset, data)

start = time.process_time()
found = defaultdict(dict)
with make_session() as session, tempfile.TemporaryDirectory() as folder:
    resolver = Resolver[StatementEntity](session, create=True)
    store = load_entity_file_store(path, resolver=resolver)
    view = store.default_view(external=True)
    index = Index(view, Path(folder))
    index.build()
    print(f"indexed in {time.process_time() - start:.1f} CPU-seconds", flush=True)
    start, config = time.process_time(), ScoringConfig.defaults()
    for key, candidates in index.match_entities(asked.values()):
        for candidate, _ in candidates:
            listed = view.get_entity(candidate.id)
            if listed is not None and asked[key.id].schema.can_match(listed.schema):
                found[key.id][listed.id] = algorithm.compare(asked[key.id], listed, config).score
    index.close()
print(f"{len(rows)} names, {1e6 * (time.process_time() - start) / len(rows):.0f} µs of CPU each")
kinds = sorted({row["kind"] for row in rows if row["entry"]})
print("threshold  " + "  ".join(kinds) + "  false alerts")
for threshold in [0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]:
    hit, all = defaultdict(int), defaultdict(int)
    for number, row in enumerate(rows):
        scores = found[f"q{number}"]
        if row["entry"]:
            all[row["kind"]] += 1
            hit[row["kind"]] += scores.get(f"ofac-{row['entry']}", 0) >= threshold
        elif not row["homonym"]:
            all["ordinary"] += 1
            hit["ordinary"] += max(scores.values(), default=0) >= threshold
    shares = [100 * hit[kind] / max(1, all[kind]) for kind in [*kinds, "ordinary"]]
    print(f"{threshold:9.2f}  " + "  ".join(f"{share:.2f}" for share in shares))
