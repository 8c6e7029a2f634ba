"""Reads FollowTheMoney entities from standard input and says whether the library would drop or change any value."""

import json
import sys

from followthemoney import model
from followthemoney.dataset.util import dataset_name_check

count = 0
ids = set()
for number, line in enumerate(sys.stdin, 1):
    if not line.strip():
        ids.clear()
        continue
    data = json.loads(line)
    where = f"line {number} ({data['schema']} {data['id']})"
    trusted = model.get_proxy(data)
    cleaned = model.get_proxy(data, cleaned=False)
    cleaned.schema.validate({"properties": cleaned.to_dict()["properties"]})
    assert not cleaned.schema.abstract, where
    assert cleaned.id == data["id"] and data["id"] not in ids, where
    ids.add(data["id"])
    assert trusted.to_dict()["properties"] == data["properties"], f"{where}: unknown property"
    if cleaned.to_dict()["properties"] != data["properties"]:
        sys.exit(f"{where}: {data['properties']} was cleaned to {cleaned.to_dict()['properties']}")
    assert cleaned.to_dict()["palermo"] == data["palermo"], f"{where}: context is not carried along"
    for dataset in data["datasets"]:
        dataset_name_check(dataset)
    count += 1
print(f"{count} entities")
