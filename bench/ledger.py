"""Makes the ledgers that windowed aggregates are measured on; the same bytes for the same arguments."""

from pathlib import Path

import numpy

ACCOUNTS = 100_000
DAYS = 30
COLUMNS = {"payer": "u4", "payee": "u4", "time_us": "i8", "amount": "i8"}


def activity(rng, heavy):
    """How often each account pays or is paid: by rank (Zipf), or one in a thousand 10,000 times the rest."""
    if heavy:
        weights = numpy.where(numpy.arange(ACCOUNTS) % 1000 == 0, 10_000.0, 1.0)
    else:
        weights = 1.0 / (numpy.arange(ACCOUNTS) + 10.0)
    return numpy.cumsum(rng.permutation(weights)) / weights.sum()


def drawn(rng, shares, count):
    # 0.999… keeps a draw of exactly 1 inside after rounding.
    return numpy.searchsorted(shares, rng.random(count) * (1 - 1e-12), side="right").astype("u4")


def ledger(folder: Path, rows, heavy=False):
    """Writes the four columns if they are not there; returns their folder. Bank times: whole seconds, many alike."""
    place = folder / f"ledger-{'heavy-' if heavy else ''}{rows}"
    if not (place / "amount").exists():
        place.mkdir(parents=True, exist_ok=True)
        rng = numpy.random.default_rng(20261121)
        times = rng.integers(0, DAYS * 86_400, rows) * 1_000_000
        times.sort()
        times.astype("i8").tofile(place / "time_us")
        for name in ("payer", "payee"):
            drawn(rng, activity(rng, heavy), rows).tofile(place / name)
        numpy.maximum(1, numpy.exp(rng.normal(8.5, 1.6, rows))).astype("i8").tofile(place / "amount")
    return place


def columns(place: Path):
    return {name: numpy.fromfile(place / name, kind) for name, kind in COLUMNS.items()}
