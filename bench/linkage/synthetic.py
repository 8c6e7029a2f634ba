"""Invents persons with one to three records each, for measuring how cost grows: names by a Zipf law, typing errors,
swapped names, partial and swapped dates, changed phones, misread documents, missing values.

    python synthetic.py SEED PERSONS OUT.csv

Not a test of quality: the errors are simpler than life, and who wrote them also wrote the linkage.
"""

import bisect
import csv
import itertools
import random
import sys

seed, persons, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
draw = random.Random(seed)
CONSONANTS = "b c d f g h j k l m n p r s t v w z th sh kh".split()
VOWELS = "a e i o u aa ou".split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def word(syllables):
    return "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(syllables))


def ranked(words):
    """Words with the running sum of their frequencies."""
    return words, list(itertools.accumulate(1 / (rank + 4) ** 0.95 for rank in range(len(words))))


def one(of):
    words, sums = of
    return words[bisect.bisect(sums, draw.random() * sums[-1])]


def misspelt(text):
    at = draw.randrange(len(text) - 1)
    match draw.randrange(4):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case 2:
            return text[:at] + draw.choice(LETTERS) + text[at + 1 :]
    return text[:at] + draw.choice("aeiou") + text[at:]


def phone_number():
    return f"+39{draw.randrange(3 * 10**8, 4 * 10**8)}"


given_names = ranked([word(draw.choice([2, 2, 3])) for _ in range(4_000)])
surnames = ranked([word(draw.choice([2, 3, 3])) for _ in range(max(20_000, persons // 20))])
places = ranked([word(3) for _ in range(1_500)])
with open(out, "w", newline="") as file:
    write = csv.writer(file)
    write.writerow("id truth given surname dob phone place document".split())
    number = itertools.count()
    for person in range(persons):
        true_name = one(given_names), one(surnames)
        home, first_phone, true_document = one(places), phone_number(), f"YA{draw.randrange(10**7)}"
        year, month, day = draw.randrange(1950, 2006), draw.randrange(1, 13), draw.randrange(1, 29)
        if draw.random() < 0.12:
            month = day = 1
        for copy in range(draw.choice([1, 1, 1, 2, 2, 3])):
            (given, surname), place, phone, document = true_name, home, first_phone, true_document
            born = f"{year}-{month:02}-{day:02}"
            if copy:
                if draw.random() < 0.15:
                    given = misspelt(given)
                if draw.random() < 0.15:
                    surname = misspelt(surname)
                if draw.random() < 0.05:
                    given, surname = surname, given
                error = draw.random()
                if error < 0.08:
                    born = f"{year}"
                elif error < 0.13 and day < 13:
                    born = f"{year}-{day:02}-{month:02}"
                elif 0.13 <= error < 0.20:
                    born = f"{year + draw.choice([-1, 1, 10])}-{month:02}-{day:02}"
                if draw.random() < 0.2:
                    place = one(places)
                if draw.random() < 0.3:
                    phone = phone_number()
                if draw.random() < 0.1:
                    document = misspelt(document)
            seen = [draw.random() >= missing for missing in (0.15, 0.4, 0.1, 0.5)]
            values = [value if kept else "" for value, kept in zip((born, phone, place, document), seen)]
            write.writerow([next(number), person, given, surname, *values])
