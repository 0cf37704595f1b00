"""Made-up extremes of progress."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qzcharts import charts

PLAN = {"amount": "money.middle", "plan": "money.plan"}

CASES: dict[str, Callable[..., charts.Figure]] = {
    name: partial(charts.progress, *ids, **others)  # type: ignore[arg-type]
    for name, ids, others in (
        ("alone", ["share.s52"], {}),
        ("beside a reference", ["share.s52"], {"reference": "share.s49_7"}),
        ("of a plan", ["share.s50"], {**PLAN, "reference": "share.s49_7"}),
        ("nothing", ["share.none"], {"reference": "share.all"}),
        ("nearly nothing", ["share.s0_4"], {"reference": "share.none"}),
        ("all", ["share.all"], {"reference": "share.s98_8"}),
        ("nothing left", ["share.all"], {"rest": "made.left_all"}),
        ("nearly all", ["share.s98_8"], {"rest": "made.left", "reference": "share.s99_95"}),
        ("all but a trace", ["share.s99_95"], {"rest": "made.left_h"}),
        ("most left", ["share.s3"], {"rest": "made.left_b"}),
        ("an eighth left", ["share.s88"], {"rest": "made.left_i", "reference": "share.most"}),
        ("more than planned", ["share.over"], {"amount": "money.more", "plan": "money.plan"}),
        ("far more than all", ["share.far"], {"reference": "share.s50"}),
        ("above all, how far is open", ["share.above"], {"reference": "share.over"}),
        ("at most", ["share.most"], {"reference": "share.least"}),
        ("at least", ["share.least"], {"rest": "made.left_least"}),
        ("at least, compared", ["share.least"], {"reference": "share.above"}),
        ("long", ["share.long"], {"rest": "made.left_long", "reference": "share.s3"}),
        (
            "long, of a plan",
            ["share.s12"],
            {"amount": "money.long", "plan": "money.plan", "reference": "share.long"},
        ),
    )
}
