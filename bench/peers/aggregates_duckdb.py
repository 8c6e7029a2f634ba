"""The windowed aggregates of bench/aggregates.py in DuckDB: aggregates_duckdb.py FOLDER 14|20 RUNS THREADS SAMPLE."""

import sys

import duckdb
import pyarrow

from aggregates_peer import LENGTHS, main, sides


def prepare(columns, threads):
    arrow = pyarrow.table(columns).append_column("row", pyarrow.array(range(len(columns["payer"])), pyarrow.uint32()))
    arrow = arrow.set_column(2, "time_us", arrow["time_us"].cast(pyarrow.timestamp("us")))
    database = duckdb.connect()
    database.execute(f"SET threads = {threads}; SET preserve_insertion_order = false")
    database.execute("CREATE TABLE ledger AS FROM arrow")
    return database


def run(database, distinct):
    windows, answers = [], []
    for side, other, wanted in sides(distinct):
        windows += [
            f"{side}{days} AS (PARTITION BY {side} ORDER BY time_us"
            f" RANGE BETWEEN INTERVAL {days} DAYS PRECEDING AND CURRENT ROW)"
            for days in LENGTHS
        ]
        forms = {
            "count": "count(*)", "sum": "sum(amount)", "max": "max(amount)", "distinct": f"count(DISTINCT {other})",
        }
        answers += [f'({forms[what]} OVER {side}{days})::BIGINT AS "{side}_{what}_{days}"' for what, days in wanted]
    return database.sql(f"SELECT row, {', '.join(answers)} FROM ledger WINDOW {', '.join(windows)}").to_arrow_table()


if __name__ == "__main__":
    main(sys.argv[1:], prepare, run, lambda result: result)
