"""What the peers of bench/aggregates.py have in common: what is asked, how it is timed, what is printed."""

import json
import resource
import sys
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from ledger import columns  # noqa: E402

LENGTHS = (1, 7, 30)


def sides(distinct):
    """Key, other side and the (what, days) asked of it, in the order of the columns of the answer."""
    for side, other, counts, sums, largest in (("payer", "payee", 3, 3, 3), ("payee", "payer", 3, 2, 0)):
        each = (("count", counts), ("sum", sums), ("max", largest), ("distinct", 3 if distinct else 0))
        yield side, other, [(what, days) for what, lengths in each for days in LENGTHS[:lengths]]


def names(distinct):
    return [f"{side}_{what}_{days}" for side, _, wanted in sides(distinct) for what, days in wanted]


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main(arguments, prepare, run, table):
    """Times `run(prepare(…))`; `table` makes an Arrow table of its result, with the row number in `row`, untimed."""
    folder, aggregates, runs, threads, sample = Path(arguments[0]), *map(int, arguments[1:])
    data = columns(folder)
    rows = len(data["payer"])
    ready = prepare(data, threads)
    seconds = []
    for _ in range(runs):
        result = None
        before = cpu_seconds()
        result = run(ready, aggregates == 20)
        seconds.append(cpu_seconds() - before)
    answers = table(result)
    order = numpy.argsort(answers["row"].to_numpy())[::sample]
    found = [answers[name].to_numpy() for name in names(aggregates == 20)]
    print(json.dumps({
        "rows": rows,
        "seconds": seconds,
        "checksums": [int(column.sum(dtype="i8")) for column in found],
        "sample": [column[order].tolist() for column in found],
    }))
