"""Our pairs of a list beside itself against those nomenklatura suggested (`nk xref`).

    python xref.py PAIRS.tsv NK.db [THRESHOLD]

PAIRS.tsv is what `screen --cross` of the example writes, NK.db the database that `nk xref` filled. Prints how many pairs each has
from the threshold on (0.7), how many of the one the other has, and the best of those it lacks.
"""

import sqlite3
import sys

pairs, database, *rest = sys.argv[1:]
threshold = float(rest[0]) if rest else 0.7
own = {}
for line in open(pairs, encoding="utf-8"):
    one, other, score = line.rstrip("\n").split("\t")
    if float(score) >= threshold:
        own[frozenset((one, other))] = float(score)
rows = sqlite3.connect(database).execute("SELECT source, target, score FROM resolver WHERE score IS NOT NULL AND deleted_at IS NULL")
all = {frozenset((one, other)): score for one, other, score in rows}
theirs = {pair: score for pair, score in all.items() if score >= threshold}
print(f"ours {len(own)}, nomenklatura's {len(theirs)} (of {len(all)} it scored), in both {len(own.keys() & theirs.keys())}")
for name, one, other in [("nomenklatura", theirs, own), ("we", own, theirs)]:
    lacking = sorted(((score, sorted(pair)) for pair, score in one.items() if pair not in other), reverse=True)
    print(f"only {name}: {len(lacking)}")
    for score, pair in lacking[:10]:
        print(f"  {score:.3f} {' '.join(pair)}")
