"""Tables for `palermo plan liaison` from public data: who claimed asylum in Canada in a year, over airline routes.

    python3 bench/field/liaison.py DATA OUT [YEAR...]

DATA holds `trends/asylum_applications.csv` (UNHCR) and `gazetteer/openflights_*.dat`; OUT gets `posts.csv` and `flows.csv`.
An itinerary goes from an airport of the origin to Canada, directly or with one change. What share of an origin's claims
takes which is not known: here it is the number of airline routes, those of both legs multiplied and halved where there is a
change, the 40 heaviest of each origin. Every airport on one is a candidate of equal cost that sees only itself.
"""

import collections
import csv
import pathlib
import sys

MOST = 40


def airports(data):
    found = {}
    with open(data / "gazetteer/openflights_airports.dat", encoding="utf-8") as file:
        for row in csv.reader(file):
            if row[4] not in ("", "\\N"):
                found[row[4]] = (row[3], float(row[6]), float(row[7]), row[2])
    return found


def routes(data, known):
    found = collections.Counter()
    with open(data / "gazetteer/openflights_routes.dat", encoding="utf-8") as file:
        for row in csv.reader(file):
            if row[2] in known and row[4] in known and row[7] == "0":
                found[row[2], row[4]] += 1
    return found


def demand(data, year):
    found, iso = collections.Counter(), {}
    with open(data / "trends/asylum_applications.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["year"] == year and row["coa_iso"] == "CAN" and row["applied"] not in ("", "NA"):
                found[row["coo_iso"]] += int(float(row["applied"]))
                iso[row["coo_iso"]] = row["coo_name"]
    return found, iso


def countries(data):
    """ISO alpha-3 codes by the names that OpenFlights uses, as far as UNHCR's or ours are the same."""
    names = {}
    with open(pathlib.Path(__file__).parents[2] / "packs/gazetteer/countries.tsv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            row = list(row.values())
            for name in [row[3], *(row[5] or "").split("|")]:
                names[name.lower()] = row[1]
    return names


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    years = sys.argv[3:] or ["2023"]
    out.mkdir(parents=True, exist_ok=True)
    known, names = airports(data), countries(data)
    flights = routes(data, known)
    country = {code: names.get(place[0].lower(), "") for code, place in known.items()}
    last = collections.Counter()
    first = collections.defaultdict(list)
    for (a, b), count in flights.items():
        if country[b] == "CAN" and country[a] != "CAN":
            last[a] += count
        if country[b] != "CAN":
            first[a].append((b, count))
    by_country = collections.defaultdict(list)
    for code in known:
        by_country[country[code]].append(code)
    used, rows, reached, unreached = set(), [], collections.Counter(), collections.Counter()
    for year in years:
        claims, _ = demand(data, year)
        for origin, number in sorted(claims.items()):
            ways = collections.Counter()
            for a in by_country.get(origin, []):
                if last[a]:
                    ways[a,] += last[a]
                for hub, count in first[a]:
                    if last[hub] and country[hub] != origin:
                        ways[a, hub] += count * last[hub] / 2
            best = sorted(ways.items(), key=lambda way: (-way[1], way[0]))[:MOST]
            total = sum(weight for _, weight in best)
            (reached if total else unreached)[year] += number
            for way, weight in best:
                used.update(way)
                rows.append((year, origin, " > ".join(way), f"{number * weight / total:.4f}"))
    with open(out / "flows.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "origin", "stops", "demand"])
        writer.writerows(rows)
    with open(out / "posts.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "country", "latitude", "longitude", "cost", "reach_km", "consent"])
        for code in sorted(used):
            _, latitude, longitude, _ = known[code]
            writer.writerow([code, code, country[code], latitude, longitude, 1, 0, "yes"])
    for year in years:
        print(f"{year}: {reached[year]} claims over {sum(row[0] == year for row in rows)} itineraries, {unreached[year]} without")
    print(f"{len(used)} candidate airports")


if __name__ == "__main__":
    main()
