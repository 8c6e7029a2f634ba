"""Opens what `palermo analyze` wrote with the tools it was written for: outputs.py DIR."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import networkx
from followthemoney import model

out = Path(sys.argv[1])
findings = json.loads((out / "findings.json").read_text(encoding="utf8"))

# FollowTheMoney: every line is read, validated, and nothing of it is dropped.
entities = 0
for line in (out / "entities.ftm.json").read_text(encoding="utf8").splitlines():
    data = json.loads(line)
    proxy = model.get_proxy(data, cleaned=False)
    for name, values in data["properties"].items():
        assert sorted(proxy.get(name)) == sorted(set(values)), (data["id"], name, values, proxy.get(name))
    entities += 1

# Gephi's format, read by networkx.
graph = networkx.read_gexf(out / "network.gexf")
assert graph.number_of_nodes() == len(findings["network"]["nodes"])

# The graph for others: GraphML read by networkx, the chart of i2 by any reader of XML.
graphml = networkx.read_graphml(out / "network.graphml")
assert graphml.number_of_nodes() == len(findings["network"]["nodes"])
chart = ElementTree.parse(out / "network.anx").getroot()
items = chart.findall(".//ChartItem")
assert sum(1 for item in items if item.find("End") is not None) == len(findings["network"]["nodes"])

# Google Earth: a folder for each route and trip.
kml = "{http://www.opengis.net/kml/2.2}"
globe = ElementTree.parse(out / "routes.kml").getroot()
folders = globe.findall(f"{kml}Document/{kml}Folder/{kml}Folder")
assert len(folders) == len(findings["routes"]) + len(findings["trips"])

# Any map.
routes = json.loads((out / "routes.geojson").read_text(encoding="utf8"))
assert routes["type"] == "FeatureCollection"

# DuckDB opens the events as they are, and they are all there.
events = duckdb.sql(f"select count(*), count(distinct source) from '{out}/events/*.parquet'").fetchall()[0]
assert events[0] == sum(kind["count"] for kind in findings["events"]), (events, findings["events"])

print(f"{entities} entities, {graph.number_of_nodes()} nodes, {len(routes['features'])} features, {events[0]} events")
