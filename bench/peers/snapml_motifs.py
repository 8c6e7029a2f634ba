"""Counts patterns with Snap ML's Graph Feature Preprocessor: the same file, parameters and output as `throughput`.

    snapml_motifs.py FILE BATCH PARAMETERS [COUNTS]
"""

import json
import sys
import time

import numpy as np
from snapml import GraphFeaturePreprocessor

EDGE = np.dtype([("from", "<u4"), ("to", "<u4"), ("time", "<i8")])
PATTERN = {"fan": "fan", "degree": "degree", "scatter": "scatter-gather", "temporal": "temp-cycle", "simple": "lc-cycle"}


def preprocessor(parameters):
    windows = {name: seconds for name, seconds in parameters.items() if name in PATTERN}
    # One second more than the longest window: a graph of just that window loses what lies on its closed end.
    settings = {"num_threads": 1, "vertex_stats": False, "time_window": max(windows.values()) + 1, "lc-cycle_len": parameters["hops"]}
    for name, pattern in PATTERN.items():
        largest = 10 if name == "simple" else 30
        settings[pattern] = name in windows
        settings[pattern + "_tw"] = windows.get(name, 1)
        settings[pattern + "_bins"] = list(range(2, largest + 1))
    gfp = GraphFeaturePreprocessor()
    gfp.set_params(settings)
    return gfp


def main(file, batch, text, counts=None):
    parameters = {name: int(value) for name, value in (each.split("=") for each in text.split())}
    edges = np.fromfile(file, EDGE)[: parameters.get("limit")]
    rows = np.column_stack([np.arange(len(edges)), edges["from"], edges["to"], edges["time"] // 1_000_000]).astype(float)
    gfp = preprocessor(parameters)
    output = open(counts, "wb") if counts else None
    total, spent = 0, 0.0
    for start in range(0, len(rows), int(batch)):
        chunk = rows[start : start + int(batch)]
        begun = time.process_time()
        features = gfp.transform(chunk)
        spent += time.process_time() - begun
        if output:
            output.write(features[:, 4:].astype("<u4").tobytes())
        else:
            total += int(features[:, 4:].sum())
    print(json.dumps({"payments": len(rows), "cpu_seconds": spent, "patterns": total}))


if __name__ == "__main__":
    main(*sys.argv[1:])
