"""Invents names to screen: of ordinary people in many scripts, and of listed ones as they stand, spelled otherwise, in another
script or with a slip, with the entry that must be found.

    python people.py SEED COUNT NAMES LETTERS UN_LIST.xml OUT.csv SDN.csv [ALT.csv]

NAMES is the folder of observed spellings (Wikidata pairs: wd_arabic_80 and so on: a Latin spelling, the signs apart by
spaces, how often). LETTERS is crates/names/data/letters.tsv, for the hash by which `names` holds back spellings from learning.
Ordinary people have names of parts of the UN list's, as often as they occur there, which are of the languages that most
listed people speak (with what stands before them: "abdul karim" is one), or of parts of NAMES, in their script or a spelling. Of those of the UN list, `decile` says how common
the whole name is (9 the commonest) and `homonym` that a listed person has the very parts in some spelling, titles aside: nobody can
tell them apart by name. Birth dates are drawn, so that they can. Seeds below 100 are for tuning, from 100 on for reporting. Rates are ours.
"""

import bisect
import collections
import csv
import itertools
import math
import random
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml
from pathlib import Path

seed, count, folder, letters, un_list, out, *lists = sys.argv[1:]
draw = random.Random(int(seed))
SCRIPTS = ["arabic", "russian", "hebrew", "katakana", "korean", "chinese"]
# Spelled at least so often, a spelling is one, and no error of the source.
OFTEN = 5
FOLDED = {}
for line in Path(letters).read_text(encoding="utf-8").splitlines():
    if not line.startswith("#") and "\t" in line:
        kept, others = line.split("\t")
        FOLDED.update(dict.fromkeys(others, kept))


class Drawn:
    """Things drawn by weight."""

    def __init__(self, weights):
        self.things = list(weights)
        self.sums = list(itertools.accumulate(weights[thing] for thing in self.things))

    def one(self):
        return self.things[bisect.bisect(self.sums, draw.random() * self.sums[-1])]


def plain(text):
    """Latin words without diacritics and case."""
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return [word for word in re.split(r"[^a-z0-9]+", re.sub(r"['’‘`]", "", text.lower())) if word]


def is_held_back(native):
    """As `names` decides it (FNV-1a of the folded name)."""
    text = "".join(s for s in unicodedata.normalize("NFKD", native) if not unicodedata.combining(s)).lower()
    value = 0xCBF29CE484222325
    for byte in "".join(FOLDED.get(sign, sign) for sign in text).encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return (value >> 20) % 10 in (0, 1)


def observed(script):
    """The Latin spellings of each name in a script, and how often each was met."""
    spelled = collections.defaultdict(collections.Counter)
    for line in (Path(folder) / f"wd_{script}_80").read_text(encoding="utf-8").splitlines():
        latin, signs, met = line.split("\t")
        native = signs.replace(" ", "")
        if len(native) > 1 and len(latin) > 1 and all(sign.isalpha() for sign in native + latin):
            spelled[native][latin] += int(met)
    return spelled


spellings = {script: observed(script) for script in SCRIPTS}
ordinary = {script: Drawn({native: sum(all.values()) for native, all in spelled.items()})
            for script, spelled in spellings.items()}
# For a Latin spelling the name whose commonest spelling it is.
natives = {}
for script, spelled in spellings.items():
    natives[script] = {}
    for native, all in sorted(spelled.items(), key=lambda item: (sum(item[1].values()), item[0])):
        latin, met = max(all.items(), key=lambda item: (item[1], item[0]))
        if met >= OFTEN:
            natives[script][latin] = native

# Who is listed: entry, name, whether a person.
listed = []
kinds = {}
unlisted = []
for path in lists:
    for row in csv.reader(open(path, encoding="utf-8", errors="replace")):
        if len(row) > 4 and len(row) < 12 and row[0] in kinds:
            listed.append((row[0], row[3], kinds[row[0]]))
        elif len(row) >= 12:
            kinds[row[0]] = row[2].strip()
            listed.append((row[0], row[1], row[2].strip()))
            unlisted.extend(re.findall(r"a\.k\.a\. '([^;]+)'", row[11]))
        elif len(row) > 4:
            # Of an entry that the main table does not have: nobody is asked for it, but who has that name is no stranger.
            unlisted.append(row[3])


def spoken(name):
    last, comma, first = name.partition(", ")
    return plain(f"{first} {last}" if comma else name)


# Latin spellings of one name: those that are most often of the same name in a script. No one table has all of them.
one_name = {}


def first_of(word):
    # Hasan is Hassan.
    word = re.sub(r"(.)\1", r"\1", word)
    while one_name.get(word, word) != word:
        word = one_name[word]
    return word


for script in ["arabic", "hebrew", "russian"]:
    most, first = {}, {}
    for native, all in spellings[script].items():
        for latin, met in all.items():
            if met >= OFTEN:
                most[latin] = max(most.get(latin, (0, "")), (met, native))
    for latin, (_, native) in sorted(most.items()):
        one_name[first_of(latin)] = first_of(first.setdefault(native, latin))


