"""The windowed aggregates of bench/aggregates.py in DataFusion: FOLDER 14|20 RUNS THREADS SAMPLE."""

import sys

import pyarrow
from datafusion import SessionConfig, SessionContext

from aggregates_peer import LENGTHS, main, sides


def prepare(columns, threads):
    arrow = pyarrow.table(columns).append_column("row", pyarrow.array(range(len(columns["payer"])), pyarrow.uint32()))
    arrow = arrow.set_column(2, "time_us", arrow["time_us"].cast(pyarrow.timestamp("us")))
    context = SessionContext(SessionConfig().with_target_partitions(threads))
    context.register_record_batches("ledger", [arrow.to_batches(max_chunksize=8192)])
    return context


def run(context, distinct):
    answers = []
    for side, other, wanted in sides(distinct):
        forms = {
            "count": "count(*)", "sum": "sum(amount)", "max": "max(amount)", "distinct": f"count(DISTINCT {other})",
        }
        answers += [f"{forms[what]} OVER {side}{days} AS {side}_{what}_{days}" for what, days in wanted]
    windows = [
        f"{side}{days} AS (PARTITION BY {side} ORDER BY time_us RANGE BETWEEN INTERVAL '{days}' DAY PRECEDING AND CURRENT ROW)"
        for side in ("payer", "payee") for days in LENGTHS
    ]
    return context.sql(f"SELECT row, {', '.join(answers)} FROM ledger WINDOW {', '.join(windows)}").to_arrow_table()


if __name__ == "__main__":
    main(sys.argv[1:], prepare, run, lambda result: result)
