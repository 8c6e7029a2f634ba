"""Measures windowed aggregates beside DuckDB, Polars, DataFusion and a bare loop; see bench/README.md.

    aggregates.py [ROWS]     the table: two million rows, one thread
    aggregates.py --flat     cost of a row from one to fifty million rows, one account in a thousand with 10,000 times
                             the traffic of the others: docs/flat.csv and docs/flat.svg
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from ledger import ledger

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
OURS = TARGET / "release/examples/throughput"
RUNS = 3
THREADS = 1
SAMPLED = 10_000
SETS = {14: "A: 14, no distinct", 20: "B: 20, distinct counterparties"}
ENGINES = {
    "Palermo": "ours",
    "DuckDB": "aggregates_duckdb.py",
    "Polars": "aggregates_polars.py",
    "DataFusion": "aggregates_datafusion.py",
    "bare loop, answers kept": "kept",
    "bare loop, checksum only": "bare",
}


def measure(engine, folder, aggregates, rows, runs):
    """Runs an engine on a ledger; CPU-seconds are taken inside it, without loading."""
    form = ENGINES[engine]
    sample = max(1, rows // SAMPLED)
    if form.endswith(".py"):
        start = [sys.executable, "-W", "ignore", str(HERE / "peers" / form), str(folder), str(aggregates)]
    else:
        start = [str(OURS), str(folder), str(aggregates), form]
    done = subprocess.run([*start, str(runs), str(THREADS), str(sample)], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def table(rows):
    folder = ledger(HERE / "out", rows)
    print(f"{rows:,} transactions, {THREADS} thread, median of {RUNS} (min–max)")
    print(f"{'aggregates':<32} {'engine':<26} {'CPU s':>7} {'(min–max)':>15} {'transactions/CPU s':>19}  Palermo is")
    for aggregates, label in SETS.items():
        own = None
        for engine in ENGINES:
            found = measure(engine, folder, aggregates, rows, RUNS)
            seconds = found["seconds"]
            if engine == "Palermo":
                own = found
            elif not engine.startswith("bare") and any(own[part] != found[part] for part in ("checksums", "sample")):
                sys.exit(f"{engine} and Palermo do not give the same answers")
            cpu, ratio = statistics.median(seconds), statistics.median(seconds) / statistics.median(own["seconds"])
            spread = f"({min(seconds):.2f}–{max(seconds):.2f})"
            times = "" if engine == "Palermo" else f"{ratio:.1f}× as fast" if ratio > 1 else f"{1 / ratio:.1f}× slower"
            print(f"{label:<32} {engine:<26} {cpu:>7.2f} {spread:>15} {rows / cpu:>19,.0f}  {times}", flush=True)


def flat():
    points = []
    for million in (1, 2, 5, 10, 20, 50):
        rows = million * 1_000_000
        folder = ledger(HERE / "out", rows, heavy=True)
        for aggregates in SETS:
            seconds = measure("Palermo", folder, aggregates, rows, 1 if million == 50 else RUNS)["seconds"]
            points.append((aggregates, rows, statistics.median(seconds) / rows * 1e9))
            print(f"{aggregates} aggregates, {rows:>11,} rows: {points[-1][2]:.0f} ns of CPU a row", flush=True)
        if million > 2:
            shutil.rmtree(folder)
    docs = HERE.parent / "docs"
    lines = ["aggregates,rows,cpu_ns_per_row", *(f"{kind},{rows},{cost:.1f}" for kind, rows, cost in points)]
    (docs / "flat.csv").write_text("\n".join(lines) + "\n")
    (docs / "flat.svg").write_text(plot(points))


def plot(points):
    """Rows on a logarithmic axis, cost on a plain one from zero: a flat line is one that is flat."""
    from math import log10

    top = max(100, -(-max(cost for _, _, cost in points) * 1.15 // 100) * 100)

    def x(rows):
        return 70 + 540 * log10(rows / 1e6) / log10(50)

    def y(cost):
        return 300 - 260 * cost / top

    out = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 360" font-family="sans-serif" font-size="13">',
        '<title>CPU time of one transaction, by how many there are</title>',
        '<rect width="720" height="360" fill="#fff"/>',
        '<text x="70" y="24">CPU nanoseconds a transaction; one account in 1,000 with 10,000 times the traffic</text>',
    ]
    for cost in range(0, int(top) + 1, 100):
        out.append(f'<path d="M70 {y(cost):.1f}H610" stroke="#ddd"/><text x="60" y="{y(cost) + 4:.1f}" text-anchor="end">{cost}</text>')
    for million in (1, 2, 5, 10, 20, 50):
        out.append(f'<text x="{x(million * 1e6):.1f}" y="322" text-anchor="middle">{million}</text>')
    out.append('<text x="340" y="346" text-anchor="middle">million transactions</text>')
    for kind, colour in ((14, "#1f6f8b"), (20, "#b4531a")):
        own = [(x(rows), y(cost)) for aggregates, rows, cost in points if aggregates == kind]
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in own)}"/>')
        out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>' for a, b in own]
        a, b = own[-1]
        out.append(f'<text x="{a + 8:.1f}" y="{b + 4:.1f}" fill="{colour}">{kind} aggregates</text>')
    return "\n".join([*out, "</svg>", ""])


if __name__ == "__main__":
    flat() if sys.argv[1:] == ["--flat"] else table(int(sys.argv[1]) if sys.argv[1:] else 2_000_000)
