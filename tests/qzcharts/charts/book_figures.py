"""The figures of the book, as its chapters ask for them; run as a program, it prints digests of them."""

from __future__ import annotations

import hashlib
import json
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
    "progress": lambda: charts.progress(
        "construction.investment", share="construction.plan_share",
        implied="construction.plan_implied", reference="construction.calendar_share",
    ),
    "parties": lambda: charts.structure("construction.parties"),
    "stages": lambda: charts.stages(),
    "certificates": lambda: charts.units("certificates.issued"),
    "levels": lambda: charts.structure("prevention.levels", levels=True),
    "households": lambda: charts.units("prevention.households"),
    "agreements": lambda: charts.nearly_whole("partnership.agreements", "partnership.unsigned"),
    "partners": lambda: charts.structure("partnership.parties", works="partnership.works"),
    "mechanisms": lambda: charts.structure("outlook.mechanisms"),
    "amounts": lambda: charts.bars("construction.investment", "construction.plan_implied"),
    "table": lambda: charts.table("construction.investment", "construction.plan_share", "construction.ahead"),
    "items": lambda: charts.table(items="inspection.items"),
}  # fmt: skip

if __name__ == "__main__":
    digests = {
        name: hashlib.sha256(json.dumps(figure()._repr_mimebundle_(), sort_keys=True).encode()).hexdigest()
        for name, figure in FIGURES.items()
    }
    print(json.dumps(digests))
