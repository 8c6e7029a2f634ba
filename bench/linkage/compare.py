"""Palermo's linkage and Splink on the same files, turn about; prints both and the ratio of CPU-seconds.

    python compare.py MEASURE DATA [RUNS [NAME…]]

MEASURE is the built example `measure` of the crate `linkage`, DATA the folder that `data.py` wrote, with NAME.csv that
`persons.py` wrote. Whole processes are measured, user and system time, imports too. Default settings: nothing but the kinds of the columns is said.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

measure, data, runs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3
FEBRL = (
    "given_name:name_part,surname:name_part,street_number:code,address_1:text,address_2:text,suburb:text,"
    "postcode:code,state:category,date_of_birth:date,soc_sec_id:document"
)
HISTORICAL = (
    "full_name:full_name,dob:date,birth_place:text,postcode_fake:code,occupation:category"
)
PERSONS = "given:name_part,surname:name_part,dob:date,phone:phone,place:text,document:document"
SETS = {
    "febrl3": (FEBRL, ["febrl3.csv"]),
    "febrl4": (FEBRL, ["febrl4a.csv", "febrl4b.csv"]),
    "historical_50k": (HISTORICAL, ["historical_50k.csv"]),
} | {name: (PERSONS, [f"{name}.csv"]) for name in sys.argv[4:]}


def run(command):
    before = os.times()
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, [line for line in text.splitlines() if line.startswith(("pairs at 0.", "clusters", "CPU"))]


for name, (columns, files) in SETS.items():
    if not all((data / file).exists() for file in files):
        print(f"{name}: no file, left out")
        continue
    ours, peers = [], []
    for _ in range(runs):
        spent, said = run([measure, columns, *(str(data / file) for file in files)])
        ours.append(spent)
        peer_script = str(Path(__file__).with_name("splink_peer.py"))
        spent, peer_said = run([sys.executable, peer_script, str(data), name])
        peers.append(spent)
    print(f"== {name}", *said, "-- Splink", *peer_said, sep="\n")
    ratios = [peer / our for our, peer in zip(ours, peers)]
    print(
        f"CPU s, whole process, median of {runs}: palermo {statistics.median(ours):.2f}, "
        f"Splink {statistics.median(peers):.2f}, ratio {statistics.median(ratios):.1f}"
    )
