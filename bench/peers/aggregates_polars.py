"""The windowed aggregates of bench/aggregates.py in Polars: aggregates_polars.py FOLDER 14|20 RUNS THREADS SAMPLE.

Of the three forms Polars has (`rolling` with `group_by`; `rolling_sum_by` and its like; `rolling` in an expression with
`over`) the last is the fastest by far without distinct counts, and as fast as any with them; it is used here.
"""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = sys.argv[4]

import polars  # noqa: E402

from aggregates_peer import main, sides  # noqa: E402


def prepare(columns, threads):
    return polars.DataFrame(columns).with_columns(polars.col("time_us").cast(polars.Datetime("us"))).with_row_index("row")


def run(ledger, distinct):
    answers = []
    for side, other, wanted in sides(distinct):
        forms = {
            "count": polars.len(),
            "sum": polars.col("amount").sum(),
            "max": polars.col("amount").max(),
            "distinct": polars.col(other).n_unique(),
        }
        answers += [
            forms[what].rolling("time_us", period=f"{days}d", closed="both").over(side).alias(f"{side}_{what}_{days}")
            for what, days in wanted
        ]
    return ledger.lazy().select("row", *answers).collect()


if __name__ == "__main__":
    main(sys.argv[1:], prepare, run, lambda result: result.to_arrow())
