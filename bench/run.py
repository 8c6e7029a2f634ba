"""Reads one generated file per format with Palermo and with a public reader, in pairs; see bench/README.md."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from generate import FILES, generate

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
PAIRS = 5
PEER = {
    "whatsapp": ("whatsapp-chat-parser 4.0.2", ["node", str(HERE / "peers/whatsapp.mjs")]),
    "csv": ("DuckDB 2.0", None),
    "mt940": ("mt-940 5.1.1", None),
    "ofx": ("ofxtools 1.1.1", None),
    "camt": ("lxml iterparse", None),
    "ftm": ("followthemoney 4.11.2", None),
    "gpx": ("gpxpy 1.6.2", None),
    "geojson": ("Python json", None),
    "telegram": ("Python json", None),
}


def measure(command):
    """Runs a command; returns its output, CPU-seconds and peak memory in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}")
    return output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(names):
    print(f"{'format':<10} {'records':>9} {'MB':>6}  {'reader':<28} {'CPU s':>7} {'records/CPU s':>14} {'MiB':>7}  ratio (median, min–max)")
    for name in names:
        path, expected = generate(name, HERE / "out")
        label, peer = PEER[name]
        peer = peer or [sys.executable, str(HERE / "peers/readers.py"), name]
        ours, theirs = [], []
        for _ in range(PAIRS):
            output, cpu, memory = measure([str(TARGET / "release/palermo"), "sources", "--json", "--quiet", str(path)])
            source = json.loads(output)[0]
            # What is no record of the format (a header of several fields) is not counted by the peers.
            found = sum(source["events"].values()) or source["records"]
            ours.append((cpu, memory))
            output, cpu, memory = measure([*peer, str(path)])
            theirs.append((cpu, memory))
            counts = (found, int(output))
            if counts != (expected, expected):
                sys.exit(f"{name}: {counts} records, {expected} were written")
        ratios = [other[0] / own[0] for own, other in zip(ours, theirs)]
        for reader, runs in (("palermo", ours), (label, theirs)):
            cpu, memory = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
            ratio = f"{statistics.median(ratios):.1f}× ({min(ratios):.1f}–{max(ratios):.1f})" if reader == "palermo" else ""
            size = path.stat().st_size / 1e6
            print(f"{name:<10} {expected:>9} {size:>6.1f}  {reader:<28} {cpu:>7.2f} {expected / cpu:>14,.0f} {memory:>7.0f}  {ratio}")


if __name__ == "__main__":
    main(sys.argv[1:] or list(FILES))
