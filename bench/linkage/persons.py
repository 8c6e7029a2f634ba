"""Invents persons as agencies along a route write them down: the name in its own script or in one of the spellings that
were observed for it, parts swapped or shortened, dates half known or put at 1 January, facilitators' phones that many
share, siblings who share a household, misread documents. With the truth beside each row, to measure linkage by.

    python persons.py SEED PERSONS NAMES OUT.csv

NAMES is the folder of observed spellings (Wikidata pairs: wd_arabic_80 and so on; a line is a Latin spelling, the signs
apart by spaces, how often). Seeds below 100 are for tuning, from 100 on for reporting. Rates are ours: they follow no
survey. `script` and `decile` (how common the true name is, 9 the commonest) are for the safeguards, not for linkage.
"""

import bisect
import collections
import csv
import itertools
import random
import sys
from pathlib import Path

seed, persons, names, out = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
draw = random.Random(seed)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MISREAD = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G"}
# What share of the persons writes in which script; of "latin" the Latin side of the Cyrillic pairs is used.
SCRIPTS = {"arabic": 0.36, "latin": 0.24, "russian": 0.18, "chinese": 0.08, "korean": 0.06, "katakana": 0.04, "hebrew": 0.04}


class Drawn:
    """Things drawn by weight."""

    def __init__(self, weights):
        self.things = list(weights)
        self.sums = list(itertools.accumulate(weights[thing] for thing in self.things))

    def one(self):
        return self.things[bisect.bisect(self.sums, draw.random() * self.sums[-1])]


def observed(script):
    """Names in their script, how often each was met, and the Latin spellings of each."""
    met, spelled = collections.Counter(), collections.defaultdict(collections.Counter)
    for line in (names / f"wd_{script}_80").read_text(encoding="utf-8").splitlines():
        latin, signs, *count = line.split("\t")
        native, count = signs.replace(" ", ""), int(count[0]) if count else 1
        if len(native) > 1 and len(latin) > 1 and all(sign.isalpha() or sign in "'-" for sign in native + latin):
            met[native] += count
            spelled[native][latin] += count
    return met, spelled


class Script:
    def __init__(self, name):
        met, spelled = observed("russian" if name == "latin" else name)
        if name == "latin":
            met, spelled = collections.Counter(), {}
            for latin, count in itertools.chain.from_iterable(s.items() for s in observed("russian")[1].values()):
                met[latin] += count
                spelled[latin] = {latin: 1}
        common = [native for native, _ in met.most_common(2_000)]
        # Given names are few and common; family names many. Rank weights, so that no one name is everyone's.
        self.given = Drawn({native: 1 / (rank + 8) ** 0.9 for rank, native in enumerate(common)})
        self.family = Drawn({native: 1 / (rank + 20) ** 0.8 for rank, (native, _) in enumerate(met.most_common())})
        self.spelled = {native: Drawn(spellings) for native, spellings in spelled.items()}
        self.native = name != "latin"


def misspelt(text):
    if len(text) < 3:
        return text
    at = draw.randrange(len(text) - 1)
    other = draw.choice(LETTERS if text.isascii() else text)
    match draw.randrange(4):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case 2:
            return text[:at] + other + text[at + 1 :]
    return text[:at] + other + text[at:]


def phone_number():
    return f"{draw.choice(['39', '90', '218', '49', '7', '20'])}{draw.randrange(3 * 10**8, 4 * 10**8)}"


def phone_written(phone):
    form = draw.randrange(4)
    if form == 0:
        return "00" + phone
    if form == 1:
        return f"+{phone[:2]} {phone[2:5]} {phone[5:]}"
    return "+" + phone


scripts = {name: Script(name) for name in SCRIPTS}
script_of = Drawn(SCRIPTS)
places = Drawn({f"{native}": 1 / (rank + 5) for rank, native in enumerate(scripts["latin"].family.things[500:1_700])})
facilitators = Drawn({phone_number(): 1 / (rank + 1) for rank in range(max(5, persons // 2_000))})


def person(before):
    """Somebody, one in four a brother or sister of the one before."""
    sibling = before is not None and draw.random() < 0.25
    script = before["script"] if sibling else script_of.one()
    own = scripts[script]
    month, day = (1, 1) if draw.random() < 0.12 else (draw.randrange(1, 13), draw.randrange(1, 29))
    found = {
        "script": script,
        "given": own.given.one(),
        "family": before["family"] if sibling else own.family.one(),
        "born": (draw.randrange(1955, 2010), month, day),
        "phone": phone_number(),
        "place": before["place"] if sibling else places.one(),
        "document": f"{draw.choice('ABCDEFGHKLMNPRTUVWXY')}{draw.choice(LETTERS).upper()}{draw.randrange(10**7):07}",
    }
    if sibling:
        year = before["born"][0] + draw.choice([-7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5])
        found["born"] = (year, *(before["born"][1:] if year == before["born"][0] else (month, day)))
        if draw.random() < 0.6:
            found["phone"] = before["phone"]
    if draw.random() < 0.04:
        found["phone"] = facilitators.one()
    return found


def born_written(born, copy):
    year, month, day = born
    chance = draw.random()
    if chance < 0.08:
        return f"{year}"
    if chance < 0.13:
        return f"{year}-01-01"
    if copy and chance < 0.17 and day < 13:
        return f"{year}-{day:02}-{month:02}"
    if copy and chance < 0.21:
        return f"{year + draw.choice([-1, 1, 10, -10])}-{month:02}-{day:02}"
    return f"{year}-{month:02}-{day:02}"


def record(of, copy):
    own = scripts[of["script"]]
    native = own.native and draw.random() < 0.35
    parts = []
    for part in (of["given"], of["family"]):
        written = part if native else own.spelled[part].one()
        if copy and draw.random() < (0.03 if native else 0.07):
            written = misspelt(written)
        parts.append(written if native else written.title())
    if copy and draw.random() < 0.03 and not native:
        parts[0] = parts[0][:1] + "."
    if draw.random() < 0.06:
        parts.reverse()
    document = of["document"]
    if copy and draw.random() < 0.08:
        at = draw.choice([at for at, sign in enumerate(document) if sign in MISREAD] or [0])
        document = document[:at] + MISREAD.get(document[at], "Q") + document[at + 1 :]
    phone = phone_number() if copy and draw.random() < 0.25 else of["phone"]
    place = places.one() if copy and draw.random() < 0.2 else of["place"]
    seen = [draw.random() >= missing for missing in (0.12, 0.4, 0.1, 0.55)]
    values = born_written(of["born"], copy), phone_written(phone), place.title(), document
    return [*parts, *(value if kept else "" for value, kept in zip(values, seen))]


everybody, last = [], None
for _ in range(persons):
    last = person(last)
    everybody.append(last)
met = collections.Counter((one["script"], part) for one in everybody for part in (one["given"], one["family"]))
commonness = [met[one["script"], one["given"]] * met[one["script"], one["family"]] for one in everybody]
ranks = sorted(commonness)
number = itertools.count()
with open(out, "w", newline="", encoding="utf-8") as file:
    write = csv.writer(file)
    write.writerow("id truth given surname dob phone place document script decile".split())
    for truth, (one, common) in enumerate(zip(everybody, commonness)):
        decile = min(9, 10 * bisect.bisect_left(ranks, common) // persons)
        for copy in range(draw.choice([1, 1, 1, 2, 2, 3])):
            write.writerow([next(number), truth, *record(one, copy), one["script"], decile])
