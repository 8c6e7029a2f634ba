"""A network of planted groups for timing: pairs of little-endian 32-bit node numbers.

    python bench/network/generate.py OUT.bin [--nodes 1000000] [--ties 10000000] [--seed 1]

Three ties in four are within groups of about fifty, the others anywhere; a few nodes have very many ties. Numbers of nodes
are shuffled, so that neighbours do not lie together in memory.
"""
import argparse

import numpy as np

arguments = argparse.ArgumentParser()
arguments.add_argument("out")
arguments.add_argument("--nodes", type=int, default=1_000_000)
arguments.add_argument("--ties", type=int, default=10_000_000)
arguments.add_argument("--seed", type=int, default=1)
options = arguments.parse_args()
dice = np.random.default_rng(options.seed)
n, m = options.nodes, options.ties
group = dice.integers(0, max(n // 50, 1), n)
order = np.argsort(group, kind="stable")
starts = np.searchsorted(group[order], np.arange(group.max() + 2))
found = np.empty((0, 2), dtype=np.uint32)
while len(found) < m:
    want = int((m - len(found)) * 1.1) + 1000
    # Ends by a long-tailed weight: the square of an even number crowds the low numbers.
    one = (dice.random(want) ** 1.5 * n).astype(np.int64)
    inside = dice.random(want) < 0.75
    size = starts[group[one] + 1] - starts[group[one]]
    near = order[starts[group[one]] + (dice.random(want) * size).astype(np.int64)]
    far = (dice.random(want) * n).astype(np.int64)
    other = np.where(inside, near, far)
    pairs = np.stack([np.minimum(one, other), np.maximum(one, other)], axis=1)[one != other]
    found = np.unique(np.concatenate([found, pairs.astype(np.uint32)]), axis=0)
found = found[dice.permutation(len(found))[:m]]
renamed = dice.permutation(n).astype(np.uint32)
renamed[found].astype("<u4").tofile(options.out)
