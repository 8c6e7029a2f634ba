"""Splink 5 on the files `data.py` writes, with the settings of its own demonstrations; prints F1 and CPU-seconds.

    python splink_peer.py DATA febrl3|febrl4|historical_50k|NAME

NAME.csv is one that `persons.py` wrote. Its names are put into Latin letters and its telephone numbers into digits first, as
someone who uses Splink on them would.
"""

import re
import resource
import sys
import time

import pandas as pd
import splink.comparison_library as cl
from anyascii import anyascii
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

data, name = sys.argv[1], sys.argv[2]


def cpu():
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def read(file):
    frame = pd.read_csv(f"{data}/{file}.csv", dtype=str).rename(columns={"id": "unique_id"})
    return frame.where(frame.notna(), None)


def febrl(link_type):
    return SettingsCreator(
        unique_id_column_name="unique_id",
        link_type=link_type,
        blocking_rules_to_generate_predictions=[
            block_on("soc_sec_id"),
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("street_number", "postcode"),
            block_on("postcode", "surname"),
            block_on("given_name", "suburb"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("given_name", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("surname", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        ],
    )


def historical():
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("first_name", "surname"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"),
            block_on("postcode_fake", "dob"),
            block_on("dob", "birth_place"),
        ],
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_and_surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.LevenshteinAtThresholds("postcode_fake", [1, 2]),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
    )


def persons():
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("phone"),
            block_on("document"),
            block_on("given", "surname"),
            block_on("surname", "dob"),
            block_on("given", "dob"),
            block_on("surname", "place"),
            block_on("given", "place"),
            block_on("dob", "place"),
        ],
        comparisons=[
            cl.ForenameSurnameComparison("given", "surname", forename_surname_concat_col_name="whole"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.LevenshteinAtThresholds("phone", [1, 2]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("document", [1, 2]),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
        ],
    )


def latin(frame):
    for column in ("given", "surname"):
        frame[column] = frame[column].map(lambda text: anyascii(text).lower() if text else text)
    frame["whole"] = frame.given + " " + frame.surname
    frame["phone"] = frame.phone.map(lambda text: re.sub(r"\D", "", text).lstrip("0") if text else text)
    return frame


start = cpu()
if name == "febrl4":
    frames = [read("febrl4a"), read("febrl4b")]
    settings, passes, sure = febrl("link_only"), ["date_of_birth", "postcode"], ["soc_sec_id"]
elif name == "historical_50k":
    frames = [read(name)]
    settings, passes, sure = historical(), ["dob", "postcode_fake"], ["first_name", "surname", "dob"]
elif name == "febrl3":
    frames = [read(name)]
    settings, passes, sure = febrl("dedupe_only"), ["date_of_birth", "postcode"], ["soc_sec_id"]
else:
    frames = [latin(read(name))]
    settings, passes, sure = persons(), ["phone", "dob"], ["document"]
api = DuckDBAPI()
tables = [api.register(frame) for frame in frames]
linker = Linker(tables if len(tables) > 1 else tables[0], settings)
linker.training.estimate_probability_two_random_records_match([block_on(*sure)], recall=0.6)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
for rule in passes:
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(rule))
found = linker.inference.predict(threshold_match_probability=0.1)
pairs = found.as_pandas_dataframe()
predicted = cpu()
truth = {row.unique_id: row.truth for frame in frames for row in frame[["unique_id", "truth"]].itertuples()}


def choose(n):
    return n * (n - 1) // 2


if len(frames) == 1:
    total = sum(choose(n) for n in frames[0].truth.value_counts())
else:
    total = len(frames[0].merge(frames[1], on="truth"))
for at in (0.5, 0.9, 0.95, 0.99):
    linked = pairs[pairs.match_probability >= at]
    right = sum(truth[a] == truth[b] for a, b in zip(linked.unique_id_l, linked.unique_id_r))
    p, r = right / max(len(linked), 1), right / total
    line = f"pairs at {at}: P {p:.4f} R {r:.4f} F1 {2 * p * r / max(p + r, 1e-9):.4f}"
    if len(frames) == 1:
        groups = linker.clustering.cluster_pairwise_predictions_at_threshold(found, at).as_pandas_dataframe()
        both = groups.groupby(["cluster_id", "truth"]).size()
        right = int(both.map(choose).sum())
        linked = int(groups.cluster_id.value_counts().map(choose).sum())
        p, r = right / max(linked, 1), right / total
        size, of = groups.cluster_id.value_counts(), groups.truth.value_counts()
        n = both.reset_index(name="n")
        bp = (n.n**2 / n.cluster_id.map(size)).sum() / len(groups)
        br = (n.n**2 / n.truth.map(of)).sum() / len(groups)
        line += f"  clusters F1 {2 * p * r / max(p + r, 1e-9):.4f} B3 {2 * bp * br / (bp + br):.4f}"
    print(line)
print(f"CPU s up to the pairs {predicted - start:.2f}, MB {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}")