# Words that stand before another and are no name without it.
BEFORE = set("al el ul ad ar as ash at az bin ben ibn bint ould abu abou umm abd abdul abdel abdal abdoul van von de del da".split())
COME_AND_GO = BEFORE - set("abu abou umm abd abdul abdel abdal abdoul".split())
COME_AND_GO |= set("dr mr haji hajji hajj haj sheikh shaikh shaykh sheik mullah mulla maulvi mawlawi maulana qari ustad sayyid syed".split())


def key(words):
    words = ["abd" if word.startswith("abd") and len(word) < 7 and word in BEFORE else word for word in words]
    return tuple(sorted(first_of(word) for word in words if len(word) > 2 and word not in COME_AND_GO))


taken = {key(spoken(name)) for name in [name for _, name, _ in listed] + unlisted}


def transliterated(words, script):
    """The words in a script, and whether a spelling of one was held back from learning; none if one has no observed name."""
    found, held, article = [], False, ""
    for word in words:
        if script == "arabic" and word in ("al", "el"):
            article = "ال"
            continue
        native = natives[script].get(word)
        if native is None:
            return None
        held |= is_held_back(native)
        found.append((article + native, native))
        article = ""
    return (found, held) if len(found) > 1 and not article else None


positives = {"other script": [], "other spelling": []}
for entry, name, kind in listed:
    if kind != "individual":
        continue
    words = spoken(name)
    for script in ["arabic", "russian", "hebrew"]:
        made = transliterated(words, script)
        if made is None:
            continue
        parts, held = made
        note = ", held back" if held else ""
        positives["other script"].append((" ".join(text for text, _ in parts), entry, script, note))
        others = []
        spelled = [word for word in words if script != "arabic" or word not in ("al", "el")]
        for (_, native), word in zip(parts, spelled):
            all = [latin for latin, met in spellings[script][native].most_common() if met >= OFTEN and latin != word and len(latin) > 2]
            others.append(all[0] if all else word)
        if others != spelled:
            positives["other spelling"].append((" ".join(others), entry, "latin", note))

# How often parts occur in the names of the UN list's people.
met = collections.Counter()
for person in xml.parse(un_list).getroot().iter("INDIVIDUAL"):
    for tag in ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"]:
        before = []
        for word in plain(person.findtext(tag) or ""):
            before.append(word)
            if word not in BEFORE:
                if len(word) > 2:
                    met[" ".join(before)] += 1
                before = []
un_parts, total = Drawn(met), sum(met.values())


def birth():
    year = draw.randint(1940, 2005)
    kind = draw.random()
    return str(year) if kind < 0.2 else f"{year}-01-01" if kind < 0.25 else f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def slipped(name):
    signs = list(name)
    at = draw.randrange(len(signs))
    kind = draw.randrange(4)
    if kind == 0:
        signs[at] = draw.choice("abcdefghijklmnopqrstuvwxyz")
    elif kind == 1:
        del signs[at]
    elif kind == 2:
        signs.insert(at, signs[at])
    elif at + 1 < len(signs):
        signs[at], signs[at + 1] = signs[at + 1], signs[at]
    return "".join(signs)


rows, commonness = [], []
for number in range(int(count)):
    chance = draw.random()
    if chance < 0.10:
        entry, name, _ = draw.choice(listed)
        rows.append(["exact", "latin", name, "", entry, "", ""])
    elif chance < 0.12:
        entry, name, _ = draw.choice(listed)
        rows.append(["slip", "latin", slipped(name), "", entry, "", ""])
    elif chance < 0.16:
        kind = "other script" if chance < 0.14 else "other spelling"
        name, entry, script, note = draw.choice(positives[kind])
        rows.append([kind + note, script, name, "", entry, "", ""])
    elif chance < 0.58:
        words = list(dict.fromkeys(un_parts.one() for _ in range(draw.choice([2, 2, 3, 3, 4]))))
        if len(words) < 2:
            words.append(un_parts.one())
        homonym = key(" ".join(words).split()) in taken
        # Per part, so that short names are not the commonest by being short.
        commonness.append((sum(math.log(met[word] / total) for word in words) / len(words), number))
        rows.append(["ordinary", "latin", " ".join(words).title(), birth(), "", "", "1" if homonym else ""])
    else:
        script = draw.choice(SCRIPTS)
        parts = [ordinary[script].one() for _ in range(2 if draw.random() < 0.7 else 3)]
        if draw.random() < 0.5:
            glue = "" if script in ("korean", "chinese") else " "
            rows.append(["ordinary", script, glue.join(parts), birth(), "", "", ""])
        else:
            words = [Drawn(spellings[script][part]).one() for part in parts]
            rows.append(["ordinary", script + ", spelled", " ".join(words).title(), birth(), "", "", ""])
for rank, (_, number) in enumerate(sorted(commonness)):
    rows[number][5] = rank * 10 // len(commonness)
with open(out, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["kind", "script", "name", "birth", "entry", "decile", "homonym"])
    writer.writerows(rows)
print({kind: len(all) for kind, all in positives.items()}, len(listed), "listed names,", len(met), "parts")
