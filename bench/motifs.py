"""Counts payment patterns with `motif` and with Snap ML's Graph Feature Preprocessor, in pairs; see bench/motifs/README.md."""

import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
EDGE = np.dtype([("from", "<u4"), ("to", "<u4"), ("time", "<i8")])
PAIRS = 3
# Batch sizes and how many payments are pushed: the peer takes an hour for the whole ledger one by one.
BATCHES = {1: 100_000, 128: 500_000, 1024: 500_000}
ACCOUNTS, DAYS, DAY = 100_000, 30, 86_400
# The windows of the paper's money-laundering runs (six hours and a day); cycles in any order up to six payments.
FAMILIES = {"fan": DAY, "degree": DAY, "scatter": DAY // 4, "temporal": DAY, "simple": DAY}
WIDTHS = {"fan": 58, "degree": 58, "scatter": 29, "temporal": 29, "simple": 9}
HOPS = 6


def zipf(random, count, accounts, exponent):
    """Accounts drawn by a Zipf law over the order given."""
    weights = 1 / np.arange(1, len(accounts) + 1) ** exponent
    return accounts[random.choice(len(accounts), count, p=weights / weights.sum())]


def plain(random, count):
    """Payers and payees drawn by one Zipf law: who pays much is paid much, so money runs in cycles everywhere."""
    accounts = random.permutation(ACCOUNTS)
    return zipf(random, count, accounts, 0.8), zipf(random, count, accounts, 0.8)


def ledger(random, count):
    """Shops, employers and people with their few friends; in 2 % of it, planted cycles and scatter-gather."""
    accounts = random.permutation(ACCOUNTS)
    employers, shops, people = accounts[:500], accounts[500:3_000], accounts[3_000:]
    kind = random.choice(4, count, p=[0.45, 0.15, 0.3, 0.1])
    payer = np.choose(kind, [zipf(random, count, people, 0.6), zipf(random, count, employers, 1.0),
                             zipf(random, count, people, 0.6), zipf(random, count, shops, 0.9)])
    friends = people[random.integers(len(people), size=(ACCOUNTS, 5))]
    payee = np.choose(kind, [zipf(random, count, shops, 1.0), zipf(random, count, people, 0.4),
                             friends[payer, random.integers(5, size=count)],
                             zipf(random, count, np.concatenate([employers, shops]), 0.9)])
    for start in range(0, count - 64, 1_000):
        few = random.choice(people, int(random.integers(3, 7)), replace=False)
        at = start + np.sort(random.choice(64, 2 * len(few), replace=False))
        if start % 2_000:
            payer[at[: len(few)]], payee[at[: len(few)]] = few, np.roll(few, -1)
        else:
            source, target = random.choice(employers, 2, replace=False)
            payer[at], payee[at] = np.append(np.full(len(few), source), few), np.append(few, np.full(len(few), target))
    return payer, payee


DATA = {"ledger": (ledger, 500_000), "zipf": (plain, 200_000)}


def generate(name):
    path = HERE / "out" / f"motifs-{name}.bin"
    draw, count = DATA[name]
    if not path.exists():
        random = np.random.default_rng(20_000)
        edges = np.zeros(count, EDGE)
        edges["from"], edges["to"] = draw(random, count)
        itself = edges["from"] == edges["to"]
        edges["to"][itself] = (edges["to"][itself] + 1) % ACCOUNTS
        # Whole seconds, none twice: payments at the same time have no order the two agree on.
        edges["time"] = (1_700_000_000 + np.sort(random.permutation(DAYS * DAY)[:count])) * 1_000_000
        path.parent.mkdir(exist_ok=True)
        edges.tofile(path)
    return path


def run(command):
    return json.loads(subprocess.run([*map(str, command)], check=True, capture_output=True).stdout)


def late_middles(edges, start, end, window):
    """Scatter-gather of one batch by its definition and as the peer counts it, from all that is alive.

    The peer gives up a pair at its last payment when an account between has one leg older than the window and the other
    later in the batch, though that account is not between them in any window.
    """
    times = edges["time"] // 1_000_000
    first = int(np.searchsorted(times, times[start] - DAY - 1, "right"))
    paid, payees, payers = defaultdict(list), defaultdict(set), defaultdict(set)
    for index in range(first, end):
        payer, payee = int(edges["from"][index]), int(edges["to"][index])
        paid[payer, payee].append(index)
        payees[payer].add(payee)
        payers[payee].add(payer)
    true, peer = np.zeros((end - start, 29), int), np.zeros((end - start, 29), int)
    for last in range(start, end):
        payer, payee = int(edges["from"][last]), int(edges["to"][last])
        since = times[last] - window
        pairs = [(payer, target, True) for target in payees[payee] if target != payer]
        pairs += [(source, payee, False) for source in payers[payer] if source != payee]
        for source, target, scatters in pairs:
            legs, between, given_up = [], 0, False
            for middle in payees[source] & payers[target]:
                ways = paid[source, middle], paid[middle, target]
                recent = [[index for index in way if times[index] >= since] for way in ways]
                if all(recent):
                    between += 1
                    legs += recent[0] + recent[1]
                elif any(index > last for index in recent[0 if scatters else 1]):
                    given_up = True
            if between >= 2 and max(legs) == last:
                for index in (leg for leg in legs if leg >= start):
                    true[index - start, min(between, 30) - 2] += 1
                    peer[index - start, min(between, 30) - 2] += not given_up
    return true, peer


def compare(path, batch, ours, theirs):
    """Ends the run unless all counts agree but for what `late_middles` explains; says how many payments that is."""
    width = sum(WIDTHS.values())
    ours, theirs = (np.fromfile(counts, "<u4").reshape(-1, width) for counts in (ours, theirs))
    scatter = slice(116, 145)
    rest = [column for column in range(width) if not 116 <= column < 145]
    if ours.shape != theirs.shape or not (ours[:, rest] == theirs[:, rest]).all():
        sys.exit(f"{path.name}, batch {batch}: counts differ")
    differing = np.flatnonzero((ours[:, scatter] != theirs[:, scatter]).any(axis=1))
    edges = np.fromfile(path, EDGE)[: len(ours)]
    for start in np.unique(differing // batch * batch):
        end = min(start + batch, len(edges))
        true, peer = late_middles(edges, start, end, FAMILIES["scatter"])
        if not ((ours[start:end, scatter] == true).all() and (theirs[start:end, scatter] == peer).all()):
            sys.exit(f"{path.name}, batch {batch}: scatter-gather from payment {start} on differs without reason")
    return len(differing), int(ours.sum())


def main(names):
    parameters = " ".join(f"{name}={seconds}" for name, seconds in FAMILIES.items()) + f" hops={HOPS}"
    print(f"{'data':<8} {'payments':>9} {'batch':>6} {'patterns':>10} {'differ':>7}  {'snapml/CPU s':>12} {'motif/CPU s':>12}  ratio (median, min–max)")
    for name in names:
        path = generate(name)
        readers = [[TARGET / "release/examples/throughput"], [sys.executable, HERE / "peers/snapml_motifs.py"]]
        for batch, limit in BATCHES.items():
            settings = f"{parameters} limit={limit}"
            counts = [HERE / f"out/motifs-{which}.u32" for which in ("ours", "theirs")]
            for reader, file in zip(readers, counts):
                run([*reader, path, batch, settings, file])
            differing, patterns = compare(path, batch, *counts)
            runs = [[run([*reader, path, batch, settings]) for reader in readers] for _ in range(PAIRS)]
            ratios = [theirs["cpu_seconds"] / ours["cpu_seconds"] for ours, theirs in runs]
            payments = runs[0][0]["payments"]
            rates = [payments / statistics.median(pair[side]["cpu_seconds"] for pair in runs) for side in (0, 1)]
            print(f"{name:<8} {payments:>9,} {batch:>6} {patterns:>10,} {differing:>7,}  {rates[1]:>12,.0f} {rates[0]:>12,.0f}"
                  f"  {statistics.median(ratios):.0f}× ({min(ratios):.0f}–{max(ratios):.0f})", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(DATA))
