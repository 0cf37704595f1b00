"""The figures of the book, as its chapters ask for them; run as a program, it prints digests of them."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable

from qzcharts import charts

FIGURES: dict[str, Callable[[], charts.Figure]] = {
    "cards": lambda: charts.cards(
        "inspection.units", "construction.investment", "certificates.issued",
        "prevention.households", "partnership.agreements",
    ),
    "timeline": lambda: charts.timeline(
        "construction.investment", "inspection.units", "certificates.issued",
        "prevention.households", "partnership.agreements", "publication.issue",
    ),
    "homes": lambda: charts.units("inspection.units"),
    "stages": lambda: charts.stages(),
    "certificates": lambda: charts.units("certificates.issued"),
    "households": lambda: charts.units("prevention.households"),
}  # fmt: skip


def digests() -> dict[str, str]:
    """Give a digest of all that a notebook is given of each figure."""
    return {
        name: hashlib.sha256(json.dumps(figure()._repr_mimebundle_(), sort_keys=True).encode()).hexdigest()
        for name, figure in FIGURES.items()
    }


if __name__ == "__main__":
    given = digests()
    print(
        json.dumps({"digests": given, "slow": sorted({"matplotlib.pyplot", "pandas"} & sys.modules.keys())})
    )
