"""Counts the records of a file with a public reader of its format: readers.py FORMAT FILE."""

import json
import sys


def csv(path):
    import duckdb

    # Every column is read, as Palermo does; a count alone would let the engine skip them.
    table = f"read_csv('{path}')"
    columns = duckdb.sql(f"describe select * from {table}").fetchall()
    sums = ", ".join(f'count("{column[0]}")' for column in columns)
    return duckdb.sql(f"select count(*), {sums} from {table}").fetchall()[0][0]


def mt940(path):
    import mt940 as reader

    return len(reader.parse(path))


def ofx(path):
    from ofxtools.Parser import OFXTree

    tree = OFXTree()
    tree.parse(path)
    return len(tree.convert().statements[0].transactions)


def ftm(path):
    from followthemoney import model

    with open(path, encoding="utf8") as lines:
        return sum(1 for line in lines if model.get_proxy(json.loads(line), cleaned=False).id)


def camt(path):
    from lxml import etree

    # No public camt.053 reader streams; this is lxml's incremental parser touching amount, date and names.
    count = 0
    for _, entry in etree.iterparse(path, tag="{*}Ntry"):
        for name in ("Amt", "CdtDbtInd", "BookgDt", "NtryDtls"):
            "".join(entry.find("{*}" + name).itertext())
        count += 1
        entry.clear()
    return count


def gpx(path):
    import gpxpy

    with open(path, encoding="utf8") as text:
        return gpxpy.parse(text).get_points_no()


def telegram(path):
    # No maintained reader of Telegram's export exists; Python's own JSON is the floor for one.
    with open(path, encoding="utf8") as text:
        return len(json.load(text)["messages"])


def geojson(path):
    with open(path, encoding="utf8") as text:
        return len(json.load(text)["features"])


if __name__ == "__main__":
    print(globals()[sys.argv[1]](sys.argv[2]))
