"""Lists as FollowTheMoney entities, one JSON object a line: what both `palermo screen --cross` and `nk xref` read.

    python entities.py OUT.ftm.json [--ofac SDN.csv ALT.csv ADD.csv] [--un LIST.xml] [--eu FILE.csv ...] [--people FILE.csv ...]

OFAC's three tables, the UN's list, the tables of the Official Journal as OpenSanctions keeps them
(`datasets/eu/journal_sanctions/data/consolidated`), and the invented people of yente's benchmark of candidates
(`contrib/candidate_generation_benchmark/fixtures/negatives_*.csv`). With the vintage of 2021 and all of these, some 118,000.
"""

import argparse
import csv
import json
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

csv.field_size_limit(sys.maxsize)
parser = argparse.ArgumentParser()
parser.add_argument("out")
parser.add_argument("--ofac", nargs=3)
parser.add_argument("--un")
parser.add_argument("--eu", nargs="*", default=[])
parser.add_argument("--people", nargs="*", default=[])
options = parser.parse_args()
MONTHS = {month: number + 1 for number, month in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
written = 0


def date(text):
    """The date in the form of ISO 8601, of the precision it has; none if it is not one."""
    text = text.strip()
    if match := re.fullmatch(r"(?:(\d\d?) )?(?:([A-Za-z]{3})[a-z]* )?(\d{4})", text):
        day, month, year = match.groups()
        month = MONTHS.get((month or "").lower())
        return f"{year}-{month:02}-{int(day):02}" if day and month else f"{year}-{month:02}" if month else year
    if match := re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", text):
        day, month, year = map(int, match.groups())
        return f"{year}-{month:02}-{day:02}"
    return text if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text) else None


def write(out, dataset, key, schema, **properties):
    global written
    kept = {}
    for name, values in properties.items():
        values = list(dict.fromkeys(value.strip() for value in values if value and value.strip()))
        if values:
            kept[name] = values
    if "name" in kept:
        entity = {"id": key, "schema": schema, "properties": kept, "datasets": [dataset], "target": True}
        print(json.dumps(entity, ensure_ascii=False), file=out)
        written += 1


def spoken(name):
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and ", " not in first else name


def ofac(out, paths):
    cell = lambda text: "" if text.strip() == "-0-" else text.strip()
    main, aliases, places = ([[cell(text) for text in row] for row in csv.reader(open(path, encoding="utf-8", errors="replace")) if len(row) > 3]
                             for path in paths)
    schemata = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
    for row in main:
        schema = schemata.get(row[2], "Organization")
        person = schema == "Person"
        read = spoken if person else str
        own = [alias for alias in aliases if alias[0] == row[0]]
        remarks = row[11] if len(row) > 11 else ""
        births = re.findall(r"DOB (?:circa )?([0-9A-Za-z ]+?)[;.]", remarks) if person else []
        numbers = {"passportNumber": re.findall(r"Passport ([A-Z0-9-]+)", remarks)} if person else {}
        if schema == "Vessel":
            numbers["imoNumber"] = re.findall(r"(IMO \d{7})", remarks)
        country = [] if person else [place[4] for place in places if place[0] == row[0]]
        write(out, "ofac", f"ofac-{row[0]}", schema, name=[read(row[1])], alias=[read(alias[3]) for alias in own],
              birthDate=map(date, births), country=country, **numbers)


def un(out, path):
    texts = lambda node, tag: [found.text for found in node.iter(tag) if found.text]
    for tag, schema in [("INDIVIDUAL", "Person"), ("ENTITY", "Organization")]:
        for node in xml.parse(path).getroot().iter(tag):
            parts = [node.findtext(f"{number}_NAME") for number in ["FIRST", "SECOND", "THIRD", "FOURTH"]]
            births = [birth.findtext("DATE") or birth.findtext("YEAR") or "" for birth in node.iter("INDIVIDUAL_DATE_OF_BIRTH")]
            documents = [document.findtext("NUMBER") for document in node.iter("INDIVIDUAL_DOCUMENT")
                         if (document.findtext("TYPE_OF_DOCUMENT") or "").lower() == "passport"]
            write(out, "un", "un-" + node.findtext("DATAID"), schema, name=[" ".join(filter(None, parts))],
                  alias=texts(node, "ALIAS_NAME") + texts(node, "NAME_ORIGINAL_SCRIPT"), birthDate=[date(birth[:10]) for birth in births],
                  passportNumber=documents)


def eu(out, paths):
    split = lambda text: [part for part in re.split(r"; ?", text or "")]
    for path in paths:
        for number, row in enumerate(csv.DictReader(open(path, encoding="utf-8"))):
            schema = row["schema"] if row["schema"] in ("Person", "Organization", "LegalEntity", "Vessel", "Company") else "LegalEntity"
            numbers = {name: split(row[name]) for name in ["imoNumber"]} if schema == "Vessel" else {}
            if schema == "Person":
                numbers = {"birthDate": map(date, split(row["birthDate"])), "passportNumber": split(row["passportNumber"])}
            write(out, "eu", f"eu-{Path(path).stem}-{number}", schema, name=split(row["name"]), alias=split(row["alias"]), **numbers)


def people(out, paths):
    for path in paths:
        for number, row in enumerate(csv.DictReader(open(path, encoding="utf-8"))):
            write(out, Path(path).stem, f"{Path(path).stem}-{number}", "Person", name=[row["full_name"]], birthDate=[date(row["date_of_birth"])])


with open(options.out, "w", encoding="utf-8") as out:
    if options.ofac:
        ofac(out, options.ofac)
    if options.un:
        un(out, options.un)
    eu(out, options.eu)
    people(out, options.people)
print(written, "entities")
